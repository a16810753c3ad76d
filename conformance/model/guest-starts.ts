import type { HostState } from './host-state.js';
import type { EventOf, Release, Start } from './observations.js';
import type { Vmi } from './vmi.js';

/** The hypervisor of a host tried to start a guest: what that means for the host's key IDs, and how they were just before. */
export function afterStart({ pools, order, faults }: HostState, event: EventOf<'start'>, vmi: Vmi | undefined): Start {
  const { protection, outside, result, usage } = event;
  const keyId = result.started ? result.keyId : undefined;
  const before = { available: pools.available(protection), usageBefore: pools.lastUsage(protection) };
  const keyIdTaken = keyId !== undefined && pools.holderOf(protection, keyId) !== undefined;
  const given = keyId === undefined ? undefined : order.start(protection, keyId);
  if (result.started) {
    pools.start(event.guest, { protection, outside, keyId }, usage);
  } else {
    order.failed(protection, result.cause, before.usageBefore, usage);
    pools.observe(protection, usage);
  }
  const after = { range: pools.rangeOf(protection), inUseAfter: pools.inUse(protection) };
  return { event, truth: pools.truth, vmi, ...before, ...after, keyIdTaken, given, faults };
}

/** A guest left a host, and its key ID went back. */
export function afterRelease({ pools, order, faults }: HostState, event: EventOf<'release'>): Release {
  const { guest, protection, usage } = event;
  const before = { usageBefore: pools.lastUsage(protection), known: pools.holders.has(guest) };
  const keyId = pools.holders.get(guest)?.keyId;
  if (keyId !== undefined) order.release(protection, keyId, (usage?.leaked ?? 0) > (before.usageBefore?.leaked ?? 0));
  pools.release(guest, usage);
  const after = { range: pools.rangeOf(protection), inUseAfter: pools.inUse(protection) };
  return { event, truth: pools.truth, faults, ...after, ...before };
}
