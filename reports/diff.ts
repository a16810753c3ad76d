import type { Verdict } from '../sim/core/verdict.js';
import type { Report, RequirementRow } from './report.js';

/**
 * What changed between two reports, requirement by requirement, in the order of the later catalogue. `unchanged` counts
 * requirements; requirements that exist on one side only are told apart, because their verdict changed for no one's merit.
 */
export interface ReportDiff {
  /** Verdicts of the two runs. */
  readonly verdict: Change;
  /** Requirements that were not broken before and are now, those that are new included. */
  readonly regressions: readonly RequirementChange[];
  /** Requirements that were broken before and pass now. */
  readonly fixed: readonly RequirementChange[];
  /** Passed before and are not exercised or supported any more: less is known than was. */
  readonly lost: readonly RequirementChange[];
  /** Any other change of verdict, e.g. exercised for the first time. */
  readonly changed: readonly RequirementChange[];
  /** Ids in the later catalogue only. */
  readonly added: readonly string[];
  /** Ids in the earlier catalogue only. */
  readonly removed: readonly string[];
  readonly unchanged: number;
  /** Members of the header that differ, e.g. `seed`: with any, a difference may come from the plan and not from the subject. */
  readonly differentPlans: readonly string[];
}

/** One verdict before and after; absent on the side where there is none. */
export interface Change {
  readonly before?: Verdict;
  readonly after?: Verdict;
}

/** A requirement whose verdict changed. */
export interface RequirementChange extends Change {
  readonly requirement: string;
  readonly sentence: string;
  /** What was found, when it is broken now. */
  readonly message?: string;
}

/** Compares two reports of one subject, the earlier one first. */
export function diffReports(before: Report, after: Report): ReportDiff {
  const earlier = new Map(before.requirements.map((row) => [row.id, row]));
  const later = new Set(after.requirements.map((row) => row.id));
  const changes = after.requirements.map((row) => ({
    kind: kindOf(earlier.get(row.id), row),
    change: changeOf(earlier.get(row.id), row),
  }));
  const ofKind = (kind: Kind): readonly RequirementChange[] =>
    changes.filter((one) => one.kind === kind).map((one) => one.change);
  return {
    verdict: { before: before.summary.verdict, after: after.summary.verdict },
    regressions: ofKind('regression'),
    fixed: ofKind('fixed'),
    lost: ofKind('lost'),
    changed: ofKind('changed'),
    added: after.requirements.filter((row) => !earlier.has(row.id)).map((row) => row.id),
    removed: before.requirements.filter((row) => !later.has(row.id)).map((row) => row.id),
    unchanged: ofKind('unchanged').length,
    differentPlans: differentMembers(before, after),
  };
}

type Kind = 'regression' | 'fixed' | 'lost' | 'changed' | 'added' | 'unchanged';

function kindOf(before: RequirementRow | undefined, after: RequirementRow): Kind {
  if (before?.verdict === after.verdict) return 'unchanged';
  if (after.verdict === 'fail') return 'regression';
  if (before === undefined) return 'added';
  if (before.verdict === 'fail' && after.verdict === 'pass') return 'fixed';
  return before.verdict === 'pass' ? 'lost' : 'changed';
}

function changeOf(before: RequirementRow | undefined, after: RequirementRow): RequirementChange {
  return {
    requirement: after.id,
    sentence: after.sentence,
    ...(before === undefined ? {} : { before: before.verdict }),
    after: after.verdict,
    ...(after.firstFinding === undefined ? {} : { message: after.firstFinding.message }),
  };
}

function differentMembers(before: Report, after: Report): readonly string[] {
  const { run: left } = before;
  const { run: right } = after;
  const pairs: Readonly<Record<string, readonly [unknown, unknown]>> = {
    subject: [left.subject.id, right.subject.id],
    quirks: [left.subject.quirks.join(), right.subject.quirks.join()],
    seed: [left.seed, right.seed],
    machines: [left.machines.join(), right.machines.join()],
    profiles: [left.profiles, right.profiles],
    cases: [phases(before), phases(after)],
  };
  return Object.keys(pairs).filter((member) => pairs[member]?.[0] !== pairs[member]?.[1]);
}

function phases({ summary: { planned } }: Report): string {
  return `${planned.deterministic}+${planned.random}`;
}
