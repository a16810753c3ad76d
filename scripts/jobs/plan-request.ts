import { type Plan, planRun } from '../../conformance/runner/plan.js';
import { stackKit } from '../../conformance/subjects/index.js';

/** Everything a plan is laid out from, as plain values that can be sent to a worker thread. */
export interface PlanRequest {
  readonly stack: string;
  readonly seed: number;
  /** Random cases after the deterministic phase. */
  readonly runs: number;
  readonly machines: readonly string[];
  /** Release of the stack to judge, e.g. `kubevirt@1.5.1`; absent for the reference. */
  readonly release?: string;
  /** Deviations of the subject to judge, those of the release among them. */
  readonly quirks: readonly string[];
}

/**
 * Lays the plan out: the same request gives the same plan in every thread.
 *
 * @throws UsageError for a stack, machine or release that does not exist.
 */
export function planOf({ stack, seed, runs, machines, release }: PlanRequest): Plan {
  return planRun({ seed, runs, machines, kit: stackKit(stack), ...(release !== undefined && { release }) });
}
