import { memoryEncryptionModels } from '../models.js';
import type { NovaQuirk } from './quirk.js';

/** TDX is offered where libvirt says so, although the kernel has it switched off. */
export const tdxByLibvirtAlone: NovaQuirk = {
  name: 'tdx-by-libvirt-alone',
  sentence: 'TDX is offered where libvirt says so, although the kernel has it switched off.',
  releases: [{ product: 'nova', from: '2026.2' }],
  source: 'nova 34.0.0 `nova/virt/libvirt/host.py` (supports_intel_tdx)',
  killedBy: 'nova/detection/tdx-only-when-launchable',
  choices: { modelsWithKernelSwitch: memoryEncryptionModels.filter((model) => model !== 'intel-tdx') },
};
