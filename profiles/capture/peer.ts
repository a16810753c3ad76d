import type { Machine } from '../load.js';

/** A known machine with the same processor family and model, which stands in for what the bundle does not show. */
export type Peer = Machine | undefined;

/** How to say that a value was taken from the peer. */
export function asIn(peer: Peer, otherwise: string): string {
  return peer === undefined ? otherwise : `taken from ${peer.id}, the same family and model`;
}
