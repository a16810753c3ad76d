import { gateIsOpen } from '../feature-gates.js';
import type { Quirk } from './quirk.js';

/** With the gate of TDX open, every guest loses its performance counters. */
export const pmuOffByTdxGate: Quirk = {
  name: 'pmu-off-by-tdx-gate',
  sentence: 'With the gate of TDX open, every guest loses its performance counters.',
  releases: [],
  source: 'a gate asked where the guest should be',
  killedBy: 'kubevirt/domain/documents-ignore-gates',
  choices: {
    pmuIsOff: ({ spec }, config) => spec.domain.launchSecurity?.tdx !== undefined || gateIsOpen(config, 'WorkloadEncryptionTDX'),
  },
};
