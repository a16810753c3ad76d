import type { NovaQuirk } from './quirk.js';

/** TDX guests have no policy in their document. */
export const tdxPolicyLeftToQemu: NovaQuirk = {
  name: 'tdx-policy-left-to-qemu',
  sentence: 'TDX guests have no policy in their document.',
  releases: [{ product: 'nova', from: '2026.2', to: '2026.2' }],
  source: 'nova 34.0.0 `nova/virt/libvirt/config.py` (LibvirtConfigGuestTDXLaunchSecurity), against the TDX specification',
  killedBy: 'nova/domain/tdx-policy',
  choices: { tdxPolicy: undefined },
};
