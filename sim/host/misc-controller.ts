import { type KeyPool, keyPools } from '../contracts/protection.js';
import type { MiscGroupTruth } from '../contracts/truth.js';
import { assertThat } from '../core/defect.js';
import type { Errno } from '../core/errno.js';
import { done, type Outcome, refused } from '../core/outcome.js';
import { currentMiscBehaviour, type MiscBehaviour } from './misc-behaviour.js';
import { type ChargeStep, chargeSteps, type MiscRefusal, type MiscRules, uncharge } from './misc-charge.js';
import { MiscGroup } from './misc-group.js';
import { parseMaxWrite } from './misc-max-grammar.js';
import { MiscTree } from './misc-tree.js';

export type { MiscRefusal } from './misc-charge.js';

/** What was charged, and what must be given back: the group object itself, which lives on after its directory is gone. */
export type MiscGroupHandle = MiscGroup;

/** Kernel version and connections of a {@link MiscController}; the default is the current kernels' behaviour. */
export interface MiscControllerOptions extends Partial<MiscBehaviour> {
  /** Default: the kernel's. */
  readonly rulebook?: MiscRulebook;
  /** Called at most once per controller, as the kernel warns once per boot: the first usage that fell below zero. */
  readonly onBelowZero?: (pool: KeyPool) => void;
}

/** The rules a controller works by. The kernel's are the default; a mutant of the host brings one of its own. */
export interface MiscRulebook {
  readonly chargeSteps: typeof chargeSteps;
  readonly uncharge: typeof uncharge;
  readonly parseMaxWrite: typeof parseMaxWrite;
  /** What a cgroup starts with. */
  readonly newGroup: (path: string, parent: MiscGroup | undefined) => MiscGroup;
}

/** The rules of Linux. */
export const kernelRulebook: MiscRulebook = {
  chargeSteps,
  uncharge,
  parseMaxWrite,
  newGroup: (path, parent) => new MiscGroup(path, parent),
};

/** A charge that is taken step by step, so that several can be interleaved as racing system calls are. */
export interface ChargeUnderWay {
  /** Takes the next atomic step and says what it was; undefined once there is an outcome. */
  step(): ChargeStep | undefined;
  /** Undefined until the last step was taken. */
  readonly outcome: Outcome<MiscGroupHandle, MiscRefusal> | undefined;
}

/**
 * The kernel's misc cgroup controller: how many key IDs the host has, and how many each cgroup may use and does use. Paths are
 * absolute below the cgroup root, without a slash at the end; `/` is the root, which always exists and has no limit.
 *
 * Moving a process changes nothing here: a charge stays with the group it was made in.
 * Source: Linux 7.2.8 `kernel/cgroup/misc.c`, `kernel/cgroup/cgroup.c`, `Documentation/admin-guide/cgroup-v2.rst`.
 *
 * @example
 * const misc = new MiscController({ tdx: 31 });
 * misc.makeGroup('/machine.slice');
 * misc.writeMax('/machine.slice', 'tdx 1\n'); // 6 bytes
 * const first = misc.charge('/machine.slice', 'tdx'); // ok
 * misc.charge('/machine.slice', 'tdx'); // EBUSY, 'cgroup-limit', limited at '/machine.slice'
 * if (first.ok) misc.uncharge(first.value, 'tdx');
 */
export class MiscController {
  readonly #capacity: Record<KeyPool, number>;
  readonly #rules: MiscRules;
  readonly #book: MiscRulebook;
  readonly #tree: MiscTree;
  #shown: readonly MiscGroup[] | undefined;
  #truths: readonly MiscGroupTruth[] | undefined;
  #warned = false;

