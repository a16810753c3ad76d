import type { ClusterRules } from '../../../sim/world/cluster-rules.js';

/** An orchestrator one part of which does not keep its promise to the others. It shows only where they work side by side. */
export interface ClusterMutant {
  readonly name: string;
  /** What it does wrong, in one sentence. */
  readonly sentence: string;
  /** Requirement that must catch it. */
  readonly killedBy: string;
  /** The rule that it breaks. */
  readonly rules: Partial<ClusterRules>;
}
