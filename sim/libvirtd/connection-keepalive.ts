/** Finding out that a client is gone. Source: libvirt `src/rpc/virkeepalive.c`; interval and count: `libvirtd.conf`. */
const interval = 5_000_000_000n;
const unansweredPings = 5;

/** What has to be done now. */
export type KeepAliveDuty = 'nothing' | 'ping' | 'give up';

/** Of one connection. Times are nanoseconds of any clock that does not go back. */
export class KeepAlive {
  #asked = false;
  #quietSince: bigint;
  #pingsLeft = unansweredPings;

  constructor(now: bigint) {
    this.#quietSince = now;
  }

  /** The client asked for it: from now on it is pinged when it says nothing. */
  start(): void {
    this.#asked = true;
  }

  /** A message came, of whatever kind. */
  heard(now: bigint): void {
    this.#quietSince = now;
    this.#pingsLeft = unansweredPings;
  }

  /** What to do at this moment; an answer of `ping` counts as done. */
  due(now: bigint): KeepAliveDuty {
    if (!this.#asked || now - this.#quietSince < interval) return 'nothing';
    if (this.#pingsLeft === 0) return 'give up';
    this.#pingsLeft -= 1;
    this.#quietSince = now;
    return 'ping';
  }
}
