/**
 * The report: what a run log comes to, as plain data. It holds no wall clock, no shard and no path, so a merged run gives the
 * same bytes as an unsharded one. Writers turn it into text, JUnit XML and so on; `report.json` is its canonical JSON.
 *
 * Counts speak of judged cases of the deterministic and random phases. The canary case is known to be broken: it decides
 * {@link ReportSummary.canary} and is left out of everything else.
 */
import type { JsonObject } from '../sim/core/json.js';
import type { Verdict } from '../sim/core/verdict.js';
import type { KnownFailureRecord, RequirementRecord, SubjectRecord } from './log.js';

/** Frozen name of the format; a change of meaning gets a new number and an upgrader in `reports/versions`. */
export const reportFormat = 'fauxmetal-report/1';

/** All that a run came to. Rows are in catalogue, plan or case order, never in the order of the log's lines. */
export interface Report {
  readonly format: typeof reportFormat;
  readonly run: ReportRun;
  readonly summary: ReportSummary;
  /** Stages of the catalogue, in the order of a guest's life; the columns of {@link hosts}. */
  readonly stages: readonly string[];
  readonly hosts: readonly HostRow[];
  readonly groups: readonly GroupRow[];
  readonly requirements: readonly RequirementRow[];
  /** Key-ID pools that the machines or at least one case had, by name. */
  readonly pools: readonly PoolRow[];
  readonly marks: MarkSummary;
  readonly features: FeatureSummary;
  readonly matrix: Matrix;
  readonly assumed: readonly AssumedFact[];
  readonly findings: readonly FindingRow[];
}

/** What was run. */
export interface ReportRun {
  /** Version of fauxmetal that ran it. */
  readonly version: string;
  readonly seed: number;
  readonly subject: SubjectRecord;
  readonly machines: readonly string[];
  /** Digest of every profile the plan rests on. */
  readonly profiles: string;
  /** Shell command that runs the same plan again. */
  readonly replay: string;
}

/** The verdict and what led to it. */
export interface ReportSummary {
  /** The worst of {@link reasons}; `pass` when there are none. */
  readonly verdict: Verdict;
  /** Process exit code that belongs to the verdict. */
  readonly exitCode: 0 | 1 | 3 | 4;
  /** True when the verdict rests on `assumed` facts: a broken one would need another look, a passing one is only as good as they are. */
  readonly provisional: boolean;
  /** Everything that keeps the verdict from `pass`, in a fixed order. */
  readonly reasons: readonly Reason[];
  readonly planned: PhaseCounts;
  readonly judged: PhaseCounts;
  /** Judged cases by verdict, canary left out; verdicts no case had are absent. */
  readonly verdicts: Readonly<Partial<Record<Verdict, number>>>;
  readonly commands: number;
  /** Requirement checks really made. */
  readonly checks: number;
  /** Whether the case that must fail did; `unknown` when the run did not get to say. */
  readonly canary: 'killed' | 'survived' | 'unknown';
  /** Cases with at least one key-ID pool, and how many of them touched the limit of one. */
  readonly reach: { readonly cases: number; readonly touching: number; readonly share: number };
  /**
   * Upper bound, at 95 % confidence, of the share of random cases that would fail: 3/N for N random cases of which none failed
   * (the "rule of three": Hanley and Lippman-Hand, JAMA 249, 1983). Absent when one failed or none ran.
   */
  readonly failureRateBound?: number;
}

/** Cases by phase. */
export interface PhaseCounts {
  readonly deterministic: number;
  readonly random: number;
  readonly canary: number;
}

