import type { JsonObject } from '../sim/core/json.js';
import { UsageError } from '../sim/core/usage-error.js';
import { type LogRecord, logFormat } from './log.js';
import { checkConsistency } from './log-consistency.js';
import { damaged } from './log-damage.js';
import { recordShapes } from './log-shape.js';
import { isObject } from './shape.js';
import { logUpgraders } from './versions/log.js';
import { stepsToCurrent, upgradeRecord } from './versions/upgrade.js';

/**
 * Reads a run log. Every record is checked, alone and against the others, so what comes back can be trusted like a record that
 * was just made. Logs of older formats are upgraded on the way. A last line without its line feed that is no complete JSON is
 * what a killed run leaves behind: it is dropped, and the missing `end` record makes the report inconclusive.
 *
 * @param file name of the log for messages.
 * @throws UsageError with file and line when it is not a run log, damaged, or of an unknown format.
 */
export function readLog(text: string, file?: string): LogRecord[] {
  const lines = current(parsedLines(text, file), file);
  for (const line of lines) checkShape(line, file);
  const records = lines.map((line) => ({ line: line.line, record: line.value as unknown as LogRecord }));
  checkConsistency(records, file);
  return records.map(({ record }) => record);
}

interface Line {
  /** Counts from 1. */
  readonly line: number;
  readonly value: JsonObject;
}

function parsedLines(text: string, file: string | undefined): readonly Line[] {
  const texts = text.split('\n');
  return texts.flatMap((content, index) => {
    if (content.trim() === '') return [];
    const value = parsed(content);
    if (isObject(value)) return [{ line: index + 1, value: value as JsonObject }];
    if (value === undefined && index === texts.length - 1) return [];
    throw damaged('this is not a JSON object', index + 1, file);
  });
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

function current(lines: readonly Line[], file: string | undefined): readonly Line[] {
  const header = lines.find(({ value }) => value.record !== 'timing');
  if (header === undefined || header.value.record !== 'run' || typeof header.value.format !== 'string') {
    throw new UsageError('this is not a run log: the first record must be the run, with its format', {
      place: { ...named(file), line: header?.line ?? 1 },
      fix: 'give a log that `fauxmetal run` wrote',
    });
  }
  const place = { ...named(file), line: header.line, path: 'format' };
  const steps = stepsToCurrent(header.value.format, logFormat, logUpgraders, place);
  return lines.map(({ line, value }) => ({ line, value: upgradeRecord(value, header.value, steps) }));
}

function checkShape({ line, value }: Line, file: string | undefined): void {
  const kind = String(value.record);
  const check = Object.hasOwn(recordShapes, kind) ? recordShapes[kind] : undefined;
  if (check === undefined) throw damaged(`unknown kind of record "${kind}"`, line, file, 'record');
  const problem = check(value, '');
  if (problem !== undefined) throw damaged(problem.problem, line, file, problem.path);
}

function named(file: string | undefined): { readonly file?: string } {
  return file === undefined ? {} : { file };
}
