import type { Report } from '../../report.js';
import { confidenceWords, provisionalWords, wordsOfReason } from '../../words.js';
import { wrap } from '../wrap.js';
import { paintOf, type Screen } from './screen.js';

/** The verdict, its exit code, and what led to it. */
export function verdictLines(report: Report, { width, palette }: Screen): readonly string[] {
  const { verdict, exitCode, reasons, provisional } = report.summary;
  const confidence = confidenceWords(report);
  const notes = [
    ...reasons.map((reason) => wordsOfReason(reason)),
    ...(provisional ? [provisionalWords(report)] : []),
    ...(confidence === undefined ? [] : [confidence]),
  ];
  const line = `verdict: ${paintOf(verdict, palette)(palette.strong(verdict.toUpperCase()))} (exit code ${exitCode})`;
  return [line, ...notes.flatMap((note) => wrap(note, width, '  - '))];
}
