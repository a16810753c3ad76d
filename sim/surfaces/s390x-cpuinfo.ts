import type { CpuTruth } from '../contracts/truth.js';
import { logicalCpus } from './cpu-topology.js';

/**
 * `/proc/cpuinfo` of s390x: a summary, one line per processor and its number. Delay loops, caches, facilities and clock rates are no
 * facts here and left out. Source: Linux `arch/s390/kernel/processor.c`.
 */
export function s390xCpuinfoText(cpu: CpuTruth): string {
  const cpus = logicalCpus(cpu);
  const machine = /machine (\w+)/.exec(cpu.modelName)?.[1] ?? '0000';
  const summary = [
    `vendor_id       : ${cpu.vendorId}`,
    `# processors    : ${cpus.length}`,
    `max thread id   : ${cpu.threadsPerCore - 1}`,
    `features\t: ${cpu.flags.join(' ')} `,
  ];
  const processors = cpus.map(({ id }) => `processor ${id}: version = 00,  identification = 000000,  machine = ${machine}`);
  const blocks = cpus.map(({ id }) => `\ncpu number      : ${id}`);
  return `${[...summary, ...processors, ...blocks].join('\n')}\n`;
}
