/**
 * The run log: the only output of a run, and the only input of every report. One JSON object a line, appended as the run goes,
 * so a run that dies loses at most the case it was in. Order of lines: one `run`, any number of `case` (in any order: each has
 * its index), then any number of `counterexample`, at most one `end`, and `timing` lines anywhere.
 *
 * Everything but `timing` is hashed: no wall clock, no machine names, no paths. The same plan gives the same `run`, `case`,
 * `counterexample` (see there for shards) and `end` records whatever the shard, the worker count or the Node version.
 */
import type { JsonObject } from '../sim/core/json.js';
import { streamSeed } from '../sim/core/prng.js';
import type { Verdict } from '../sim/core/verdict.js';

/** Frozen name of the format; a change of meaning gets a new number and an upgrader in `reports/versions`. */
export const logFormat = 'fauxmetal-log/1';

/** Frozen name of the format of saved cases, which `fauxmetal replay` reads; a change of meaning gets a new number. */
export const replayFormat = 'fauxmetal-replay/1';

/** One line of a run log. */
export type LogRecord = RunRecord | CaseRecord | CounterexampleRecord | EndRecord | TimingRecord;

/** The first line: what was planned, for which subject, judged by which requirements. */
export interface RunRecord {
  readonly record: 'run';
  readonly format: typeof logFormat;
  /** Version of fauxmetal. */
  readonly version: string;
  /** Master seed. */
  readonly seed: number;
  readonly subject: SubjectRecord;
  /**
   * Command-line flags beside `--seed` and `--runs` that the plan rests on, e.g. `['--machine', 'rome']`; absent when the
   * defaults were used. Without them the replay command would start another run. Shard, jobs and output flags are not among them.
   */
  readonly flags?: readonly string[];
  /** Digest of the saved cases that were added to the plan from a folder of the user's; absent when there are none. */
  readonly corpus?: string;
  /** Failures that are known and do not fail the run, as they stood when it began; absent without a baseline. */
  readonly baseline?: readonly KnownFailureRecord[];
  /** Machine ids of the plan, in display order. */
  readonly machines: readonly string[];
  /** Digest of every profile the plan rests on. */
  readonly profiles: string;
  /** How many cases the whole plan has, by phase; shards share one plan. */
  readonly plan: { readonly deterministic: number; readonly random: number; readonly canary: number };
  /** Which part of the plan this log holds; 1 of 1 for the whole. Left out of reports. */
  readonly shard: {
    /** Counts from 1. */
    readonly index: number;
    readonly count: number;
    /** Only on a merged log: shards that were not among the merged ones, ascending. */
    readonly missing?: readonly number[];
  };
  /** The catalogue, in report order. {@link CaseRecord.checks} counts by position in this list. */
  readonly requirements: readonly RequirementRecord[];
  /** Coverage marks declared before the run, in report order. {@link CaseRecord.marks} lists positions in this list. */
  readonly marks: readonly MarkRecord[];
  /** Names of what can go wrong in a case, in report order. {@link CaseRecord.faults} lists positions in this list. */
  readonly faults?: readonly string[];
  /** Key-ID pools the machines have: the run claims to fill each to its limit. */
  readonly pools?: readonly string[];
  /** What the run claims to exercise: one that no case does makes it inconclusive. */
  readonly features?: readonly FeatureRecord[];
}

/** Something the machines, the catalogue of faults or the subject declare. */
export interface FeatureRecord {
  readonly kind: 'technology' | 'fault' | 'stage';
  /** `snp`; a name in {@link RunRecord.faults}; a stage of the catalogue. */
  readonly id: string;
  /** Machine that declares a technology. */
  readonly machine?: string;
  /** Position in {@link RunRecord.marks} of having used a technology. */
  readonly mark?: number;
}

/** A failure somebody knows of. It does not fail a run as long as it is neither expired nor fixed. */
export interface KnownFailureRecord {
  /** {@link CounterexampleRecord.fingerprint} of the failure. */
  readonly fingerprint: string;
  /** Requirement it breaks. */
  readonly requirement: string;
  /** Why it is put up with, in one sentence. */
  readonly reason: string;
  /** Last day on which it is: `2027-01-31`. */
  readonly expires: string;
  /** Where it is being worked on. */
  readonly ticket?: string;
  /** That day was over when the run began. */
  readonly expired?: true;
  /** The smallest case kept with the entry did not break the requirement any more when the run began. Absent as well when none is kept. */
  readonly fixed?: true;
  /** A case is kept with the entry, so that {@link fixed} is known. */
  readonly replayed?: true;
}

/** Who is judged. */
export interface SubjectRecord {
  readonly id: string;
  readonly stack: string;
  /** Names of the quirks that are on. */
  readonly quirks: readonly string[];
  /** The same quirks with where they come from; absent when none is on. */
  readonly deviations?: readonly DeviationRecord[];
  /** The release it stands for; absent for a reference. */
  readonly release?: { readonly name: string; readonly words: string };
  /** Stages it implements; absent means all. Requirements of the other stages come out `unsupported`. */
  readonly stages?: readonly string[];
  /** Ids of requirements about what it does not know of; they come out `unsupported`, and no case was judged by them. */
  readonly unsupported?: readonly string[];
}

/** A named deviation that is switched on. */
export interface DeviationRecord {
  /** Its name among the quirks. */
  readonly name: string;
  /** What goes wrong, in one sentence. */
  readonly sentence: string;
  /** Releases that behave like this, in words. */
  readonly releases: string;
  /** Commit, pull request or file that shows it. */
  readonly source: string;
  /** Id of the requirement that must notice it. */
  readonly killedBy: string;
}

