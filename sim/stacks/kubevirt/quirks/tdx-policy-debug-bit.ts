import type { Quirk } from './quirk.js';

/** A policy that is called "no debug" sets the bit that lets the host read a TDX guest's memory. */
export const tdxPolicyDebugBit: Quirk = {
  name: 'tdx-policy-debug-bit',
  sentence: `A policy that is called "no debug" sets the bit that lets the host read a TDX guest's memory.`,
  releases: 'intel/kubevirt-tdx mid-stream and tdx-1.0; example in VEP #80',
  source: 'intel/kubevirt-tdx@51a4ecf07 (TDXPolicyNoDebug)',
  killedBy: 'kubevirt/domain/debugging-is-off',
  choices: { tdxPolicy: 0x10000001 },
};
