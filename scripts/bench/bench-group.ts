/** Things measured against each other in one interleaved run, so that a noisy machine disturbs all of them alike. */
export interface BenchGroup {
  readonly name: string;
  /** Task the others are given as a ratio of. */
  readonly ceiling: string;
  /** What one call of a task does one of: `cases`, `boots` … */
  readonly unit: string;
  /** What there are several of in one unit on average, where so many a second mean something. */
  readonly within?: { readonly name: string; readonly perUnit: number };
  /** Microseconds a task may take per unit, where something was promised. */
  readonly targetsUs?: Readonly<Record<string, number>>;
  readonly tasks: Readonly<Record<string, () => void>>;
}
