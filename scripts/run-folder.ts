import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
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
  const descriptor = openSync(join(path, logFileName), 'w');
  const records: LogRecord[] = [];
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

function removeEarlierRun(path: string): void {
  for (const name of readdirSync(join(path, 'cases'))) {
    const file = join(path, 'cases', name);
    if (name.endsWith('.json') && readFileSync(file, 'utf8').includes(`"format":"${replayFormat}"`)) rmSync(file);
  }
}
