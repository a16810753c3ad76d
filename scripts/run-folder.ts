import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  buildReport,
  caseFiles,
  type LogRecord,
  type Report,
  readLog,
  replayFormat,
  reportFormats,
  timingOf,
  writeLogLine,
} from '../reports/index.js';
import type { RunRecord } from '../reports/log.js';
import { canonicalJson } from '../sim/core/json.js';
import { UsageError } from '../sim/core/usage-error.js';

/** Name of the run log in a run's folder. */
export const logFileName = 'run.log.jsonl';

/** The folder of a run while it is being written. */
export interface RunFolder {
  readonly path: string;
  /** Appends one record to the run log; what was appended survives a crash of the process. */
  append(record: LogRecord): void;
  /** All records so far. */
  readonly records: readonly LogRecord[];
  close(): void;
}

/**
 * Opens a folder for a new run: made if it is not there, files of an earlier run replaced, anything else in it left alone.
 *
 * @throws UsageError when the path is a file or cannot be written.
 */
export function openRunFolder(path: string): RunFolder {
  if (existsSync(path) && !statSync(path).isDirectory()) {
    throw new UsageError(`${path} is a file, not a folder`, { fix: 'give another --out' });
  }
  try {
    mkdirSync(join(path, 'cases'), { recursive: true });
  } catch (problem) {
    throw new UsageError(`cannot write to ${path}: ${(problem as Error).message}`, { fix: 'give another --out' });
  }
  removeEarlierRun(path);
  return folderAt(path, []);
}

/**
 * Opens the folder of a run that was interrupted, to go on where it stopped: cases that were judged are kept, a torn last line and
 * everything that is only known at the end are dropped.
 *
 * @param expected first record of the run that is to go on.
 * @throws UsageError when there is no log, it is damaged, or it is the log of another run.
 */
export function reopenRunFolder(path: string, expected: RunRecord): RunFolder {
  const records = readRunLog(path);
  const found = records.find((record) => record.record === 'run');
  if (found === undefined || canonicalJson(found) !== canonicalJson(expected)) {
    throw new UsageError(`the run in ${path} is another one: ${differenceOf(found, expected)}`, {
      fix: 'resume with the flags and the version it was started with, or leave --resume out',
    });
  }
  const kept = records.filter(({ record }) => record === 'run' || record === 'case');
  const indexes = new Set(kept.map((record) => record.record === 'case' && record.index));
  const timings = records.filter((record) => record.record === 'timing' && record.of !== 'run' && indexes.has(record.of));
  return folderAt(path, [...kept, ...timings]);
}

function differenceOf(found: RunRecord | undefined, expected: RunRecord): string {
  const members = Object.keys(expected) as (keyof RunRecord)[];
  const differing = members.filter((member) => canonicalJson([found?.[member]]) !== canonicalJson([expected[member]]));
  return `its ${differing.join(', ')} differ${differing.length === 1 ? 's' : ''}`;
}

/** Starts the log with these records; what was there before is replaced only when all of them are on disk. */
function folderAt(path: string, first: readonly LogRecord[]): RunFolder {
  const file = join(path, logFileName);
  writeFileSync(`${file}.new`, first.map(writeLogLine).join(''));
  renameSync(`${file}.new`, file);
  const descriptor = openSync(file, 'a');
  const records: LogRecord[] = [...first];
  return {
    path,
    records,
    append: (record) => {
      records.push(record);
      writeSync(descriptor, writeLogLine(record));
    },
    close: () => closeSync(descriptor),
  };
}

/** Closes the log, writes the reports and the replayable cases beside it, and returns the report. */
export function finishRunFolder(folder: RunFolder, formats: readonly string[]): Report {
  folder.close();
  const report = buildReport(folder.records);
  const options = { out: folder.path, timing: timingOf(folder.records) };
  for (const { name, file, write } of reportFormats) {
    if (formats.includes(name)) writeFileSync(join(folder.path, file), write(report, options));
  }
  for (const { path, text } of caseFiles(report)) writeFileSync(join(folder.path, path), text);
  return report;
}

/**
 * Reads the log of a run's folder, or of a log file itself.
 *
 * @throws UsageError when there is none or it is damaged.
 */
export function readRunLog(path: string): LogRecord[] {
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, logFileName) : path;
  if (!existsSync(file))
    throw new UsageError(`there is no run log at ${file}`, { fix: 'give a folder that fauxmetal run wrote' });
  return readLog(readFileSync(file, 'utf8'), file);
}

/** Has a run been started in this folder? */
export function holdsRunLog(path: string): boolean {
  return existsSync(join(path, logFileName));
}

function removeEarlierRun(path: string): void {
  for (const name of readdirSync(join(path, 'cases'))) {
    const file = join(path, 'cases', name);
    if (name.endsWith('.json') && readFileSync(file, 'utf8').includes(`"format":"${replayFormat}"`)) rmSync(file);
  }
}
