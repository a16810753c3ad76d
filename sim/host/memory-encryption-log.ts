import type { HostDescription } from '../../profiles/description.js';
import type { KernelLogEvent } from '../contracts/truth.js';

/**
 * What Linux prints about Intel's total memory encryption while it looks at the boot CPU. The number of keys is printed by kernels
 * up to 6.11 only, the reduction by later ones; their texts decide.
 * Source: Linux 6.1.176, 7.2.8 `arch/x86/kernel/cpu/intel.c` `detect_tme`, `detect_tme_early`.
 */
export function memoryEncryptionLog({ intel }: HostDescription): readonly KernelLogEvent[] {
  if (intel === undefined || (!intel.tme && !intel.tdxCapable)) return [];
  if (!intel.tme) return [{ code: 'tme.not-enabled', facts: {} }];
  const enabled: KernelLogEvent = { code: 'tme.enabled', facts: {} };
  if (!intel.tmeMt || intel.keyIdBits === 0) return [enabled];
  return [
    enabled,
    { code: 'mktme.enabled', facts: {} },
    { code: 'mktme.physical-bits-reduced', facts: { bits: intel.keyIdBits } },
    { code: 'mktme.key-ids', facts: { keys: 2 ** intel.keyIdBits - 1 } },
  ];
}
