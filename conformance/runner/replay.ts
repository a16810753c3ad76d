import { defectRequirement, replayFormat } from '../../reports/log.js';
import type { Case } from '../../sim/contracts/commands.js';
import type { JsonObject } from '../../sim/core/json.js';
import { nearestName, UsageError } from '../../sim/core/usage-error.js';
import { stackKit } from '../subjects/index.js';
import type { StackKit } from '../subjects/stack-kit.js';
import { benchWith } from './bench.js';
import { caseProblem, problemIn } from './case-problem.js';
import type { SavedSubject } from './corpus.js';
import { type Bench, judgeCase } from './judge-case.js';

/** A case that can be run again: who is judged, and which requirement it is about. */
export interface SavedRun {
  readonly subject: SavedSubject;
  /** Requirement the case broke when it was saved; absent when it is about all of them. */
  readonly requirement?: string;
  readonly case: Case;
}

/** One saved case: who was judged, which requirement broke, and the case itself. Written beside every report. */
export interface ReplayFile extends SavedRun {
  readonly format: typeof replayFormat;
  readonly requirement: string;
}

/**
 * What a replay came to: the requirement holds now, or it is still broken and this is the message, or the case could not be run by this
 * version of fauxmetal at all, which says nothing about the subject.
 */
export type ReplayResult =
  | { readonly verdict: 'fixed'; readonly alsoBroken: readonly string[] }
  | { readonly verdict: 'failed'; readonly requirement: string; readonly message: string; readonly step: number }
  | { readonly verdict: 'error'; readonly message: string };

/** Runs a saved case again, against the subject with the quirks it was saved with or with others. Never throws. */
export function replay(saved: SavedRun, quirks: readonly string[] = saved.subject.quirks): ReplayResult {
  try {
    return replayed(saved, quirks);
  } catch (problem) {
    return { verdict: 'error', message: problem instanceof Error ? problem.message : String(problem) };
  }
}

function replayed(saved: SavedRun, quirks: readonly string[]): ReplayResult {
  const { requirement, case: theCase } = saved;
  const problem = caseProblem(theCase);
  if (problem !== undefined) throw problemIn(problem, {}, 'case');
  const bench = savedBench(saved, quirks);
  checkRequirement(requirement, bench.kit);
  const { findings } = judgeCase(theCase, bench).judgement;
  const [first] = findings.filter((finding) => requirement === undefined || finding.requirement === requirement);
  if (first === undefined) return { verdict: 'fixed', alsoBroken: findings.map((finding) => finding.requirement) };
  return { verdict: 'failed', requirement: first.requirement, message: first.message, step: first.step };
}

/**
 * Who is judged in a saved case, by what.
 *
 * @throws UsageError for a stack, release or deviation that does not exist.
 */
export function savedBench({ subject }: SavedRun, quirks: readonly string[] = subject.quirks): Bench {
  const kit = stackKit(subject.stack);
  return benchWith(kit, quirks, subject.release === undefined ? undefined : kit.release(subject.release));
}

function checkRequirement(requirement: string | undefined, { requirements }: StackKit): void {
  const ids = requirements.map(({ id }) => id);
  if (requirement === undefined || requirement === defectRequirement || ids.includes(requirement)) return;
  const near = nearestName(requirement, ids);
  throw new UsageError(`there is no requirement "${requirement}"`, {
    place: { path: 'requirement' },
    fix: near === undefined ? 'fauxmetal requirements list shows them' : `did you mean "${near}"?`,
  });
}

/**
 * Reads a replay file. Whether its case can be run is not looked at: that is what a replay says.
 *
 * @param file its name, for messages.
 * @throws UsageError when it is not JSON, not a replay file, or of another version.
 */
export function readReplayFile(text: string, file: string): ReplayFile {
  const saved = parsedJson(text, file) as Partial<ReplayFile> & JsonObject;
  if (saved.format !== replayFormat) {
    const found = typeof saved.format === 'string' ? `format "${saved.format}"` : 'no format';
    throw new UsageError(`this is not a replay file: it has ${found}`, {
      place: { file, path: 'format' },
      fix: `expected "${replayFormat}"; fauxmetal run writes such files to <out>/cases/`,
    });
  }
  const missing = (['subject', 'requirement', 'case'] as const).find((field) => saved[field] === undefined);
  if (missing !== undefined) throw new UsageError(`"${missing}" is missing`, { place: { file, path: missing }, fix: restore });
  if (!Array.isArray(saved.subject?.quirks))
    throw new UsageError('the subject does not say which deviations it has', {
      place: { file, path: 'subject.quirks' },
      fix: restore,
    });
  const problem = caseProblem(saved.case);
  if (problem !== undefined && !problem.unknown) throw problemIn({ fix: restore, ...problem }, { file }, 'case');
  return saved as ReplayFile;
}

const restore = 'take the file as fauxmetal wrote it';

function parsedJson(text: string, file: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch (problem) {
    throw new UsageError(`this is not JSON: ${(problem as Error).message}`, { place: { file } });
  }
  throw new UsageError('this is not a JSON object', { place: { file } });
}
