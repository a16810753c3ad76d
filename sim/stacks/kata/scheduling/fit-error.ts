import type { Unfitness } from './unfitness.js';

/**
 * The text of a FailedScheduling event: each reason with the number of nodes that gave it, and what preemption found.
 * Source: Kubernetes 1.34 `pkg/scheduler/framework/types.go` (FitError), `preemption/preemption.go`.
 *
 * @example '0/1 nodes are available: 1 Insufficient tdx.intel.com/keys. preemption: 0/1 nodes are available: 1 No preemption victims found
 * for incoming pod.'
 */
export function fitError(unfit: readonly Unfitness[]): string {
  if (unfit.length === 0) return 'no nodes available to schedule pods';
  const available = `0/${unfit.length} nodes are available: `;
  const preempted = unfit.map(({ final }) => (final ? hopeless : victimless));
  return `${available}${counted(unfit.flatMap(({ reasons }) => reasons))}. preemption: ${available}${counted(preempted)}.`;
}

const hopeless = 'Preemption is not helpful for scheduling';
const victimless = 'No preemption victims found for incoming pod';

function counted(reasons: readonly string[]): string {
  const kinds = [...new Set(reasons)];
  return kinds
    .map((kind) => `${reasons.filter((each) => each === kind).length} ${kind}`)
    .sort()
    .join(', ');
}
