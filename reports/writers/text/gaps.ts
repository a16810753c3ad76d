import { counted, grouped } from '../../counts.js';
import type { Report, RequirementRow } from '../../report.js';
import { wrap } from '../wrap.js';
import type { Screen } from './screen.js';

/** Most entries of a list that are shown; the others are in report.json. */
const shownMax = 12;

/** Requirements that no case checked, the MUSTs first: they make the run inconclusive. */
export function unexercisedLines({ requirements }: Report, { width, palette }: Screen): readonly string[] {
  const order = (row: RequirementRow): number => (row.level === 'MUST' ? 0 : 1);
  const rows = requirements.filter((row) => row.verdict === 'inconclusive').sort((left, right) => order(left) - order(right));
  if (rows.length === 0) return [];
  const shown = rows
    .slice(0, shownMax)
    .flatMap((row) => [
      `  ${palette.doubtful(row.level.padEnd(6))}  ${row.id}`,
      ...wrap(row.sentence, width, ' '.repeat(10)).map(palette.faint),
    ]);
  return [`${palette.strong('Not exercised')} (${counted(rows.length, 'requirement')})`, ...shown, ...andMore(rows.length)];
}

/** Ordinary situations no case met. */
export function markLines({ marks }: Report, { width, palette }: Screen): readonly string[] {
  const expected = marks.unhit.filter((mark) => mark.rare === undefined).map((mark) => mark.id);
  if (expected.length === 0) return [];
  const rare = marks.unhit.length - expected.length;
  const title = `${grouped(expected.length)} of ${counted(marks.declared, 'situation')}${rare === 0 ? '' : `, and ${grouped(rare)} rare`}`;
  const shown = expected.slice(0, shownMax).flatMap((id) => wrap(id, width, '  '));
  return [`${palette.doubtful('Warning: never met')} (${title})`, ...shown, ...andMore(expected.length)];
}

/** Facts that were taken on trust. */
export function assumedLines({ assumed, requirements }: Report, { width, palette }: Screen): readonly string[] {
  if (assumed.length === 0) return [];
  const resting = requirements.filter((row) => row.provisional).length;
  const title = `${counted(resting, 'requirement')} ${resting === 1 ? 'rests' : 'rest'} on ${counted(assumed.length, 'assumed fact')}`;
  const shown = assumed.slice(0, shownMax).flatMap(({ fact, cases }) => wrap(`${fact} (${counted(cases, 'case')})`, width, '  '));
  return [`${palette.doubtful('Provisional')} (${title})`, ...shown, ...andMore(assumed.length)];
}

function andMore(count: number): readonly string[] {
  return count > shownMax ? [`  … and ${grouped(count - shownMax)} more in report.json`] : [];
}
