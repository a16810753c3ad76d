import type { NovaQuirk } from './quirk.js';

/** An Arm guest that boots with UEFI by default gets firmware with variables, whatever it says. */
export const armStatelessDropped: NovaQuirk = {
  name: 'arm-stateless-dropped',
  sentence: 'An Arm guest that boots with UEFI by default gets firmware with variables, whatever it says.',
  releases: [{ product: 'nova', from: '2024.2', to: '2026.2' }],
  source: 'nova@00a030403f `nova/virt/libvirt/driver.py:7319`',
  killedBy: 'nova/domain/stateless-loader',
  choices: { defaultUefiMayBeStateless: false },
};
