import { type Verdict, worstVerdict } from '../sim/core/verdict.js';
import type { Reason, Report } from './report.js';

/** Reasons that another shard may take away; a part of a run is not to be blamed for them. */
const settledByMerging: readonly Reason['code'][] = [
  'nothing-ran',
  'shards-missing',
  'requirement-unexercised',
  'feature-unexercised',
  'pool-limit-unreached',
];

/**
 * What one shard by itself came to, for its exit code: everything but the completeness that only the merged run can have. The
 * report of a single shard is always `inconclusive` at best.
 */
export function shardVerdict(report: Report): Verdict {
  const own = report.summary.reasons.filter((reason) => !settledByMerging.includes(reason.code));
  return worstVerdict(['pass', ...own.map((reason) => reason.verdict)]);
}