/** One promise a subject is held to. */
export interface RequirementRecord {
  /** Stable id, e.g. `kubevirt/render/snp-policy`. */
  readonly id: string;
  readonly level: 'MUST' | 'SHOULD' | 'MAY';
  readonly stage: string;
  /** Heading it is shown under, e.g. `labels`. */
  readonly group: string;
  readonly sentence: string;
  /** Where the promise comes from. */
  readonly source: string;
  /** Technologies it speaks of; absent: of guests of any kind. It cannot be checked on a machine that has none of them. */
  readonly about?: readonly string[];
  /** Other runs exercise it; this one judges it wherever it applies, and may not meet it at all. */
  readonly elsewhere?: true;
}

/** One situation the run is expected to meet at least once. */
export interface MarkRecord {
  /** Stage, outcome, platform and fault, as far as each applies: `start/refused/snp/psp-error`. */
  readonly id: string;
  /** Why meeting it cannot be expected of every run; absent for ordinary marks. */
  readonly rare?: string;
}

/** One judged case. */
export interface CaseRecord {
  readonly record: 'case';
  /** Position in the plan; unique. */
  readonly index: number;
  readonly phase: 'deterministic' | 'random' | 'canary';
  /** What it exercises, e.g. `genoa min-sev-asid=100, fill snp to limit+1`; generated cases have a digest instead. */
  readonly name: string;
  readonly machines: readonly string[];
  readonly verdict: Verdict;
  /** Number of commands applied. */
  readonly commands: number;
  /** Times each requirement was really checked, by position in {@link RunRecord.requirements}. */
  readonly checks: readonly number[];
  /** Reach by key pool as the sum of {@link reachBits}; a pool nobody asked a key ID of is absent. */
  readonly reach: Readonly<Record<string, number>>;
  /** Positions in {@link RunRecord.marks} that were hit, ascending. */
  readonly marks: readonly number[];
  /**
   * What went wrong, by machine, as ascending positions in {@link RunRecord.faults}; machines on which nothing did are absent, and so is
   * the whole when there are none. Nothing of it means that a fault had an effect.
   */
  readonly faults?: Readonly<Record<string, readonly number[]>>;
  /** Dotted paths of `assumed` facts the case rests on, e.g. `emerald-rapids: intel.keyIdBits`. */
  readonly assumed: readonly string[];
  readonly findings: readonly FindingRecord[];
}

/** Bits of {@link CaseRecord.reach}: the pool held limit−1 keys, held limit keys, was asked for one more. */
export const reachBits = { belowLimit: 1, atLimit: 2, beyondLimit: 4 } as const;

/** Requirement id of a finding that says fauxmetal itself broke; it is in no catalogue. */
export const defectRequirement = 'fauxmetal/defect';

/** One broken requirement in one case. */
export interface FindingRecord {
  /** Id of the requirement, or {@link defectRequirement}. */
  readonly requirement: string;
  /** What was expected and what was found, in one sentence. */
  readonly message: string;
  /** Index of the command at which it showed, −1 before the first. */
  readonly step: number;
}

/** Of the failing cases of a requirement, so many are looked at for other failures than the first one when a run has a baseline. */
const examinedCasesMax = 16;

/**
 * Which failing cases of a requirement are looked at for other failures: a random sample of all of them, the same whoever takes it. The
 * sample of a whole run lies within those of its shards.
 *
 * @param failing indexes of the failing cases.
 */
export function examinedCases(failing: readonly number[], seed: number): readonly number[] {
  const drawn = failing.map((index) => ({ index, draw: streamSeed(seed, `examined/${index}`) }));
  const sample = drawn.sort((left, right) => left.draw - right.draw || left.index - right.index).slice(0, examinedCasesMax);
  return sample.map(({ index }) => index).sort((left, right) => left - right);
}

/**
 * The smallest case found that breaks one requirement. A log holds at most one a requirement: it is shrunk from the failing case
 * with the lowest index of that log. Merging keeps the one with the lowest index, which is the one an unsharded run shrinks.
 * A run with a baseline goes on with one for each failure that is neither this one nor known, among the {@link examinedCases}.
 */
export interface CounterexampleRecord {
  readonly record: 'counterexample';
  readonly requirement: string;
  /** Index of the case it was shrunk from. */
  readonly index: number;
  /** What was expected and what was found, in one sentence, when the shrunk case runs. */
  readonly message: string;
  /** Names the failure: requirement and shape of the smallest case, whatever its numbers and the message; absent in old logs. */
  readonly fingerprint?: string;
  /** A complete `Case`, replayable without a seed. */
  readonly counterexample: JsonObject;
  readonly commands: number;
  readonly hosts: number;
  /** Hosts and commands in one line for people. */
  readonly summary: string;
  /** Of the quirks that are on those that break it alone, or, where none does, those it takes; absent when there are none. */
  readonly quirks?: readonly string[];
}

/** The last line of a run that was not interrupted. */
export interface EndRecord {
  readonly record: 'end';
  /** Cases in this log. */
  readonly cases: number;
  /** The canary case failed as it must; without it the alarm is not known to work. */
  readonly canaryKilled: boolean;
}

/** Wall-clock facts, kept out of everything hashed. */
export interface TimingRecord {
  readonly record: 'timing';
  /** What was timed: `run`, or a case by index. */
  readonly of: 'run' | number;
  readonly milliseconds: number;
  /** RFC 3339 time the run began; only on `run`. */
  readonly startedAt?: string;
}
