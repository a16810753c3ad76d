import type { MachineValues } from './rules.js';
import type { Trait } from './schema.js';

/**
 * What a machine's silicon can do, whatever its BIOS and kernel make of it.
 * Source of the CPUID bits: AMD64 Architecture Programmer's Manual, Fn8000_001F EAX.
 */
export function traitsOf({ cpu, amd, intel, s390 }: MachineValues): readonly Trait[] {
  const eax = amd?.cpuid8000001f.eax ?? 0;
  const found: Readonly<Record<Trait, boolean>> = {
    amd: cpu.vendorId === 'AuthenticAMD',
    intel: cpu.vendorId === 'GenuineIntel',
    s390: s390 !== undefined,
    sev: (eax & 0x2) !== 0,
    'sev-es': (eax & 0x8) !== 0,
    snp: (eax & 0x10) !== 0,
    tdx: intel?.tdxCapable === true,
  };
  return (Object.keys(found) as Trait[]).filter((trait) => found[trait]);
}
