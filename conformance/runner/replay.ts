import { replayFormat } from '../../reports/log.js';
import { type Case, caseFormat } from '../../sim/contracts/commands.js';
import type { JsonObject } from '../../sim/core/json.js';
import { UsageError } from '../../sim/core/usage-error.js';
import { stackKit } from '../subjects/index.js';
import { type Bench, findingOf, judgeCase } from './judge-case.js';

/** One saved case: who was judged, which requirement broke, and the case itself. Written beside every report. */
export interface ReplayFile {
  readonly format: typeof replayFormat;
  readonly subject: {
    readonly id: string;
    readonly stack: string;
    readonly quirks: readonly string[];
    /** Release it stands for, e.g. `kubevirt@1.5.1`; absent for a reference. */
    readonly release?: string;
  };
  /** Requirement the case broke when it was saved. */
  readonly requirement: string;
  readonly case: Case;
}

/** What a replay came to: the requirement holds now, or it is still broken and this is the message. */
export type ReplayResult =
  | { readonly verdict: 'fixed'; readonly alsoBroken: readonly string[] }
  | { readonly verdict: 'failed'; readonly message: string };

/** Runs a saved case again, against the subject with the quirks it was saved with or with others. */
export function replay(saved: ReplayFile, quirks: readonly string[] = saved.subject.quirks): ReplayResult {
  const kit = stackKit(saved.subject.stack);
  const bench: Bench = { kit, subject: kit.subject(quirks) };
  const finding = findingOf(saved.case, saved.requirement, bench);
  if (finding !== undefined) return { verdict: 'failed', message: finding.message };
  return { verdict: 'fixed', alsoBroken: judgeCase(saved.case, bench).judgement.findings.map(({ requirement }) => requirement) };
}

/**
 * Reads a replay file.
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
  const broken = (['subject', 'requirement', 'case'] as const).find((field) => saved[field] === undefined);
  const format = (saved.case as Partial<Case> | undefined)?.format;
  if (broken !== undefined || format !== caseFormat) {
    throw new UsageError(broken === undefined ? `the case has format "${format}"` : `"${broken}" is missing`, {
      place: { file, path: broken ?? 'case.format' },
      fix: `a case of format "${caseFormat}" is needed`,
    });
  }
  return saved as ReplayFile;
}

function parsedJson(text: string, file: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch (problem) {
    throw new UsageError(`this is not JSON: ${(problem as Error).message}`, { place: { file } });
  }
  throw new UsageError('this is not a JSON object', { place: { file } });
}
