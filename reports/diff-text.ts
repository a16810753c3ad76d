import { counted, listed } from './counts.js';
import type { ReportDiff, RequirementChange } from './diff.js';
import { type Paint, plainPalette } from './writers/palette.js';
import { clipped, mapStrings, printable } from './writers/strings.js';
import { wrap } from './writers/wrap.js';
import type { WriterOptions } from './writers/writer.js';

/** A difference between two reports for a screen: regressions first. Pure, ends in a line feed. */
export function writeDiff(diff: ReportDiff, options: WriterOptions = {}): string {
  const width = options.width ?? 80;
  const palette = options.palette ?? plainPalette;
  const safe = mapStrings(diff, printable);
  const sections = [
    headLines(safe, width),
    changeLines('Regressions', safe.regressions, width, palette.bad),
    changeLines('Fixed', safe.fixed, width, palette.good),
    changeLines('Not exercised any more', safe.lost, width, palette.doubtful),
    changeLines('Changed', safe.changed, width, palette.faint),
    idLines('New requirements', safe.added),
    idLines('Requirements gone', safe.removed),
    [`${counted(safe.unchanged, 'requirement')} unchanged`],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function headLines({ verdict, differentPlans }: ReportDiff, width: number): readonly string[] {
  const line = `verdict: ${verdict.before} → ${verdict.after}`;
  if (differentPlans.length === 0) return [line];
  return [
    line,
    ...wrap(`the runs differ in ${listed(differentPlans, 9)}: not every change need come from the subject`, width, 'note: '),
  ];
}

function changeLines(title: string, changes: readonly RequirementChange[], width: number, paint: Paint): readonly string[] {
  if (changes.length === 0) return [];
  const blocks = changes.flatMap(({ requirement, sentence, before, after, message }) => [
    `  ${requirement}  ${before ?? 'new'} → ${after}`,
    ...wrap(sentence, width, '    '),
    ...(message === undefined ? [] : wrap(clipped(message, 600), width, '    found: ')),
  ]);
  return [paint(`${title} (${changes.length})`), ...blocks];
}

function idLines(title: string, ids: readonly string[]): readonly string[] {
  return ids.length === 0 ? [] : [`${title} (${ids.length})`, ...ids.map((id) => `  ${id}`)];
}
