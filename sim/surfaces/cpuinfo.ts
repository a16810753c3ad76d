import type { Surface } from '../contracts/surface.js';
import type { CpuTruth } from '../contracts/truth.js';
import { contentCache } from './content-cache.js';
import { logicalCpus } from './cpu-topology.js';
import { cpuid } from './cpuid.js';
import { s390xCpuinfoText } from './s390x-cpuinfo.js';
import { textFile } from './surface-file.js';

/**
 * `/proc/cpuinfo`: one block per logical CPU. Lines whose value no fact tells (`vmx flags`, and `cache size` or
 * `cpuid level` without their CPUID leaves) are left out. A 384-thread host has about 700 kB of it: written on reading, shared by hosts whose
 * processors print alike. Source: Linux 7.2.8 `arch/x86/kernel/cpu/proc.c`.
 */
export const cpuinfo: Surface = {
  id: 'cpuinfo',
  about: 'The processor as the kernel prints it, one block per logical CPU.',
  changes: 'boot',
  files: ({ boot }) => [textFile('/proc/cpuinfo', 0o444, () => cpuinfoText(boot.cpu))],
};

/** Whole text of /proc/cpuinfo. */
function cpuinfoText(cpu: CpuTruth): string {
  if (cpu.vendorId === 'IBM/S390') return s390xCpuinfoText(cpu);
  const head = headOfBlock(cpu);
  const tail = tailOfBlock(cpu);
  const shape = `${cpu.sockets} ${cpu.coresPerSocket} ${cpu.threadsPerCore}`;
  return texts(`${shape}\n${head}${tail}`, () => allBlocks(cpu, head, tail));
}

const texts = contentCache<string>(16);

function allBlocks(cpu: CpuTruth, head: string, tail: string): string {
  const counts = `siblings\t: ${cpu.coresPerSocket * cpu.threadsPerCore}\n`;
  const cores = `cpu cores\t: ${cpu.coresPerSocket}\n`;
  let text = '';
  for (const { id, socket, core, apicId } of logicalCpus(cpu)) {
    text += `processor\t: ${id}\n${head}physical id\t: ${socket}\n${counts}core id\t\t: ${core}\n${cores}`;
    text += `apicid\t\t: ${apicId}\ninitial apicid\t: ${apicId}\n${tail}`;
  }
  return text;
}

function headOfBlock(cpu: CpuTruth): string {
  const cacheKib = cacheSizeKib(cpu);
  return lines([
    `vendor_id\t: ${cpu.vendorId}`,
    `cpu family\t: ${cpu.family}`,
    `model\t\t: ${cpu.model}`,
    `model name\t: ${cpu.modelName}`,
    `stepping\t: ${cpu.stepping}`,
    `microcode\t: ${cpu.microcode}`,
    `cpu MHz\t\t: ${cpu.tscHz === undefined ? 'Unknown' : (cpu.tscHz / 1e6).toFixed(3)}`,
    cacheKib === 0 ? undefined : `cache size\t: ${cacheKib} KB`,
  ]);
}

function tailOfBlock(cpu: CpuTruth): string {
  const highestLeaf = cpuid(cpu, 0).eax;
  const tlbPages = tlbSizePages(cpu);
  return lines([
    'fpu\t\t: yes',
    'fpu_exception\t: yes',
    highestLeaf === 0 ? undefined : `cpuid level\t: ${highestLeaf}`,
    'wp\t\t: yes',
    `flags\t\t: ${cpu.flags.join(' ')}`,
    `bugs\t\t: ${cpu.bugs.join(' ')}`,
    `bogomips\t: ${((2 * (cpu.tscHz ?? 0)) / 1e6).toFixed(2)}`,
    tlbPages === 0 ? undefined : `TLB size\t: ${tlbPages} 4K pages`,
    'clflush size\t: 64',
    'cache_alignment\t: 64',
    `address sizes\t: ${cpu.physicalBits} bits physical, ${cpu.virtualBits} bits virtual`,
    `power management:${powerFlags(cpu)}`,
    '',
  ]);
}

function lines(list: readonly (string | undefined)[]): string {
  return list.map((line) => (line === undefined ? '' : `${line}\n`)).join('');
}

/** AMD's second-level cache, leaf 8000_0006 ECX[31:16]; the last-level cache of leaf 4 where that says nothing. */
function cacheSizeKib(cpu: CpuTruth): number {
  const caches = cpu.cpuid.filter(({ leaf, eax }) => leaf === 4 && (eax & 0x1f) !== 0);
  const last = caches.at(-1);
  if (last === undefined) return cpuid(cpu, 0x80000006).ecx >>> 16;
  const ways = (last.ebx >>> 22) + 1;
  const partitions = ((last.ebx >>> 12) & 0x3ff) + 1;
  const lineBytes = (last.ebx & 0xfff) + 1;
  return (ways * partitions * lineBytes * (last.ecx + 1)) / 1024;
}

/** Sum of second-level instruction and data TLB entries for 4 KiB pages, leaf 8000_0006 EBX; AMD only. */
function tlbSizePages(cpu: CpuTruth): number {
  const { ebx } = cpuid(cpu, 0x80000006);
  return ((ebx >>> 16) & 0xfff) + (ebx & 0xfff);
}

/** Names of leaf 8000_0007 EDX; a bit with an empty name prints nothing, one beyond the table its number. */
const powerNames = [
  'ts',
  'fid',
  'vid',
  'ttp',
  'tm',
  'stc',
  '100mhzsteps',
  'hwpstate',
  '',
  'cpb',
  'eff_freq_ro',
  'proc_feedback',
  'acc_power',
];

function powerFlags(cpu: CpuTruth): string {
  const { edx } = cpuid(cpu, 0x80000007);
  let text = '';
  for (let bit = 0; bit < 32; bit += 1) {
    if (((edx >>> bit) & 1) === 0) continue;
    const name = powerNames[bit] ?? `[${bit}]`;
    text += name === '' ? '' : ` ${name}`;
  }
  return text;
}
