import { counted, grouped, listed, percent } from '../../counts.js';
import { coverageOf, type Hole, type ThinCell } from '../../coverage.js';
import type { Report } from '../../report.js';
import { boundWords } from '../../words.js';
import { type Cell, table } from '../table.js';
import { wrap } from '../wrap.js';
import type { Screen } from './screen.js';

/** Rows and ids that are shown; all of them are in report.json. */
const rowsShown = 5;
const idsShown = 3;
const faultsShown = 6;

/** Where requirement × machine × fault is thinnest, and where it has holes. */
export function coverageLines(report: Report, { width, palette }: Screen): readonly string[] {
  const { cells, filled, thinnest, neverOn, neverUnder } = coverageOf(report);
  if (filled === 0) return [];
  const title = `${palette.strong('Coverage')} (requirement × machine × fault)`;
  const share = `${percent(filled, cells)} of ${counted(cells, 'cell')} have a case`;
  const heading = ['checked in fewest cases', 'on', 'cases', 'at most failing'].map(
    (text): Cell => ({ text, paint: palette.faint }),
  );
  return [
    title,
    ...wrap(share, width, '  '),
    ...table([heading, ...thinnest.slice(0, rowsShown).map(thinCells)], width),
    ...neverOn.flatMap((hole) => wrap(holeWords('on', hole), width, '  ').map(palette.doubtful)),
    ...underLines(neverUnder, width),
  ];
}

function thinCells({ requirement, machine, cases, failureRateBound }: ThinCell): readonly Cell[] {
  return [requirement, machine, grouped(cases), boundWords(failureRateBound)].map((text) => ({ text }));
}

/** Holes that faults leave are many, so only their number is told, the largest first. */
function underLines(holes: readonly Hole[], width: number): readonly string[] {
  if (holes.length === 0) return [];
  const worst = [...holes].sort((left, right) => right.requirements.length - left.requirements.length);
  const words = worst.map(({ at, requirements }) => `${at} ${grouped(requirements.length)}`);
  return wrap(`MUSTs never checked while something was wrong: ${listed(words, faultsShown)}`, width, '  ');
}

function holeWords(preposition: string, { at, requirements }: Hole): string {
  const more = requirements.length - idsShown;
  const ids = requirements.slice(0, idsShown).join(', ');
  return `${counted(requirements.length, 'MUST')} never checked ${preposition} ${at}: ${ids}${more > 0 ? ` and ${grouped(more)} more` : ''}`;
}
