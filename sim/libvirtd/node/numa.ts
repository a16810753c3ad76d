import type { BootTruth } from '../../contracts/truth.js';
import type { Daemon } from '../daemon-contract.js';
import { domainsOf, isActive } from '../domains/domain-store.js';

/** One NUMA node, of which every socket is one. Sizes are in bytes. */
export interface NumaNode {
  readonly id: number;
  readonly memory: bigint;
  readonly free: bigint;
}

/**
 * NUMA nodes in order, with equal shares of the memory. The kernel and its daemons keep a thirty-second of each (assumed), and running
 * confidential guests all of theirs, for it is pinned; an ordinary guest is taken for one that has touched nothing yet.
 */
export function numaNodes(daemon: Daemon): readonly NumaNode[] {
  const { boot } = daemon.host;
  const pages = pagesOfNode(boot);
  const left = pages - pages / 32n - pinnedPages(daemon) / BigInt(boot.cpu.sockets);
  const node = { memory: pages * BigInt(pageBytes), free: (left > 0n ? left : 0n) * BigInt(pageBytes) };
  return Array.from({ length: boot.cpu.sockets }, (_, id) => ({ id, ...node }));
}

/** Size of the kernel's ordinary pages. */
export const pageBytes = 4096;

function pagesOfNode({ cpu, memoryBytes }: BootTruth): bigint {
  return BigInt(Math.floor(memoryBytes / cpu.sockets / pageBytes));
}

function pinnedPages(daemon: Daemon): bigint {
  const confidential = domainsOf(daemon)
    .all()
    .filter((domain) => isActive(domain) && domain.definition.launchSecurity !== undefined);
  return confidential.reduce((sum, { definition }) => sum + (definition.maxMemory * 1024n) / BigInt(pageBytes), 0n);
}

/** All nodes together, id -1, which libvirt takes for the whole host. */
export function wholeHost(daemon: Daemon): NumaNode {
  const nodes = numaNodes(daemon);
  const sum = (field: 'memory' | 'free'): bigint => nodes.reduce((total, node) => total + node[field], 0n);
  return { id: -1, memory: sum('memory'), free: sum('free') };
}
