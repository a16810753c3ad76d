import type { KeyUsageTruth } from '../contracts/truth.js';
import { assertThat } from '../core/defect.js';
import { done, type Outcome, refused } from '../core/outcome.js';
import { IdBitmap } from './id-bitmap.js';

/**
 * The guest HKIDs of an Intel host: FREE → ASSIGNED → FREE. Unlike an ASID, an HKID goes through its flush before it is given back,
 * so a released one is usable at once and nothing is ever pending.
 * Source: Linux 7.2.8 `arch/x86/virt/vmx/tdx/tdx.c` (an ID allocator over the guest key range), `arch/x86/kvm/vmx/tdx.c`.
 *
 * @example
 * const pool = new HkidPool(33, 31); // private keys [32, 64): 32 is the global key, guests get 33 … 63
 * pool.take(); // { ok: true, value: 33 }
 */
export class HkidPool {
  readonly #allocated = new IdBitmap();
  readonly #leaked = new IdBitmap();
  readonly #first: number;
  readonly #size: number;
  #lowestFree: number;
  #inUse = 0;
  #leakedCount = 0;

  /**
   * @param first Lowest HKID for guests: one above the global key.
   * @param size Number of HKIDs for guests, which is `tdx` of misc.capacity; may be 0.
   */
  constructor(first: number, size: number) {
    assertThat(Number.isInteger(first) && first >= 0 && Number.isInteger(size) && size >= 0, 'HKIDs are whole numbers');
    this.#first = first;
    this.#size = size;
    this.#lowestFree = first;
  }

  /** Takes the lowest free HKID. Without one KVM_TDX_INIT_VM answers ENOSPC. */
  take(): Outcome<number, 'no-free-key'> {
    const hkid = this.#allocated.firstAbsent(this.#lowestFree);
    const end = this.#first + this.#size;
    this.#lowestFree = Math.min(hkid, end);
    if (hkid >= end) return refused('no-free-key');
    this.#allocated.add(hkid);
    this.#inUse += 1;
    return done(hkid);
  }

  /** TDH.MNG.KEY.FREEID succeeded: the id is free at once. Until then it stays in use, flushed or not. */
  release(hkid: number): void {
    this.#leave(hkid);
    this.#allocated.remove(hkid);
    this.#lowestFree = Math.min(this.#lowestFree, hkid);
  }

  /** TDH.MNG.VPFLUSHDONE or TDH.MNG.KEY.FREEID failed: the id is lost until the host reboots. */
  leak(hkid: number): void {
    this.#leave(hkid);
    this.#leaked.add(hkid);
    this.#leakedCount += 1;
  }

  /** How the range is used at this moment; `pending` is always 0. */
  usage(): KeyUsageTruth {
    const [inUse, leaked] = [this.#inUse, this.#leakedCount];
    return { free: this.#size - inUse - leaked, inUse, pending: 0, leaked };
  }

  #leave(hkid: number): void {
    assertThat(this.#allocated.has(hkid) && !this.#leaked.has(hkid), `HKID ${hkid} is in use`);
    this.#inUse -= 1;
  }
}