/** Why a verdict is not `pass`. `reports/words.ts` turns it into a sentence. */
export type Reason =
  | { readonly code: 'nothing-ran'; readonly verdict: 'inconclusive' }
  /** The log has no last line: the run died or was stopped. Counts include the canary. */
  | { readonly code: 'interrupted'; readonly verdict: 'inconclusive'; readonly judged: number; readonly planned: number }
  /** Shards, counted from 1, whose logs were not there. */
  | { readonly code: 'shards-missing'; readonly verdict: 'inconclusive'; readonly shards: readonly number[] }
  /** The run ended in good order and yet not every planned case is there, e.g. because its time was up. */
  | { readonly code: 'cases-missing'; readonly verdict: 'inconclusive'; readonly judged: number; readonly planned: number }
  | { readonly code: 'canary-survived'; readonly verdict: 'error' }
  /** Ids of broken MUST requirements. */
  | { readonly code: 'requirement-broken'; readonly verdict: 'fail'; readonly requirements: readonly string[] }
  /** A failure of the baseline: it is there, and put up with until its last day. */
  | ({ readonly code: 'failure-known'; readonly verdict: 'disabled' } & KnownFailure)
  /** An entry of the baseline whose last day is over. */
  | ({ readonly code: 'known-failure-expired'; readonly verdict: 'fail' } & KnownFailure)
  /** An entry of the baseline that does not fail any more. */
  | ({ readonly code: 'known-failure-fixed'; readonly verdict: 'fail' } & KnownFailure)
  /** Ids of MUST requirements that no case checked. */
  | { readonly code: 'requirement-unexercised'; readonly verdict: 'inconclusive'; readonly requirements: readonly string[] }
  /** What the machines, the catalogue of faults or the subject declare and no case exercised. */
  | { readonly code: 'feature-unexercised'; readonly verdict: 'inconclusive'; readonly features: readonly UnexercisedFeature[] }
  /** Names of key-ID pools that no case filled to the limit. */
  | { readonly code: 'pool-limit-unreached'; readonly verdict: 'inconclusive'; readonly pools: readonly string[] }
  /** Ids of MUST requirements about what the subject, a release, does not know of. */
  | { readonly code: 'requirement-unsupported'; readonly verdict: 'unsupported'; readonly requirements: readonly string[] }
  /** Stages of the catalogue that the subject does not implement. */
  | { readonly code: 'stage-unsupported'; readonly verdict: 'unsupported'; readonly stages: readonly string[] }
  /** Cases that ended with this verdict; `first` is the index of the first one. */
  | { readonly code: 'case-verdict'; readonly verdict: Exclude<Verdict, 'pass'>; readonly cases: number; readonly first: number };

/** An entry of the baseline. */
export type KnownFailure = Pick<KnownFailureRecord, 'fingerprint' | 'requirement' | 'reason' | 'expires' | 'ticket'>;

/** One machine of the plan. A case with several machines counts, with its findings, for each of them. */
export interface HostRow {
  readonly machine: string;
  readonly cases: number;
  readonly findings: number;
  /** `fail` with findings, `inconclusive` without cases. */
  readonly verdict: Verdict;
  /** In the order of {@link Report.stages}. */
  readonly stages: readonly StageCell[];
}

/** What one machine saw of one stage. */
export interface StageCell {
  readonly stage: string;
  /** Cases in which at least one requirement of the stage was checked. */
  readonly cases: number;
  readonly findings: number;
  readonly verdict: Verdict;
}

/** Requirements of one heading, counted by verdict. */
export interface GroupRow {
  readonly group: string;
  readonly requirements: number;
  readonly pass: number;
  readonly fail: number;
  /** Never exercised. */
  readonly inconclusive: number;
  readonly unsupported: number;
  readonly checks: number;
  readonly provisional: number;
}

/** One requirement of the catalogue and what became of it. */
export interface RequirementRow extends RequirementRecord {
  /** `fail` when a case broke it, `unsupported` when the subject lacks its stage or what it is about, `inconclusive` when never checked, `disabled` when that is for other runs. */
  readonly verdict: Verdict;
  /** The verdict rests on `assumed` facts. */
  readonly provisional: boolean;
  /** How often it was checked. */
  readonly checks: number;
  /** Cases that checked it. */
  readonly cases: number;
  /** Cases that broke it. */
  readonly failed: number;
  /** 3/N over the N random cases that checked it; absent when one broke it or N is 0. See {@link ReportSummary.failureRateBound}. */
  readonly failureRateBound?: number;
  /** The first break in plan order, as it was found. The smallest one is among {@link Report.findings}. */
  readonly firstFinding?: FirstFinding;
}

/** How far cases filled one key-ID pool. Shares are of {@link cases}, from 0 to 1, rounded to four places. */
export interface PoolRow {
  /** Name as the kernel's misc cgroup controller has it: `sev`, `sev_es`, `tdx`. */
  readonly pool: string;
  /** Cases with a host that has the pool. */
  readonly cases: number;
  readonly belowLimit: ReachCount;
  readonly atLimit: ReachCount;
  readonly beyondLimit: ReachCount;
  /** At least one of the three. */
  readonly touching: ReachCount;
  /** `pass` when some case filled it to its limit, otherwise `inconclusive`. */
  readonly verdict: Verdict;
}

