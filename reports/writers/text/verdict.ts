import type { Report } from '../../report.js';
import { verdictNotes } from '../../words.js';
import { wrap } from '../wrap.js';
import { paintOf, type Screen } from './screen.js';

/** The verdict, its exit code, and what led to it. */
export function verdictLines(report: Report, { width, palette }: Screen): readonly string[] {
  const { verdict, exitCode } = report.summary;
  const line = `verdict: ${paintOf(verdict, palette)(palette.strong(verdict.toUpperCase()))} (exit code ${exitCode})`;
  return [line, ...verdictNotes(report).flatMap((note) => wrap(note, width, '  - '))];
}
