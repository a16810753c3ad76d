import { composeHost, type HostDescription, listMachines } from '../../profiles/index.js';
import { Host } from '../../sim/host/host.js';
import { type HostTree, openTree } from '../../sim/surfaces/index.js';
import { inOwnProcess, isProgram } from './in-own-process.js';

/** Hosts held at once. */
export const hostCount = 10_000;

/** What {@link hostCount} hosts in one process take, in megabytes. */
export interface HostMemory {
  /** Heap in use by them when they are composed, booted, and a tree is open on each. */
  readonly bootedMb: number;
  /** Resident set of the whole process then, Node itself included. */
  readonly bootedResidentMb: number;
  /** Heap in use after every surface of every host was read, with what is remembered of it. */
  readonly readMb: number;
  readonly readResidentMb: number;
}

/** Measures in a process of its own, so that no other bench's rubbish is counted. */
export function hostMemory(): HostMemory {
  return inOwnProcess<HostMemory>(import.meta.url);
}

/** AMD machines with every minimum SEV ASID: no two hosts are alike. */
function differentDescriptions(): readonly HostDescription[] {
  const machines = listMachines().filter(({ values }) => (values.amd?.cpuid8000001f.ecx ?? 0) > 1000);
  const perMachine = Math.ceil(hostCount / machines.length / 2);
  const all = machines.flatMap(({ id }) =>
    Array.from({ length: perMachine }, (_, index) => index + 2).flatMap((value) =>
      (['6.18', '7.2'] as const).map((kernel) =>
        composeHost({ machine: id, settings: { 'min-sev-asid': value }, versions: { kernel } }),
      ),
    ),
  );
  return all.slice(0, hostCount);
}

function measure(): HostMemory {
  const before = now();
  const held: { readonly host: Host; readonly tree: HostTree }[] = [];
  for (const description of differentDescriptions()) {
    const host = new Host(description);
    held.push({ host, tree: openTree(host) });
  }
  const booted = now();
  for (const { tree } of held) for (const { file } of tree.entries()) file.read();
  const read = now();
  if (new Set(held.map(({ host }) => host.boot.key)).size !== hostCount) throw new Error('some hosts are alike');
  return {
    bootedMb: booted.usedMb - before.usedMb,
    bootedResidentMb: booted.residentMb,
    readMb: read.usedMb - before.usedMb,
    readResidentMb: read.residentMb,
  };
}

function now(): { readonly usedMb: number; readonly residentMb: number } {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return { usedMb: Math.round(heapUsed / 1e6), residentMb: Math.round(rss / 1e6) };
}

if (isProgram(import.meta.url)) process.stdout.write(JSON.stringify(measure()));
