import type { EndHost, EndState } from '../contracts/evidence.js';
import { type ConfidentialProtection, type KeyPool, keyPools } from '../contracts/protection.js';
import type { HostTruth } from '../contracts/truth.js';
import { endGuest, type GuestRecord } from './guest.js';
import { usageByPool } from './key-usage.js';
import type { NodeRecord } from './node.js';

/** What is left when a case is over: guests in creation order, hosts by name. */
export function endState(
  guests: readonly GuestRecord[],
  hosts: readonly { readonly node: NodeRecord; readonly host: { readonly truth: HostTruth } }[],
): EndState {
  return {
    guests: guests.map(endGuest),
    hosts: Object.fromEntries(hosts.map(({ node, host }) => [node.name, endHost(host.truth, node)])),
  };
}

function endHost(truth: HostTruth, node: NodeRecord): EndHost {
  const { used, allocatable, capacity } = node.kubelet;
  return { usage: usageByPool(truth), charged: charged(truth), running: running(truth), used, allocatable, capacity };
}

function charged(truth: HostTruth): EndHost['charged'] {
  const root = truth.live.miscGroups.find((group) => group.path === '/');
  const amounts: Partial<Record<KeyPool, string>> = {};
  for (const pool of keyPools) {
    const current = root?.resources[pool].current ?? 0n;
    if (current !== 0n || truth.boot.miscCapacity[pool] !== undefined) amounts[pool] = String(current);
  }
  return amounts;
}

function running(truth: HostTruth): EndHost['running'] {
  const counts: Partial<Record<ConfidentialProtection, number>> = {};
  for (const { protection } of truth.live.guests) {
    if (protection !== 'none') counts[protection] = (counts[protection] ?? 0) + 1;
  }
  return counts;
}
