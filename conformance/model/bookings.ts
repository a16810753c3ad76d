import { type KeyPool, keyPoolOf, type Protection } from '../../sim/contracts/protection.js';
import { isSevFamily } from './kubevirt-names.js';

/** A guest bound to a host. */
interface Booking {
  readonly protection: Protection;
  readonly memoryBytes: number;
}

/**
 * Guests the control plane has bound to one host and not let go, counted by what they occupy there. The orchestrator's book,
 * kept a second time from its decisions, so that a stack that forgets to count can be told so.
 */
export class Bookings {
  readonly #guests = new Map<string, Booking>();
  readonly #byPool = new Map<KeyPool, number>();
  #sevFamily = 0;
  #memoryBytes = 0;

  /** Number of bound guests. */
  get guests(): number {
    return this.#guests.size;
  }

  /** Bound guests of the SEV family, which share the `/dev/sev` devices. */
  get sevFamily(): number {
    return this.#sevFamily;
  }

  /** Memory of bound guests in bytes, overhead included. */
  get memoryBytes(): number {
    return this.#memoryBytes;
  }

  /** Bound guests that need a key ID of a pool, whether or not they run. */
  inPool(pool: KeyPool): number {
    return this.#byPool.get(pool) ?? 0;
  }

  /** Names of bound guests. */
  names(): IterableIterator<string> {
    return this.#guests.keys();
  }

  /** Is this guest bound here? */
  has(guest: string): boolean {
    return this.#guests.has(guest);
  }

  /** A guest is bound here. */
  bind(guest: string, booking: Booking): void {
    this.unbind(guest);
    this.#guests.set(guest, booking);
    this.#count(booking, 1);
  }

  /** A guest is no longer bound here. No effect when it was not. */
  unbind(guest: string): void {
    const booking = this.#guests.get(guest);
    if (booking === undefined) return;
    this.#guests.delete(guest);
    this.#count(booking, -1);
  }

  #count({ protection, memoryBytes }: Booking, change: 1 | -1): void {
    this.#memoryBytes += change * memoryBytes;
    if (protection === 'none') return;
    const pool = keyPoolOf[protection];
    this.#byPool.set(pool, this.inPool(pool) + change);
    if (isSevFamily(protection)) this.#sevFamily += change;
  }
}
