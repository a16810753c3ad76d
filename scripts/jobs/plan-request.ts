import type { SavedCase } from '../../conformance/runner/corpus.js';
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
  /** Candidates each searched case is chosen from; absent for the default. */
  readonly search?: number;
  /** Deviations of the subject to judge, those of the release among them. */
  readonly quirks: readonly string[];
  /** Saved cases of the user's own; absent: none. */
  readonly saved?: readonly SavedCase[];
}

/**
 * Lays the plan out: the same request gives the same plan in every thread.
 *
 * @throws UsageError for a stack, machine or release that does not exist.
 */
export function planOf({ stack, seed, runs, machines, release, search }: PlanRequest): Plan {
  const optional = { ...(release !== undefined && { release }), ...(search !== undefined && { search }) };
  return planRun({ seed, runs, machines, kit: stackKit(stack), ...optional });
}
