import { MIB } from '../../../core/quantity.js';
import type { Quirk } from './quirk.js';

/** TDX guests get the memory overhead of SEV guests, and memory is locked for them, although nothing pins it. */
export const tdxMemoryLikeSev: Quirk = {
  name: 'tdx-memory-like-sev',
  sentence: 'TDX guests get the memory overhead of SEV guests, and memory is locked for them, although nothing pins it.',
  releases: [{ product: 'intel-fork' }],
  source: 'intel/kubevirt-tdx@51a4ecf07 pkg/virt-controller/services/renderresources.go, pkg/virt-handler/isolation/detector.go',
  killedBy: 'kubevirt/scheduling/memory-overhead',
  choices: {
    tdxOverheadBytes: ({ spec }) => (spec.domain.launchSecurity?.tdx === undefined ? 0 : 256 * MIB),
    encryptionLocksMemory: () => true,
  },
};
