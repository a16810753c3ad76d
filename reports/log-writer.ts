import { canonicalJson } from '../sim/core/json.js';
import type { LogRecord } from './log.js';

/** One record as one line of a run log, line feed included. Equal records give equal bytes. */
export function writeLogLine(record: LogRecord): string {
  return `${canonicalJson(record)}\n`;
}

/** A whole log. */
export function writeLog(records: readonly LogRecord[]): string {
  return records.map(writeLogLine).join('');
}
