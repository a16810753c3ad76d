import type { Quirk } from './quirk.js';

/** A policy that is called "no debug" sets the bit that lets the host read a TDX guest's memory. */
export const tdxPolicyDebugBit: Quirk = {
  name: 'tdx-policy-debug-bit',
  sentence: `A policy that is called "no debug" sets the bit that lets the host read a TDX guest's memory.`,
  releases: [
    { product: 'intel-fork', from: 'tdx-1.0', to: 'tdx-1.0' },
    { product: 'intel-fork', from: 'mid-stream', to: 'mid-stream' },
    { product: 'vep-80', note: 'example' },
  ],
  source: 'intel/kubevirt-tdx@51a4ecf07 (TDXPolicyNoDebug)',
  killedBy: 'kubevirt/domain/debugging-is-off',
  choices: { tdxPolicy: 0x10000001 },
};
