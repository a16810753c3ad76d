import { type ConfidentialProtection, type KeyPool, keyPoolOf, type Protection } from '../../sim/contracts/protection.js';
import type { BootTruth, KeyRangeTruth, KeyUsageTruth } from '../../sim/contracts/truth.js';

/** A guest as the model knows it: what holds a key ID, and who started it. */
export interface KeyHolder {
  readonly protection: Protection;
  readonly outside: boolean;
  readonly keyId: number | undefined;
}

/**
 * The oracle of one host's key IDs: who holds one, by range, worked out from starts and releases alone. It knows nothing of
 * flushes (a released key counts as usable, because a start flushes when it must) and learns of leaked keys from the truth.
 * Source of the ranges: Linux `arch/x86/kvm/svm/sev.c` (sev_hardware_setup), `arch/x86/virt/vmx/tdx/tdx.c`.
 */
export class KeyPools {
  readonly truth: BootTruth;
  readonly holders = new Map<string, KeyHolder>();
  readonly #inUse: number[];
  readonly #keys: Map<number, string>[];
  readonly #inside = new Map<KeyPool, number>();
  readonly #leaked: number[];
  readonly #usage: (KeyUsageTruth | undefined)[];

  /** A host just booted: every key ID is free. */
  constructor(truth: BootTruth) {
    this.truth = truth;
    this.#inUse = truth.keyRanges.map(() => 0);
    this.#keys = truth.keyRanges.map(() => new Map());
    this.#leaked = truth.keyRanges.map(() => 0);
    this.#usage = truth.keyRanges.map(({ size }) => ({ free: size, inUse: 0, pending: 0, leaked: 0 }));
  }

  /** The range guests of this protection draw from; undefined for ordinary guests and where there is none. */
  rangeOf(protection: Protection): KeyRangeTruth | undefined {
    return this.truth.keyRanges[this.#indexOf(protection)];
  }

  /** Key IDs of the range that nobody holds, pending ones included; 0 where there is no range. */
  available(protection: Protection): number {
    const index = this.#indexOf(protection);
    const range = this.truth.keyRanges[index];
    return range === undefined ? 0 : range.size - this.inUse(protection) - (this.#leaked[index] ?? 0);
  }

  /** Key IDs of the range in use. */
  inUse(protection: Protection): number {
    return this.#inUse[this.#indexOf(protection)] ?? 0;
  }

  /** What the truth said about the range the last time anybody looked; all free after a boot. */
  lastUsage(protection: Protection): KeyUsageTruth | undefined {
    return this.#usage[this.#indexOf(protection)];
  }

  /** Running guests of a pool that the control plane itself started. */
  insideOf(pool: KeyPool): number {
    return this.#inside.get(pool) ?? 0;
  }

  /** Who holds this key ID of the range; undefined when nobody does. */
  holderOf(protection: Protection, keyId: number): string | undefined {
    return this.#keys[this.#indexOf(protection)]?.get(keyId);
  }

  /** A guest runs now. A second start of the same guest changes nothing. */
  start(guest: string, holder: KeyHolder, usage: KeyUsageTruth | undefined): void {
    if (!this.holders.has(guest)) this.#count(holder, 1);
    this.holders.set(guest, holder);
    if (holder.keyId !== undefined) this.#keys[this.#indexOf(holder.protection)]?.set(holder.keyId, guest);
    this.observe(holder.protection, usage);
  }

  /** A guest is gone. No effect when it did not run here since the last boot. */
  release(guest: string, usage: KeyUsageTruth | undefined): void {
    const holder = this.holders.get(guest);
    if (holder === undefined) return;
    this.holders.delete(guest);
    if (holder.keyId !== undefined) this.#keys[this.#indexOf(holder.protection)]?.delete(holder.keyId);
    this.#count(holder, -1);
    this.observe(holder.protection, usage);
  }

  /** Remembers what the truth says about a range, or that it says nothing. */
  observe(protection: Protection, usage: KeyUsageTruth | undefined): void {
    const index = this.#indexOf(protection);
    if (index < 0) return;
    this.#usage[index] = usage;
    if (usage !== undefined) this.#leaked[index] = usage.leaked;
  }

  /** Remembers what the truth says about all ranges, in their order. */
  observeAll(usage: readonly KeyUsageTruth[]): void {
    for (const [index, each] of usage.entries()) {
      this.#usage[index] = each;
      this.#leaked[index] = each.leaked;
    }
  }

  /** Key IDs lost since the boot, as far as the truth has told. */
  get leaked(): number {
    return this.#leaked.reduce((sum, each) => sum + each, 0);
  }

  #count({ protection, outside }: KeyHolder, change: 1 | -1): void {
    if (protection === 'none') return;
    const index = this.#indexOf(protection);
    if (index >= 0) this.#inUse[index] = (this.#inUse[index] ?? 0) + change;
    const pool = keyPoolOf[protection];
    if (!outside) this.#inside.set(pool, this.insideOf(pool) + change);
  }

  #indexOf(protection: Protection): number {
    if (protection === 'none') return -1;
    return this.truth.keyRanges.findIndex((range) => range.protections.includes(protection));
  }
}

/** How many guests of a protection a freshly booted host can run at once. */
export function guestLimit(truth: BootTruth, protection: ConfidentialProtection): number {
  if (!truth.launchable[protection].possible) return 0;
  return truth.keyRanges.find((range) => range.protections.includes(protection))?.size ?? 0;
}
