import { done, type Outcome } from '../../core/outcome.js';
import { pageSizesKib } from '../../surfaces/capabilities-cpu.js';
import { isAtLeast } from '../../surfaces/release.js';
import type { Call, Fault, TypedParameter } from '../daemon-contract.js';
import { fault, invalidArgument, systemFault, unknownFlags } from '../faults.js';
import type { ArgsOf, Handlers } from '../protocol/procedures.js';
import { type NumaNode, numaNodes, pageBytes, wholeHost } from './numa.js';

/** Memory of the host: how much, how much of it is free, and how equal pages are merged. Source: libvirt 11.3.0 `src/util/virhostmem.c`. */
export const memoryHandlers: Handlers = {
  nodeGetMemoryStats: (args, call) => memoryStats(args, call),
  nodeGetFreeMemory: (_, call) => done({ freeMem: wholeHost(call.daemon).free }),
  nodeGetCellsFreeMemory: (args, call) => cellsFreeMemory(args, call),
  nodeGetFreePages: (args, call) => freePages(args, call),
  nodeAllocPages: ({ flags }, call) =>
    unknownFlags('qemuNodeAllocPages', flags, 1) ??
    fault(call.daemon, 'operation-failed', 'huge pages cannot be taken on this host', 'none'),
  nodeGetMemoryParameters: (args, call) => memoryParameters(args, call),
  nodeSetMemoryParameters: () => systemFault('failed to set shm_pages_to_scan', 13, 'Permission denied', 'none'),
};

/** Asked for none, libvirt says how many there are. */
function memoryStats(
  { nparams, cellNum, flags }: ArgsOf<'nodeGetMemoryStats'>,
  call: Call,
): Outcome<{ readonly params: readonly { field: string; value: bigint }[]; readonly nparams: number }, Fault> {
  const node = memoryOf(cellNum, nparams, flags, call);
  if (!node.ok) return node;
  const params = statsOf(node.value, call);
  if (nparams === 0) return done({ params: [], nparams: params.length });
  if (nparams === params.length) return done({ params, nparams: 0 });
  const words = `nparams in virHostMemGetStatsLinux must be ${params.length}`;
  return invalidArgument('virHostMemGetStatsLinux', 'nparams', words, 'none');
}

function memoryOf(cell: number, nparams: number, flags: number, call: Call): Outcome<NumaNode, Fault> {
  const wrong = unfitCount(nparams, call);
  if (wrong !== undefined) return wrong;
  if (cell < -1) {
    const words = 'cellNum in virNodeGetMemoryStats only accepts -1 as a negative value';
    return invalidArgument('virNodeGetMemoryStats', 'cpuNum', words, 'host');
  }
  const nodes = numaNodes(call.daemon);
  const node = cell === -1 ? wholeHost(call.daemon) : nodes[cell];
  const words = `cellNum in virHostMemGetStats must be less than or equal to ${nodes.length - 1}`;
  const unknown = unknownFlags('virHostMemGetStats', flags, 0, 'none');
  if (unknown !== undefined) return unknown;
  return node === undefined ? invalidArgument('virHostMemGetStats', 'cellNum', words, 'none') : done(node);
}

/** More statistics than the protocol carries. */
function unfitCount(nparams: number, call: Call) {
  if (nparams < 0) return fault(call.daemon, 'internal', 'nparams must be non-negative', 'rpc');
  return nparams > 16 ? fault(call.daemon, 'internal', 'nparams too large', 'rpc') : undefined;
}

/** In KiB. Buffers and page cache are guesses at an idle host; `available` came with 12.3. */
function statsOf({ id, memory, free }: NumaNode, call: Call): readonly { field: string; value: bigint }[] {
  const kib = { total: memory / 1024n, free: free / 1024n };
  const [buffers, cached] = [kib.total / 1024n, kib.total / 128n];
  const ends = { total: kib.total, free: kib.free };
  const available = isAtLeast(call.daemon.host.boot.libvirt.version, '12.3') ? { available: kib.free + cached } : {};
  return Object.entries(id === -1 ? { ...ends, ...available, buffers, cached } : ends).map(([field, value]) => ({
    field,
    value,
  }));
}

