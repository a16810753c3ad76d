import { MIB } from '../../../core/quantity.js';
import { gateIsOpen } from '../feature-gates.js';
import type { Quirk } from './quirk.js';

/** With the gate of TDX open, every guest gets the memory overhead of a confidential one. */
export const overheadByTdxGate: Quirk = {
  name: 'overhead-by-tdx-gate',
  sentence: 'With the gate of TDX open, every guest gets the memory overhead of a confidential one.',
  releases: [],
  source: 'a gate asked where the guest should be',
  killedBy: 'kubevirt/scheduling/claims-ignore-gates',
  choices: { tdxOverheadBytes: (_, config) => (gateIsOpen(config, 'WorkloadEncryptionTDX') ? 256 * MIB : 0) },
};
