import { describe, expect, it } from 'vitest';
import { withoutPath, withValueAt } from './dotted-path.js';
import { machineNamed, machines } from './load.js';
import { contradictionRules, firstContradiction, type MachineValues } from './rules.js';

/** One machine that breaks exactly this rule: a bundled one with one field changed. */
const broken: Readonly<Record<string, readonly [machine: string, path: string, value: unknown, says: string]>> = {
  'vendor-fits': ['genoa', 'cpu.vendorId', 'GenuineIntel', 'cpu.vendorId is GenuineIntel, but there is a section "amd"'],
  'address-sizes-agree': ['genoa', 'cpu.rawPhysicalBits', 48, 'says 52 physical and 57 virtual bits, but rawPhysicalBits is 48'],
  'sev-features-nest': ['genoa', 'amd.cpuid8000001f.eax', 0x13, 'has SEV-SNP set, but SEV-ES clear'],
  'min-sev-asid-not-zero': ['genoa', 'amd.cpuid8000001f.edx', 0, 'EDX) is 0, but 1006 ASIDs exist'],
  'min-sev-asid-within-max': ['genoa', 'amd.cpuid8000001f.edx', 1008, 'EDX) is 1008, but there are only 1006 ASIDs'],
  'key-split-within-bits': ['emerald-rapids', 'intel.keySplit', 7, 'takes 7 bits for TDX, but only 6 key-ID bits'],
  'keys-within-bits': [
    'emerald-rapids',
    'intel.keyPartition',
    { mktmeKeys: 32, tdxKeys: 32 },
    '32 MKTME keys and 32 private keys, but 6 key-ID bits name only 63',
  ],
  'tdx-needs-capable-cpu': ['emerald-rapids', 'intel.tdxCapable', false, 'enabled in BIOS, but the CPU is not TDX capable'],
};

describe('the contradiction rules', () => {
  it.each(contradictionRules.map(({ id }) => id))('%s names the two facts, the place and the fix', (id) => {
    const [machine, path, value, says] = broken[id] ?? ['', '', '', 'no example'];
    const values = withValueAt(machineNamed(machine).values, path, value) as unknown as MachineValues;
    const found = firstContradiction(values);
    expect(found?.rule).toBe(id);
    expect(found?.problem).toContain(says);
    expect(found?.fix).not.toBe('');
  });

  it('let a waived rule pass', () => {
    const values = withValueAt(machineNamed('genoa').values, 'amd.cpuid8000001f.edx', 1008) as unknown as MachineValues;
    expect(firstContradiction(values, new Set(['min-sev-asid-within-max']))).toBeUndefined();
  });

  it('find nothing in any bundled machine', () => {
    for (const { id, values } of machines().values()) expect(firstContradiction(values), id).toBeUndefined();
  });

  it('do not mind a machine without memory encryption', () => {
    expect(firstContradiction(withoutPath(machineNamed('genoa').values, 'amd') as unknown as MachineValues)).toBeUndefined();
  });

  it('allow a minimum one above the maximum: all ASIDs are for SEV-ES then', () => {
    const values = withValueAt(machineNamed('genoa').values, 'amd.cpuid8000001f.edx', 1007) as unknown as MachineValues;
    expect(firstContradiction(values)).toBeUndefined();
  });
});
