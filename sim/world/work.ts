import { assertThat } from '../core/defect.js';
import type { GuestRecord } from './guest.js';
import type { Cause } from './trace.js';

/**
 * Who carries out a step of work. The scheduler is one; all others are there once for each host: the kubelet, the part of the node agent
 * that labels, its device plugins, the part of it that looks after guests (`handler`), libvirtd, the kernel where it tears a guest down,
 * and the clock by which the control plane notices that nobody on the node has been heard of.
 */
export type Actor = 'scheduler' | 'kubelet' | 'labeller' | 'device-plugins' | 'handler' | 'libvirtd' | 'kernel' | 'clock';

/** One step of work that is on its way to whoever carries it out. */
export interface Step {
  readonly actor: Actor;
  /** Name of the host; absent for the scheduler. */
  readonly host?: string;
  /** Guest it is about, so that nobody sends the same errand twice. */
  readonly guest?: GuestRecord;
  /** What is done. Looks at the state of things itself: much may have happened since it was asked for. */
  readonly run: () => void;
  /** What is done instead when its host goes down before; absent: nothing. */
  readonly lost?: () => void;
}

/** A step with its place in the order in which work came up. */
export interface WaitingStep extends Step {
  readonly serial: number;
  /** What led to it. */
  readonly cause: Cause;
}

/**
 * Steps of work that nobody has carried out yet. Each actor does its own in the order they came; who is next is not decided here.
 */
export class Work {
  readonly #queues = new Map<string, WaitingStep[]>();
  #serial = 0;

  /** Takes a step in: behind what the actor has to do already or, `first`, before all of it. */
  add(step: Step, cause: Cause, first = false): void {
    const waiting = { ...step, cause, serial: this.#serial };
    this.#serial += 1;
    if (step.guest !== undefined) step.guest.errands += 1;
    const queue = this.#queueOf(step);
    if (first) queue.unshift(waiting);
    else queue.push(waiting);
  }

  /** What each actor would do next, those first that have waited longest. */
  next(): readonly WaitingStep[] {
    const heads: WaitingStep[] = [];
    for (const [head] of this.#queues.values()) if (head !== undefined) heads.push(head);
    return heads.length < 2 ? heads : heads.sort((one, other) => one.serial - other.serial);
  }

  /** Somebody takes up his next step. */
  take(step: WaitingStep): void {
    const taken = this.#queueOf(step).shift();
    assertThat(taken === step, 'an actor takes up what is first in his queue');
    if (step.guest !== undefined) step.guest.errands -= 1;
  }

  /** Takes all steps from some of a host's actors, and gives them back in the order they came. */
  drop(host: string, ...actors: readonly Actor[]): readonly WaitingStep[] {
    const dropped = actors.flatMap((actor) => this.#queueOf({ actor, host }).splice(0));
    for (const { guest } of dropped) if (guest !== undefined) guest.errands -= 1;
    return dropped.sort((one, other) => one.serial - other.serial);
  }

  #queueOf({ actor, host = '' }: Pick<Step, 'actor' | 'host'>): WaitingStep[] {
    const key = `${actor} ${host}`;
    const known = this.#queues.get(key);
    if (known !== undefined) return known;
    const fresh: WaitingStep[] = [];
    this.#queues.set(key, fresh);
    return fresh;
  }
}

/** Whose turn it is, read from a case's list of choices. */
export class Turns {
  readonly #choices: readonly number[];
  #position = 0;

  constructor(choices: readonly number[]) {
    this.#choices = choices;
  }

  /** One of so many; where there is only one, no choice is used up. */
  among(count: number): number {
    if (count < 2) return 0;
    const choice = this.#choices[this.#position] ?? 0;
    this.#position += 1;
    return Math.abs(Math.trunc(choice)) % count;
  }
}
