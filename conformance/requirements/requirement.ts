import type { Technology } from '../../sim/contracts/protection.js';
import type { Stage } from '../../sim/contracts/subject.js';

/** One promise a subject is held to. */
export interface Requirement {
  /** Stable path-like id; the judge's file is `conformance/invariants/<id>.ts`. */
  readonly id: string;
  /** RFC 2119: a broken MUST fails a run. */
  readonly level: 'MUST' | 'SHOULD' | 'MAY';
  /** Stage whose decision is judged. */
  readonly stage: Stage;
  /** Stack it applies to; `any` for what the simulated hosts themselves must keep, `all` for stacks that share hosts. */
  readonly stack: 'kubevirt' | 'nova' | 'kata' | 'any' | 'all';
  /** Heading it is shown under. */
  readonly group: string;
  /** The promise, in one sentence. */
  readonly sentence: string;
  /** Who made it: a proposal's sentence, a project's file, a kernel's document. */
  readonly source: string;
  /** What a case must contain for this to be checked at all; absent when any case that reaches the stage does. */
  readonly needs?: string;
  /**
   * Technologies it speaks of: a release that knows none of its protections, or not all of the others, is not held to it. Absent: it
   * holds whatever a release knows.
   */
  readonly about?: readonly Technology[];
}
