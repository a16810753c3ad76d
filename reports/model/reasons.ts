import { type Verdict, verdicts } from '../../sim/core/verdict.js';
import type { CaseRecord } from '../log.js';
import { type LogParts, missingShards, plannedCases } from '../log-parts.js';
import type { PoolRow, Reason, Report, RequirementRow } from '../report.js';
import { canaryOf } from './canary.js';
import { type KnownFailures, knownReasons } from './known.js';
import { isUnsupported } from './requirements.js';
import { stagesInOrder } from './stages.js';

/**
 * Everything that keeps a run from `pass`. A broken SHOULD or MAY is a finding and no reason of its own: whether it counts is
 * the verdict of its case.
 *
 * @param cases all but the canary.
 */
export function reasonsOf(
  parts: LogParts,
  cases: readonly CaseRecord[],
  { requirements, pools, features }: Pick<Report, 'requirements' | 'pools' | 'features'>,
  known: KnownFailures,
): readonly Reason[] {
  return [
    ...(canaryOf(parts) === 'survived' ? [{ code: 'canary-survived', verdict: 'error' } as const] : []),
    ...brokenRequirements(requirements),
    ...knownReasons(known),
    ...caseVerdicts(cases.filter((record) => !isExcused(record, known))),
    ...(cases.length === 0 ? [{ code: 'nothing-ran', verdict: 'inconclusive' } as const] : []),
    ...incompleteness(parts),
    ...unexercised(requirements),
    ...unexercisedFeatures(features, cases),
    ...unreachedLimits(pools),
    ...unsupportedRequirements(parts.run),
    ...unsupportedStages(parts.run),
  ];
}

function brokenRequirements(rows: readonly RequirementRow[]): readonly Reason[] {
  const requirements = rows.filter((row) => row.level === 'MUST' && row.verdict === 'fail').map((row) => row.id);
  return requirements.length === 0 ? [] : [{ code: 'requirement-broken', verdict: 'fail', requirements }];
}

/** A case that failed in known ways only. */
function isExcused({ verdict, findings }: CaseRecord, { excused }: KnownFailures): boolean {
  return verdict === 'fail' && findings.length > 0 && findings.every(({ requirement }) => excused.has(requirement));
}

function caseVerdicts(cases: readonly CaseRecord[]): readonly Reason[] {
  return verdicts.toReversed().flatMap((verdict) => (verdict === 'pass' ? [] : caseVerdict(cases, verdict)));
}

function caseVerdict(cases: readonly CaseRecord[], verdict: Exclude<Verdict, 'pass'>): readonly Reason[] {
  const ended = cases.filter((record) => record.verdict === verdict);
  const [first] = ended;
  return first === undefined ? [] : [{ code: 'case-verdict', verdict, cases: ended.length, first: first.index }];
}

function incompleteness({ run, cases, end }: LogParts): readonly Reason[] {
  const shards = missingShards(run);
  const counts = { verdict: 'inconclusive', judged: cases.length, planned: plannedCases(run) } as const;
  const reasons: Reason[] = [];
  if (shards.length > 0) reasons.push({ code: 'shards-missing', verdict: 'inconclusive', shards });
  if (end === undefined && run.shard.missing === undefined) reasons.push({ code: 'interrupted', ...counts });
  if (end !== undefined && shards.length === 0 && counts.judged < counts.planned)
    reasons.push({ code: 'cases-missing', ...counts });
  return reasons;
}

function unexercised(rows: readonly RequirementRow[]): readonly Reason[] {
  const requirements = rows.filter((row) => row.level === 'MUST' && row.verdict === 'inconclusive').map((row) => row.id);
  return requirements.length === 0 ? [] : [{ code: 'requirement-unexercised', verdict: 'inconclusive', requirements }];
}

/** Where nothing ran, that says it all. */
function unexercisedFeatures({ unexercised: features }: Report['features'], cases: readonly CaseRecord[]): readonly Reason[] {
  if (features.length === 0 || cases.length === 0) return [];
  return [{ code: 'feature-unexercised', verdict: 'inconclusive', features }];
}

function unreachedLimits(rows: readonly PoolRow[]): readonly Reason[] {
  const pools = rows.filter((row) => row.verdict !== 'pass').map((row) => row.pool);
  return pools.length === 0 ? [] : [{ code: 'pool-limit-unreached', verdict: 'inconclusive', pools }];
}

function unsupportedRequirements({ requirements: catalogue, subject }: LogParts['run']): readonly Reason[] {
  const unsupported = new Set(subject.unsupported);
  const requirements = catalogue.filter(({ id, level }) => level === 'MUST' && unsupported.has(id)).map(({ id }) => id);
  return requirements.length === 0 ? [] : [{ code: 'requirement-unsupported', verdict: 'unsupported', requirements }];
}

function unsupportedStages(run: LogParts['run']): readonly Reason[] {
  const stages = stagesInOrder(run.requirements).filter((stage) => isUnsupported(stage, run.subject));
  return stages.length === 0 ? [] : [{ code: 'stage-unsupported', verdict: 'unsupported', stages }];
}
