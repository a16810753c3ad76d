import { assertThat } from './defect.js';

/** Virtual time. It starts at zero and moves only when told, so a month costs nothing and two runs never differ. */
export class VirtualClock {
  #nowMs = 0;

  /** Milliseconds since the case began. */
  get nowMs(): number {
    return this.#nowMs;
  }

  /** Moves time forward; a negative or fractional step is a defect of the caller. */
  advance(byMs: number): void {
    assertThat(Number.isSafeInteger(byMs) && byMs >= 0, `time moves forward in whole milliseconds, not by ${byMs}`);
    this.#nowMs += byMs;
  }
}