function cellsFreeMemory(
  { startCell, maxcells }: ArgsOf<'nodeGetCellsFreeMemory'>,
  call: Call,
): Outcome<{ readonly cells: readonly bigint[] }, Fault> {
  const name = 'virNodeGetCellsFreeMemory';
  if (maxcells > 1024) return fault(call.daemon, 'internal', 'maxCells too large', 'rpc');
  if (maxcells <= 0) return invalidArgument(name, 'maxCells', `maxCells in ${name} must be greater than zero`, 'host');
  if (startCell < 0) return invalidArgument(name, 'startCell', `startCell in ${name} must be zero or greater`, 'host');
  const nodes = numaNodes(call.daemon);
  if (startCell >= nodes.length) return outOfRange(startCell, nodes, call);
  return done({ cells: nodes.slice(startCell, startCell + maxcells).map(({ free }) => free) });
}

function outOfRange(startCell: number, nodes: readonly NumaNode[], call: Call) {
  return fault(call.daemon, 'internal', `start cell ${startCell} out of range (0-${nodes.length - 1})`, 'none');
}

/**
 * Page sizes times nodes. The product is bounded before anything is made of it: multiplied in 32 bits it once let a reader
 * overrun a buffer (CVE-2026-18917).
 */
function freePages(
  { pages, startCell, cellCount, flags }: ArgsOf<'nodeGetFreePages'>,
  call: Call,
): Outcome<{ readonly counts: readonly bigint[] }, Fault> {
  const name = 'virNodeGetFreePages';
  if (pages.length * cellCount > 1024)
    return fault(call.daemon, 'internal', "the result won't fit into REMOTE_NODE_MAX_CELLS", 'rpc');
  if (pages.length === 0) return invalidArgument(name, 'npages', `npages in ${name} must not be zero`, 'host');
  if (cellCount === 0) return invalidArgument(name, 'cellCount', `cellCount in ${name} must not be zero`, 'host');
  const unknown = unknownFlags('qemuNodeGetFreePages', flags, 0);
  if (unknown !== undefined) return unknown;
  const { boot } = call.daemon.host;
  const nodes = numaNodes(call.daemon);
  if (startCell >= nodes.length) return outOfRange(startCell, nodes, call);
  const asked = [wholeHost(call.daemon), ...nodes].filter(({ id }) => id >= startCell && id < startCell + cellCount);
  const wrong = pages.find((size) => !pageSizesKib(boot).includes(size));
  if (wrong !== undefined) return noSuchPages(wrong, startCell, call);
  if (asked.length === 0) return fault(call.daemon, 'internal', 'no suitable info found', 'none');
  return done({ counts: asked.flatMap(({ free }) => pages.map((size) => freeOf(size, free))) });
}

function noSuchPages(size: number, node: number, call: Call) {
  return fault(call.daemon, 'operation-failed', `page size ${size} is not available on node ${node}`, 'none');
}

/** Nobody has set huge pages aside. */
function freeOf(sizeKib: number, free: bigint): bigint {
  return sizeKib * 1024 === pageBytes ? free / BigInt(pageBytes) : 0n;
}

function memoryParameters(
  { nparams, flags }: ArgsOf<'nodeGetMemoryParameters'>,
  call: Call,
): Outcome<{ readonly params: readonly TypedParameter[]; readonly nparams: number }, Fault> {
  if (nparams < 0) return fault(call.daemon, 'internal', 'nparams must be non-negative', 'rpc');
  if (nparams > 64) return fault(call.daemon, 'internal', 'nparams too large', 'rpc');
  const unknown = unknownFlags('virHostMemGetParameters', flags, 4, 'none');
  if (unknown !== undefined) return unknown;
  return nparams === 0
    ? done({ params: [], nparams: sharedMemory.length })
    : done({ params: sharedMemory.slice(0, nparams), nparams: 0 });
}

/** Kernel samepage merging as it is after boot: off. Observed with libvirt 9.0.0, 11.3.0 and 12.8.0. */
const sharedMemory: readonly TypedParameter[] = [
  { field: 'shm_pages_to_scan', type: 'uint', value: 100 },
  { field: 'shm_sleep_millisecs', type: 'uint', value: 20 },
  { field: 'shm_pages_shared', type: 'ullong', value: 0n },
  { field: 'shm_pages_sharing', type: 'ullong', value: 0n },
  { field: 'shm_pages_unshared', type: 'ullong', value: 0n },
  { field: 'shm_pages_volatile', type: 'ullong', value: 0n },
  { field: 'shm_full_scans', type: 'ullong', value: 0n },
  { field: 'shm_merge_across_nodes', type: 'uint', value: 1 },
];