/** Cases that reached a point, and their share. */
export interface ReachCount {
  readonly cases: number;
  readonly share: number;
}

/** Situations the run was expected to meet. */
export interface MarkSummary {
  readonly declared: number;
  readonly hit: number;
  /** In declared order; those without `rare` deserve a warning. */
  readonly unhit: readonly { readonly id: string; readonly rare?: string }[];
  /** Those that were hit, in declared order, each with the number of cases. */
  readonly met: readonly { readonly id: string; readonly cases: number }[];
}

/** What the machines, the catalogue of faults and the subject declare, and whether some case exercised it. */
export interface FeatureSummary {
  readonly declared: number;
  readonly exercised: number;
  /** In declared order. */
  readonly unexercised: readonly UnexercisedFeature[];
}

/** A technology of a machine, a fault or a stage that no case exercised. */
export interface UnexercisedFeature {
  readonly kind: 'technology' | 'fault' | 'stage';
  /** `snp`, `psp-error`, `render`. */
  readonly id: string;
  /** Machine that declares a technology. */
  readonly machine?: string;
}

/**
 * How often each requirement was checked on each machine under each fault. A case counts for each of its machines, and under each fault
 * that was in it there, whether or not the fault had an effect; so columns do not add up.
 */
export interface Matrix {
  /** `any` for all cases, `none` for those in which nothing went wrong on the machine, then the faults. */
  readonly columns: readonly string[];
  /** In catalogue order. */
  readonly rows: readonly MatrixRow[];
}

/** One requirement on the machines it can be checked on: one that is only about TDX, on machines with TDX. */
export interface MatrixRow {
  readonly requirement: string;
  readonly machines: readonly MatrixCells[];
}

/** Numbers of one requirement on one machine, in the order of {@link Matrix.columns}. */
export interface MatrixCells {
  readonly machine: string;
  /** Cases that checked it. */
  readonly runs: readonly number[];
  /** 3/N over the N random ones of them, as {@link ReportSummary.failureRateBound}; null where one broke it or N is 0. */
  readonly bounds: readonly (number | null)[];
  /** Cases that broke it; absent when none did. */
  readonly failed?: readonly number[];
}

/** A profile fact with provenance `assumed` that cases rest on. */
export interface AssumedFact {
  /** Machine and dotted path, e.g. `emerald-rapids: intel.keyIdBits`. */
  readonly fact: string;
  readonly cases: number;
}

/** All breaks of one requirement. */
export interface FindingRow {
  /** Id in {@link Report.requirements}, or `fauxmetal/defect` (`defectRequirement` in `reports/log.ts`). */
  readonly requirement: string;
  /** Cases that broke it. */
  readonly cases: number;
  /** Every case that broke it rests on `assumed` facts. */
  readonly provisional: boolean;
  /** Names of the quirks that break it in the counterexample, then those it is meant to catch besides; absent when there are none. */
  readonly quirks?: readonly string[];
  readonly first: FirstFinding;
  /** The entry of the baseline that knows it; absent for a failure that is not known. */
  readonly known?: KnownFailure;
  /** The smallest case that breaks it; absent for defects of fauxmetal and when the run was stopped before it shrank one. */
  readonly counterexample?: Counterexample;
}

/** A break as it was found: the one in the case with the lowest index. */
export interface FirstFinding {
  /** Index of the case. */
  readonly case: number;
  /** Index of the command at which it showed, −1 before the first. */
  readonly step: number;
  readonly message: string;
}

/** A small case that breaks a requirement. */
export interface Counterexample {
  /** Index of the case it was shrunk from. */
  readonly from: number;
  /** What was expected and what was found when it runs. */
  readonly message: string;
  /** Names the failure in a baseline; absent in reports of old logs. */
  readonly fingerprint?: string;
  readonly commands: number;
  readonly hosts: number;
  /** Hosts and commands in one line. */
  readonly summary: string;
  /** Where it is saved, relative to the report's folder: `cases/kubevirt-render-snp-policy-1f0c99ab.json`. */
  readonly file: string;
  /** The case itself, replayable without a seed. */
  readonly case: JsonObject;
}
