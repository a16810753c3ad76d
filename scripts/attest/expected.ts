/** What is asked of evidence besides that it is genuine. */
export interface Expected {
  /** 64 bytes; absent: nothing is asked of what it is bound to. */
  readonly reportData?: Buffer;
  /** PEM files; none: the simulated roots. */
  readonly roots: readonly string[];
  readonly allowDebug: boolean;
  /** Seconds since 1970. */
  readonly nowSeconds: number;
}