  /** @param capacity Key IDs by resource, whole numbers; a resource that is left out has none. */
  constructor(capacity: Readonly<Partial<Record<KeyPool, number>>>, options: MiscControllerOptions = {}) {
    const { onBelowZero, rulebook = kernelRulebook, ...behaviour } = options;
    this.#book = rulebook;
    this.#tree = new MiscTree(this.#book.newGroup);
    this.#capacity = { sev: capacity.sev ?? 0, sev_es: capacity.sev_es ?? 0, tdx: capacity.tdx ?? 0 };
    for (const pool of keyPools) assertIsCapacity(this.#capacity[pool]);
    const belowZero = (pool: KeyPool): void => {
      if (!this.#warned) onBelowZero?.(pool);
      this.#warned = true;
    };
    this.#rules = { capacity: this.#capacity, behaviour: { ...currentMiscBehaviour, ...behaviour }, belowZero };
  }

  /**
   * Charges on behalf of a process in the cgroup `path`; the group charged is that of {@link groupOf}.
   *
   * @param amount Units to charge; KVM always charges 1, for one guest.
   */
  charge(path: string, pool: KeyPool, amount = 1): Outcome<MiscGroupHandle, MiscRefusal> {
    const steps = this.#book.chargeSteps(this.groupOf(path), pool, amount, this.#rules);
    this.#truths = undefined;
    for (;;) {
      const next = steps.next();
      if (next.done) return next.value;
    }
  }

  /** Begins a charge without taking any step. Taken to its end at once it is the same as {@link charge}. */
  beginCharge(path: string, pool: KeyPool, amount = 1): ChargeUnderWay {
    const steps = this.#book.chargeSteps(this.groupOf(path), pool, amount, this.#rules);
    let outcome: ChargeUnderWay['outcome'];
    const step = (): ChargeStep | undefined => {
      if (outcome !== undefined) return undefined;
      this.#truths = undefined;
      const next = steps.next();
      if (next.done) outcome = next.value;
      return next.done ? undefined : next.value;
    };
    return {
      step,
      get outcome() {
        return outcome;
      },
    };
  }

  /**
   * Gives back what {@link charge} took. Like the kernel's, it trusts its caller: giving back what was never taken brings the usage
   * below zero, which is printed as an unsigned number.
   */
  uncharge(handle: MiscGroupHandle, pool: KeyPool, amount = 1): void {
    this.#truths = undefined;
    this.#book.uncharge(handle, pool, amount, this.#rules);
  }

  /**
   * The group a process in the cgroup `path` is charged to: its own, or the nearest one above that has the controller. KVM
   * remembers it before it charges.
   */
  groupOf(path: string): MiscGroupHandle {
    return this.#tree.chargedGroup(path);
  }

  /**
   * mkdir(2). The new group has no limit and inherits nothing; it has the misc controller unless that was disabled for its parent's
   * children.
   *
   * @returns `EEXIST`; `ENOENT` without a parent or for a path that is not in normal form; `EINVAL` for a line feed in the name.
   */
  makeGroup(path: string): Outcome<void, Errno> {
    return this.#tree.make(path);
  }

  /**
   * rmdir(2) of a cgroup without processes. Live charges do not hold the directory: they stay counted in the groups above until
   * their handle is uncharged.
   *
   * @returns `ENOENT`; `EBUSY` for the root and while there are children.
   */
  removeGroup(path: string): Outcome<void, Errno> {
    return this.#tree.remove(path);
  }

  /**
   * `+misc` in cgroup.subtree_control of `path`: each child that lacks the controller gets a fresh group, even where it had one
   * before.
   *
   * @returns `ENOENT` for an unknown group and for one that does not have the controller itself.
   */
  enableInChildren(path: string): Outcome<void, Errno> {
    return this.#tree.enableInChildren(path);
  }

  /**
   * `-misc` in cgroup.subtree_control of `path`: the files of its children disappear, with their limits and counters; what they had
   * charged stays counted from `path` upwards.
   *
   * @returns `ENOENT` for an unknown group; `EBUSY` while a grandchild has the controller.
   */
  disableInChildren(path: string): Outcome<void, Errno> {
    return this.#tree.disableInChildren(path);
  }

  /**
   * write(2) on misc.max of `path`. A limit may be above the capacity or below the present usage; neither is an event.
   *
   * An empty text is answered as the controller's own handler answers it; cgroup's core never passes it an empty write(2).
   *
   * @param bytes What is written, one character per byte; the form is that of `parseMaxWrite`.
   * @returns Number of bytes accepted, which is all of them; `ENOENT` where there is no such file (the root has none), `E2BIG`
   * above a page, `ERANGE`, and `EINVAL` also for a resource without capacity.
   */
  writeMax(path: string, bytes: string): Outcome<number, Errno> {
    const group = this.#tree.groupAt(path);
    if (group?.parent === undefined) return refused('ENOENT');
    if (bytes.length > pageBytes) return refused('E2BIG');
    const wanted = this.#book.parseMaxWrite(bytes, this.#rules.behaviour.resources);
    if (!wanted.ok) return wanted;
    const { pool, max } = wanted.value;
    if (this.#capacity[pool] === 0) return refused('EINVAL');
    group.setMax(pool, max);
    this.#truths = undefined;
    return done(bytes.length);
  }

  /** Registers how many key IDs the host has. Usage above it, and limits, stay as they are. */
  setCapacity(pool: KeyPool, capacity: number): void {
    assertIsCapacity(capacity);
    this.#capacity[pool] = capacity;
  }

  /** Every cgroup that has the controller: the root, then the others by path. The same array as long as nothing changed. */
  groups(): readonly MiscGroupTruth[] {
    const groups = this.#tree.inOrder();
    if (this.#truths === undefined || this.#shown !== groups) this.#truths = groups.map((group) => group.truth());
    this.#shown = groups;
    return this.#truths;
  }
}

/** Longest write kernfs passes on. */
const pageBytes = 4096;

function assertIsCapacity(capacity: number): void {
  assertThat(Number.isSafeInteger(capacity) && capacity >= 0, `a capacity is a whole number, not ${capacity}`);
}
