import type { ValuesOf } from './provenance.js';
import type { MachineFile } from './schema.js';

/** The facts of a machine without provenance, as composed so far. */
export type MachineValues = Omit<ValuesOf<MachineFile>, 'id' | 'about' | 'versions'>;

/** Two facts that cannot both be true, in a sentence that names them, with the place of the one to change. */
export interface Contradiction {
  readonly path: string;
  readonly problem: string;
  readonly fix: string;
}

/** One way a host description can contradict itself. A setting may waive a rule by declaring a legal oddity. */
export interface ContradictionRule {
  readonly id: string;
  /** What must hold, in one sentence. */
  readonly sentence: string;
  check(machine: MachineValues): Contradiction | undefined;
}

/** All rules, in the order they are checked. */
export const contradictionRules: readonly ContradictionRule[] = [
  {
    id: 'vendor-fits',
    sentence: 'The CPU vendor is the one whose memory encryption is described.',
    check: ({ cpu, amd, intel, s390 }) => {
      const described = Object.entries({ amd, intel, s390 }).find(([, part]) => part !== undefined)?.[0];
      const expected = { amd: 'AuthenticAMD', intel: 'GenuineIntel', s390: 'IBM/S390' }[described ?? ''];
      if (expected === undefined || expected === cpu.vendorId) return undefined;
      const problem = `cpu.vendorId is ${cpu.vendorId}, but there is a section "${described}", which belongs to ${expected}`;
      return { path: 'cpu.vendorId', problem, fix: 'change one of them' };
    },
  },
  {
    id: 'address-sizes-agree',
    sentence: 'CPUID 8000_0008 EAX says the same address sizes as rawPhysicalBits and virtualBits.',
    check: ({ cpu }) => {
      const [physical, virtual] = [cpu.cpuid80000008Eax & 0xff, (cpu.cpuid80000008Eax >>> 8) & 0xff];
      if (cpu.architecture !== 'x86_64' || (physical === cpu.rawPhysicalBits && virtual === cpu.virtualBits)) return undefined;
      const said = `cpu.cpuid80000008Eax says ${physical} physical and ${virtual} virtual bits`;
      const problem = `${said}, but rawPhysicalBits is ${cpu.rawPhysicalBits} and virtualBits is ${cpu.virtualBits}`;
      return { path: 'cpu.cpuid80000008Eax', problem, fix: 'correct the one that is wrong' };
    },
  },
  {
    id: 'sev-features-nest',
    sentence: 'SEV-SNP needs SEV-ES, and SEV-ES needs SEV.',
    check: ({ amd }) => {
      const eax = amd?.cpuid8000001f.eax ?? 0;
      const [sev, es, snp] = [(eax & 0x2) !== 0, (eax & 0x8) !== 0, (eax & 0x10) !== 0];
      if ((!es || sev) && (!snp || es)) return undefined;
      const problem = `CPUID 8000_001F EAX has ${snp ? 'SEV-SNP' : 'SEV-ES'} set, but ${snp && !es ? 'SEV-ES' : 'SEV'} clear`;
      return { path: 'amd.cpuid8000001f.eax', problem, fix: 'set bit 1 for SEV, 3 for SEV-ES, 4 for SEV-SNP' };
    },
  },
  {
    id: 'min-sev-asid-not-zero',
    sentence: 'The minimum SEV ASID is at least 1: ASID 0 is the host.',
    check: ({ amd }) => {
      if (amd === undefined || amd.cpuid8000001f.ecx === 0 || amd.cpuid8000001f.edx !== 0) return undefined;
      const problem = `minimum SEV ASID (EDX) is 0, but ${amd.cpuid8000001f.ecx} ASIDs exist (ECX) and ASID 0 is the host itself`;
      return { path: 'amd.cpuid8000001f.edx', problem, fix: 'use 1 (all for SEV) to ECX + 1 (all for SEV-ES)' };
    },
  },
  {
    id: 'min-sev-asid-within-max',
    sentence: 'The minimum SEV ASID is at most one above the number of ASIDs.',
    check: ({ amd }) => {
      const { ecx, edx } = amd?.cpuid8000001f ?? { ecx: 0, edx: 0 };
      if (edx <= ecx + 1) return undefined;
      const problem = `minimum SEV ASID (EDX) is ${edx}, but there are only ${ecx} ASIDs (ECX)`;
      return { path: 'amd.cpuid8000001f.edx', problem, fix: `use at most ${ecx + 1}, which leaves all ASIDs to SEV-ES and SNP` };
    },
  },
  {
    id: 'key-split-within-bits',
    sentence: 'The key split takes at most the activated key-ID bits.',
    check: ({ intel }) => {
      if (intel === undefined || intel.keySplit <= intel.keyIdBits) return undefined;
      const problem = `the key split takes ${intel.keySplit} bits for TDX, but only ${intel.keyIdBits} key-ID bits are activated`;
      return { path: 'intel.keySplit', problem, fix: `use a key split of 0 to ${intel.keyIdBits}` };
    },
  },
  {
    id: 'keys-within-bits',
    sentence: 'MKTME keys and private keys together fit into the activated key-ID bits.',
    check: ({ intel }) => {
      if (intel?.keyPartition === undefined) return undefined;
      const { mktmeKeys, tdxKeys } = intel.keyPartition;
      const all = 2 ** intel.keyIdBits - 1;
      if (mktmeKeys + tdxKeys <= all) return undefined;
      const problem = `${mktmeKeys} MKTME keys and ${tdxKeys} private keys, but ${intel.keyIdBits} key-ID bits name only ${all}`;
      return { path: 'intel.keyPartition', problem, fix: `make the two add up to at most ${all}` };
    },
  },
  {
    id: 'tdx-needs-capable-cpu',
    sentence: 'TDX is enabled only on a CPU that can do it.',
    check: ({ intel }) => {
      if (intel === undefined || intel.tdxCapable || !intel.tdxEnabled) return undefined;
      return {
        path: 'intel.tdxEnabled',
        problem: 'TDX is enabled in BIOS, but the CPU is not TDX capable',
        fix: 'set one of the two right',
      };
    },
  },
];

/** The first contradiction in a machine that is not waived, with the rule it breaks. */
export function firstContradiction(
  machine: MachineValues,
  waived: ReadonlySet<string> = new Set(),
): (Contradiction & { readonly rule: string }) | undefined {
  for (const rule of contradictionRules) {
    const found = waived.has(rule.id) ? undefined : rule.check(machine);
    if (found !== undefined) return { ...found, rule: rule.id };
  }
  return undefined;
}
