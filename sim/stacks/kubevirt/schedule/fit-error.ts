import type { Unfitness } from './filter-reasons.js';

/**
 * The text of kube-scheduler's FailedScheduling event: every reason with the number of nodes that gave it, sorted as text, and
 * what preemption found. All launcher pods have the same priority, so there never are victims.
 * Source: Kubernetes 1.34 `pkg/scheduler/framework/types.go` (FitError), `preemption/preemption.go`,
 * `plugins/defaultpreemption/default_preemption.go`.
 *
 * @example '0/2 nodes are available: 2 Insufficient devices.kubevirt.io/tdx. preemption: 0/2 nodes are available: 2 No preemption
 * victims found for incoming pod.'
 */
export function fitError(unfit: readonly Unfitness[]): string {
  if (unfit.length === 0) return 'no nodes available to schedule pods';
  const nodes = `0/${unfit.length} nodes are available`;
  const filters = histogram(unfit.flatMap(({ reasons }) => reasons));
  const preemption = histogram(unfit.map(({ final }) => (final ? notHelpful : noVictims)));
  return `${nodes}: ${filters}. preemption: ${nodes}: ${preemption}.`;
}

const notHelpful = 'Preemption is not helpful for scheduling';
const noVictims = 'No preemption victims found for incoming pod';

function histogram(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort()
    .join(', ');
}
