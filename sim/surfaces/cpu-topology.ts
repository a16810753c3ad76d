import type { CpuTruth } from '../contracts/truth.js';

/** One logical CPU. */
export interface LogicalCpu {
  /** Number the kernel gave it. */
  readonly id: number;
  readonly socket: number;
  /** Core within the socket. */
  readonly core: number;
  readonly thread: number;
  readonly apicId: number;
}

/**
 * Logical CPUs in the order Linux numbers them on servers: the first thread of every core, socket by socket, then the second
 * threads. APIC ids pack thread, core and socket into fields of whole bits, without the gaps that disabled cores leave.
 */
export function logicalCpus(cpu: CpuTruth): readonly LogicalCpu[] {
  const list: LogicalCpu[] = [];
  const threadBits = bitsFor(cpu.threadsPerCore);
  const coreBits = bitsFor(cpu.coresPerSocket);
  for (let thread = 0; thread < cpu.threadsPerCore; thread += 1) {
    for (let socket = 0; socket < cpu.sockets; socket += 1) {
      for (let core = 0; core < cpu.coresPerSocket; core += 1) {
        const apicId = (((socket << coreBits) | core) << threadBits) | thread;
        list.push({ id: list.length, socket, core, thread, apicId });
      }
    }
  }
  return list;
}

function bitsFor(count: number): number {
  return Math.ceil(Math.log2(count));
}
