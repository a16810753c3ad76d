import { UsageError } from '../sim/core/usage-error.js';

/** Says that a log is not as it was written. Nobody edits logs by hand, so the fix is always another file. */
export function damaged(problem: string, line: number, file: string | undefined, path?: string): UsageError {
  const place = { ...(file === undefined ? {} : { file }), line, ...(path === undefined ? {} : { path }) };
  return new UsageError(problem, { place, fix: 'the log is damaged: take the original file or run again' });
}
