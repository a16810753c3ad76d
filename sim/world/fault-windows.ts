import type { Command, FaultWindow } from '../contracts/commands.js';
import { openStream, type RandomStream, streamSeed } from '../core/prng.js';
import type { FaultPlace } from './faults/cluster-fault.js';
import { type Fault, faultOf } from './faults/index.js';

/** A fault that strikes, or is over. */
export interface Strike {
  readonly host: string;
  /** Position of its window in the case. */
  readonly window: number;
  readonly commands: (place: Omit<FaultPlace, 'with'>) => readonly Command[];
}

/**
 * The fault windows of a case, worked out step by step. Each has chances of its own, opened by its seed, its fault and its host, so that
 * taking another window away changes nothing. What lasts comes and goes within its window as chance has it; what strikes does so anew.
 */
export class FaultWindows {
  readonly #windows: readonly OpenWindow[];

  constructor(windows: readonly FaultWindow[]) {
    this.#windows = windows.flatMap((window, position) => {
      const fault = faultOf(window.fault);
      if (fault === undefined) return [];
      const chances = openStream(streamSeed(window.seed ?? 0, `fault/${window.fault}/${window.host}`));
      return [{ window, position, fault, chances, on: false }];
    });
  }

  /** What happens before the command of this index. */
  before(step: number): readonly Strike[] {
    if (this.#windows.length === 0) return noStrikes;
    return this.#windows.flatMap((open) => {
      const { from, to = Number.POSITIVE_INFINITY, chance } = open.window;
      if (step < from || (step >= to && !open.on)) return noStrikes;
      return change(open, step < to && open.chances.chance(chance, 256));
    });
  }

  /** What is over after the last command: everything whose window has an end. */
  atTheEnd(): readonly Strike[] {
    return this.#windows.flatMap((open) => (open.window.to === undefined ? noStrikes : change(open, false)));
  }
}

interface OpenWindow {
  readonly window: FaultWindow;
  readonly position: number;
  readonly fault: Fault;
  readonly chances: RandomStream;
  on: boolean;
}

const noStrikes: readonly Strike[] = [];

function change(open: OpenWindow, on: boolean): readonly Strike[] {
  const { fault, window, position } = open;
  if (fault.window === 'strikes' ? !on : on === open.on) return noStrikes;
  if (fault.window === 'lasts') open.on = on;
  const { host, with: values = {} } = window;
  return [{ host, window: position, commands: (place) => fault.commands(on, { ...place, with: values }) }];
}
