import { ansiPalette, plainPalette, type Report, sealReport, writeText } from '../reports/index.js';

import type { Terminal } from './terminal.js';

/**
 * Prints a finished report: as text for people, or the bytes of report.json.
 *
 * @param announced the first line was printed before the run.
 */
export function showReport(
  report: Report,
  folder: string,
  options: { readonly json: boolean; readonly announced: boolean },
  terminal: Terminal,
): void {
  if (options.json) {
    terminal.print(sealReport(report));
    return;
  }
  const palette = terminal.colour ? ansiPalette : plainPalette;
  terminal.print(writeText(report, { width: terminal.columns, palette, out: folder, announced: options.announced }));
  terminal.print(`reports: ${folder}\n`);
}
