import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { caseProblem, problemIn } from '../../conformance/runner/case-problem.js';
import { parseSavedCase, type SavedSubject, savedCaseFormat } from '../../conformance/runner/corpus.js';
import { readReplayFile, type SavedRun } from '../../conformance/runner/replay.js';
import { openReport, type RunRecord, readLog, replayFormat } from '../../reports/index.js';
import { type Case, caseFormat } from '../../sim/contracts/commands.js';
import { UsageError } from '../../sim/core/usage-error.js';
import { baselineFormat, readBaseline } from '../baseline/baseline-file.js';
import { logFileName } from '../run-folder.js';

/** A case found in a file. */
export interface SavedInFile extends SavedRun {
  /** The file, as it was named. */
  readonly file: string;
  /** Position among those of the file, from 1. */
  readonly number: number;
  /** How many the file holds. */
  readonly of: number;
}

/**
 * The cases of a file: one saved beside a report or in a corpus, a bare case, all counterexamples of a `report.json` or a run log, all
 * of a baseline, all of a folder of such files. Whether they can be run is not looked at.
 *
 * @throws UsageError for what is not there, is damaged, or is none of these.
 */
export function readSaved(path: string): readonly SavedInFile[] {
  if (!existsSync(path)) throw new UsageError(`there is no file ${path}`, { fix: 'fauxmetal run writes cases to <out>/cases/' });
  if (statSync(path).isDirectory()) return savedInFolder(path);
  const runs = savedIn(readFileSync(path, 'utf8'), path);
  return runs.map((run, index) => ({ ...run, file: path, number: index + 1, of: runs.length }));
}

/** The folder of a run stands for its log; any other for the files in it. */
function savedInFolder(path: string): readonly SavedInFile[] {
  const log = join(path, logFileName);
  if (existsSync(log)) return readSaved(log);
  const files = readdirSync(path).filter((name) => name.endsWith('.json'));
  if (files.length === 0) throw new UsageError(`there are no saved cases in ${path}`, { fix: 'name a file, or another folder' });
  return files.sort().flatMap((name) => readSaved(join(path, name)));
}

function savedIn(text: string, file: string): readonly SavedRun[] {
  if (/\.ya?ml$/.test(file)) return savedInBaseline(file);
  const format = formatOf(text);
  const [family = ''] = format.split('/');
  const reader = readers[family];
  if (reader !== undefined) return reader(text, file);
  if (format === '') checkJson(text, file);
  throw new UsageError(format === '' ? 'this holds no case: it has no format' : `this holds no case: it is "${format}"`, {
    place: { file },
    fix: 'give a file from <out>/cases/, a report.json, a run log, a case of a corpus or a baseline',
  });
}

/** By the name of the format, without its number: what a number means is the business of each reader. */
const readers: Readonly<Record<string, (text: string, file: string) => readonly SavedRun[]>> = {
  [familyOf(replayFormat)]: (text, file) => [readReplayFile(text, file)],
  [familyOf(savedCaseFormat)]: (text, file) => [savedInCorpus(text, file)],
  [familyOf(caseFormat)]: (text, file) => [bareCase(text, file)],
  [familyOf(baselineFormat)]: (_, file) => savedInBaseline(file),
  'fauxmetal-report': savedInReport,
  'fauxmetal-log': savedInLog,
};

function familyOf(format: string): string {
  return format.replace(/\/\d+$/, '');
}

/** The format of a JSON document, or of the first record of a log; empty when there is none. */
function formatOf(text: string): string {
  for (const part of [text, text.slice(0, text.indexOf('\n') + 1)]) {
    try {
      const { format } = JSON.parse(part) as { format?: unknown };
      if (typeof format === 'string') return format;
    } catch {
      // It may still be a log: its first line is a document of its own.
    }
  }
  return '';
}

/** A document that is almost JSON has a better answer than that it holds no case. */
function checkJson(text: string, file: string): void {
  try {
    JSON.parse(text);
  } catch (problem) {
    const { message } = problem as Error;
    const position = Number(/position (\d+)/.exec(message)?.[1] ?? (message.includes('end of JSON') ? text.length : 0));
    const line = text.slice(0, position).split('\n').length;
    throw new UsageError(`this is not JSON: ${message}`, { place: { file, line }, fix: 'take the file as fauxmetal wrote it' });
  }
}

function savedInReport(text: string, file: string): readonly SavedRun[] {
  const { run, findings } = openReport(text, file);
  const subject = subjectOf(run.subject);
  const runs = findings.flatMap(({ requirement, counterexample }) =>
    counterexample === undefined ? [] : [{ subject, requirement, case: counterexample.case as unknown as Case }],
  );
  return someOf(runs, file);
}

function savedInLog(text: string, file: string): readonly SavedRun[] {
  const records = readLog(text, file);
  const run = records.find((record): record is RunRecord => record.record === 'run');
  const runs = records.flatMap((record) =>
    record.record === 'counterexample' && run !== undefined
      ? [{ subject: subjectOf(run.subject), requirement: record.requirement, case: record.counterexample as unknown as Case }]
      : [],
  );
  return someOf(runs, file);
}

function someOf(runs: readonly SavedRun[], file: string): readonly SavedRun[] {
  if (runs.length > 0) return runs;
  throw new UsageError('this run has no counterexample', {
    place: { file },
    fix: 'nothing broke, or it was stopped too early: see fauxmetal report',
  });
}

function subjectOf({ id, stack, quirks, release }: RunRecord['subject']): SavedSubject {
  return { id, stack, quirks, ...(release !== undefined && { release: release.name }) };
}

/** A case that broke nothing when it was saved is about all requirements of the reference. */
function savedInCorpus(text: string, file: string): SavedRun {
  const folder = dirname(file);
  const { broke, case: theCase } = parseSavedCase(text, basename(file), folder === '.' ? '' : folder);
  return broke === undefined
    ? { subject: referenceOf(theCase.stack), case: theCase }
    : { subject: broke.subject, requirement: broke.requirement, case: theCase };
}

function bareCase(text: string, file: string): SavedRun {
  const theCase = JSON.parse(text) as Case;
  const problem = caseProblem(theCase);
  if (problem !== undefined && !problem.unknown) throw problemIn(problem, { file }, '');
  return { subject: referenceOf(theCase.stack), case: theCase };
}

function savedInBaseline(file: string): readonly SavedRun[] {
  const runs = readBaseline(file, 'kubevirt').flatMap(({ subject, requirement, case: kept }) =>
    kept === undefined ? [] : [{ subject: subject ?? referenceOf(kept.stack), requirement, case: kept }],
  );
  if (runs.length > 0) return runs;
  throw new UsageError('no entry of this baseline keeps a case', {
    place: { file },
    fix: 'write it with fauxmetal baseline write',
  });
}

function referenceOf(stack: string): SavedSubject {
  return { id: `${stack}/reference`, stack, quirks: [] };
}
