import { printable } from '../../reports/writers/strings.js';
import { wrap } from '../../reports/writers/wrap.js';
import { MIB } from '../../sim/core/quantity.js';
import type { NodeExplained, PlaceExplained } from './explanation.js';
import { type ExplanationScreen, heading } from './explanation-screen.js';

/** The guest's pod, and what each node was to it. */
export function placeLines(decision: PlaceExplained, screen: ExplanationScreen): readonly string[] {
  const { palette, width } = screen;
  const { guest, selectors, resources, memory, nodes, chosen, takes = {}, message } = decision;
  const outcome = chosen === undefined ? palette.bad('fits nowhere') : palette.good(`goes to ${chosen}`);
  const { guestBytes, overheadBytes, totalBytes, parts } = memory;
  return [
    heading('schedule', guest, outcome, screen),
    ...entries(
      'selects',
      Object.entries(selectors).map(([key, value]) => `${key}=${value}`),
    ),
    ...entries(
      'needs',
      Object.entries(resources).map(([name, count]) => `${count} ${name}`),
    ),
    `  memory   ${mebibytes(totalBytes)} = ${mebibytes(guestBytes)} for the guest + ${mebibytes(overheadBytes)} overhead`,
    ...wrap(partWords(parts), width, '           ').map(palette.faint),
    ...nodes.flatMap((node) => nodeLines(node, chosen, screen)),
    ...entries(
      'takes',
      Object.entries(takes).map(([unit, count]) => `${count} ${unit}`),
    ),
    ...(message === undefined ? [] : wrap(message, width, '  event    ').map(palette.doubtful)),
  ];
}

function entries(title: string, list: readonly string[]): readonly string[] {
  return list.map((entry, index) => `  ${(index === 0 ? title : '').padEnd(8)} ${printable(entry)}`);
}

function nodeLines(
  { host, fits, reasons, details }: NodeExplained,
  chosen: string | undefined,
  screen: ExplanationScreen,
): readonly string[] {
  const { palette, width } = screen;
  const verdict = host === chosen ? palette.good('chosen') : fits ? 'fits too' : palette.bad('does not fit');
  return [
    `  node     ${host}: ${verdict}`,
    ...reasons.flatMap((reason) => wrap(reason, width, '             ')),
    ...details.flatMap((detail) => wrap(detail, width, '             ').map(palette.faint)),
  ];
}

function partWords(parts: PlaceExplained['memory']['parts']): string {
  return Object.entries(parts)
    .map(([what, bytes]) => `${mebibytes(bytes)} ${what}`)
    .join(', ');
}

function mebibytes(bytes: number): string {
  return `${Number((bytes / MIB).toFixed(2))} MiB`;
}
