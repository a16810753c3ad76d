import { compact } from '../../counts.js';
import type { Report, StageCell } from '../../report.js';
import { type Cell, table } from '../table.js';
import { paintOf, type Screen } from './screen.js';

/** Which machine met which stage in how many cases, and what was found there. */
export function hostLines({ hosts, stages }: Report, { width, palette }: Screen): readonly string[] {
  if (hosts.length === 0) return [];
  const heading = ['host', ...stages, 'cases'].map((text): Cell => ({ text, paint: palette.faint }));
  const rows = hosts.map((host): readonly Cell[] => [
    { text: host.machine },
    ...host.stages.map((cell): Cell => ({ text: cellText(cell), paint: paintOf(cell.verdict, palette) })),
    { text: compact(host.cases), paint: paintOf(host.verdict, palette) },
  ]);
  const found = hosts.some((host) => host.findings > 0);
  const title = `${palette.strong('Hosts')} (cases that met each stage${found ? ', ✗ findings' : ''})`;
  return [title, ...table([heading, ...rows], width)];
}

function cellText({ cases, findings }: StageCell): string {
  if (findings > 0) return `${compact(cases)} ✗${compact(findings)}`;
  return cases === 0 ? '·' : compact(cases);
}
