import { expect, it } from 'vitest';
import type { CpuidLeaf, CpuTruth } from '../contracts/truth.js';
import { genoaCpu, truthOf } from './example-truth.js';
import { openTree } from './index.js';

function blocksOf(cpu: CpuTruth): readonly string[] {
  const file = openTree({ truth: truthOf({ cpu }) }).read('/proc/cpuinfo');
  return file.ok ? file.text.split('\n\n').slice(0, -1) : [];
}

function leaf(number: number, registers: Partial<CpuidLeaf>): CpuidLeaf {
  return { leaf: number, subleaf: 0, eax: 0, ebx: 0, ecx: 0, edx: 0, ...registers };
}

const genoa = genoaCpu(100);

it('has one block for each logical CPU, in the kernel’s order', () => {
  const blocks = blocksOf(genoa);
  expect(blocks.length).toBe(384);
  expect(blocks[0]?.split('\n').map((line) => line.split(':')[0]?.trim())).toEqual([
    ...[
      'processor',
      'vendor_id',
      'cpu family',
      'model',
      'model name',
      'stepping',
      'microcode',
      'cpu MHz',
      'physical id',
      'siblings',
    ],
    ...['core id', 'cpu cores', 'apicid', 'initial apicid', 'fpu', 'fpu_exception', 'wp', 'flags', 'bugs', 'bogomips'],
    ...['clflush size', 'cache_alignment', 'address sizes', 'power management'],
  ]);
});

it('numbers the first threads of all sockets before any second thread', () => {
  const placeOf = (cpu: number): string =>
    ['processor', 'physical id', 'core id', 'apicid']
      .map((name) => new RegExp(`^${name}\\s*: (\\d+)$`, 'm').exec(blocksOf(genoa)[cpu] ?? '')?.[1])
      .join(' ');
  expect([placeOf(1), placeOf(96), placeOf(193)]).toEqual(['1 0 1 2', '96 1 0 256', '193 0 1 3']);
});

it('prints the address width that memory encryption leaves', () => {
  expect(blocksOf(genoa)[0]).toContain('address sizes\t: 46 bits physical, 57 bits virtual');
});

it('prints the clock and twice as many bogomips', () => {
  expect(blocksOf(genoa)[0]).toContain('cpu MHz\t\t: 2400.000\n');
  expect(blocksOf(genoa)[0]).toContain('bogomips\t: 4800.00\n');
});

it('prints what CPUID knows of caches, translation buffers and power management', () => {
  const cpuid = [
    leaf(0, { eax: 0x10 }),
    leaf(0x80000006, { ebx: 0x6c009500, ecx: 0x04006140 }),
    leaf(0x80000007, { edx: 0x0000e799 }),
  ];
  const block = blocksOf({ ...genoa, cpuid })[0];
  expect(block).toContain('cpuid level\t: 16\n');
  expect(block).toContain('cache size\t: 1024 KB\n');
  expect(block).toContain('TLB size\t: 4352 4K pages\n');
  expect(block).toContain('power management: ts ttp tm hwpstate cpb eff_freq_ro [13] [14] [15]');
});

it('prints the last-level cache where leaf 4 tells it', () => {
  const cpuid = [leaf(4, { eax: 0x163, ebx: 0x03c0003f, ecx: 0x37fff, edx: 0 })];
  expect(blocksOf({ ...genoa, cpuid })[0]).toContain(`cache size\t: ${(16 * 64 * 0x38000) / 1024} KB\n`);
});

it('has the form of s390x on s390x', () => {
  const cpu = {
    ...genoa,
    vendorId: 'IBM/S390',
    modelName: 'IBM/S390 machine 3931',
    sockets: 1,
    coresPerSocket: 2,
    threadsPerCore: 1,
  };
  const file = openTree({ truth: truthOf({ cpu: { ...cpu, flags: ['esan3', 'sie'] } }) }).read('/proc/cpuinfo');
  expect(file.ok && file.text.split('\n')).toEqual([
    ...['vendor_id       : IBM/S390', '# processors    : 2', 'max thread id   : 0', 'features\t: esan3 sie '],
    ...['processor 0: version = 00,  identification = 000000,  machine = 3931'],
    ...['processor 1: version = 00,  identification = 000000,  machine = 3931'],
    ...['', 'cpu number      : 0', '', 'cpu number      : 1', ''],
  ]);
});
