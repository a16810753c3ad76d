import type { BootTruth } from '../../../contracts/truth.js';

/** What a running guest has that its definition does not say. */
export interface RunningFacts {
  readonly id: number;
  readonly boot: BootTruth;
  /** Ports that displays of other guests listen on. */
  readonly portsTaken: ReadonlySet<number>;
}
