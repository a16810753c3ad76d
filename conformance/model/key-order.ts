import type { StartFailureCause } from '../../sim/contracts/evidence.js';
import type { Protection } from '../../sim/contracts/protection.js';
import type { BootTruth, KeyRangeTruth, KeyUsageTruth } from '../../sim/contracts/truth.js';

/** What was known of a key ID when a guest was given it. */
export interface GivenKey {
  readonly was: 'free' | 'held' | 'pending' | 'leaked';
  /** The id the kernel must take: the lowest free one, after a flush where there was none; undefined where there was none at all. */
  readonly lowest: number | undefined;
}

/**
 * The oracle of which key ID comes next on one host, worked out from starts and releases since the last boot. ASIDs wait for a flush,
 * which a range does only when it has no free one left and which then frees the waiting ones of all ranges; HKIDs are free at once.
 * Source: Linux `arch/x86/kvm/svm/sev.c` (sev_asid_new, __sev_recycle_asids), `arch/x86/virt/vmx/tdx/tdx.c`.
 */
export class KeyOrder {
  readonly #ranges: readonly Range[];
  #sure = true;

  /** A host just booted: every key ID is free. */
  constructor({ keyRanges }: BootTruth) {
    this.#ranges = keyRanges.map((range) => ({ range, ids: new Map(), pending: 0, cursor: range.first }));
  }

  /** A guest started with this key ID; undefined where nothing can be said of it. */
  start(protection: Protection, keyId: number): GivenKey | undefined {
    const here = this.#rangeOf(protection);
    if (here === undefined || !this.#sure) return undefined;
    const lowest = this.#next(here);
    const was = here.ids.get(keyId) ?? 'free';
    this.#hold(here, keyId);
    return { was, lowest };
  }

  /** A start failed. What it took before it failed can be told from the usage; where it cannot, nothing more is said of this host. */
  failed(protection: Protection, cause: StartFailureCause, before?: KeyUsageTruth, after?: KeyUsageTruth): void {
    const here = this.#rangeOf(protection);
    if (here === undefined || !lateCauses.has(cause) || before === undefined || after === undefined) return;
    if (before.pending === after.pending && before.leaked === after.leaked && before.free > 0) return;
    const taken = before.free === 0 ? undefined : this.#next(here);
    if (taken === undefined) this.#sure = false;
    else this.#leave(here, taken, after.leaked > before.leaked);
  }

  /** A guest that held this key ID is gone. */
  release(protection: Protection, keyId: number, leaked: boolean): void {
    const here = this.#rangeOf(protection);
    if (here !== undefined) this.#leave(here, keyId, leaked);
  }

  /** Some key ID was lost, and nobody knows which. */
  lost(): void {
    this.#sure = false;
  }

  #next(here: Range): number | undefined {
    const free = lowestFree(here);
    if (free !== undefined || here.pending === 0) return free;
    for (const each of this.#ranges) if (each.range.flushed) flush(each);
    return lowestFree(here);
  }

  #hold(here: Range, keyId: number): void {
    if (here.ids.get(keyId) === 'pending') here.pending -= 1;
    here.ids.set(keyId, 'held');
  }

  #leave(here: Range, keyId: number, leaked: boolean): void {
    if (leaked) here.ids.set(keyId, 'leaked');
    else if (here.range.flushed) {
      here.ids.set(keyId, 'pending');
      here.pending += 1;
    } else {
      here.ids.delete(keyId);
      here.cursor = Math.min(here.cursor, keyId);
    }
  }

  #rangeOf(protection: Protection): Range | undefined {
    if (protection === 'none') return undefined;
    return this.#ranges.find(({ range }) => range.protections.includes(protection));
  }
}

/** Failures that may come after a key ID was taken, or before it. */
export const lateCauses: ReadonlySet<StartFailureCause> = new Set([
  'platform-failed',
  'policy-refused',
  'session-refused',
  'firmware-missing',
  'invalid-domain',
]);

interface Range {
  readonly range: KeyRangeTruth;
  /** Ids that are not free. */
  readonly ids: Map<number, 'held' | 'pending' | 'leaked'>;
  pending: number;
  /** No id below it is free. */
  cursor: number;
}

function lowestFree(here: Range): number | undefined {
  const { first, size } = here.range;
  while (here.ids.has(here.cursor)) here.cursor += 1;
  return here.cursor < first + size ? here.cursor : undefined;
}

function flush(here: Range): void {
  for (const [id, state] of here.ids) if (state === 'pending') here.ids.delete(id);
  here.pending = 0;
  here.cursor = here.range.first;
}
