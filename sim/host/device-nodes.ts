import type { HostDescription } from '../../profiles/description.js';
import type { DeviceNodeTruth } from '../contracts/truth.js';

/** Which drivers are there to register a node. */
export interface Drivers {
  readonly kvm: boolean;
  readonly sev: boolean;
}

/**
 * Device nodes and sockets an observer on the host finds; those hidden from it are left out.
 * Source: `include/linux/miscdevice.h` (KVM minor 232); /dev/sev gets the next dynamic minor and mode 0600 from the kernel.
 */
export function deviceNodes({ boot, intel }: HostDescription, drivers: Drivers): readonly DeviceNodeTruth[] {
  const nodes: DeviceNodeTruth[] = [];
  if (drivers.kvm) nodes.push({ path: '/dev/kvm', kind: 'character-device', mode: 0o666, major: 10, minor: 232 });
  if (drivers.sev) nodes.push({ path: '/dev/sev', kind: 'character-device', mode: 0o600, major: 10, minor: 124 });
  if (intel !== undefined && boot.quoteGenerationService) nodes.push({ path: qgsSocket, kind: 'socket', mode: 0o777 });
  return nodes.filter(({ path }) => !boot.hiddenNodes.includes(path));
}

/** Where the quote generation service listens. Source: Intel SGX DCAP `QuoteGeneration/quote_wrapper/qgs`; libvirt's default. */
export const qgsSocket = '/var/run/tdx-qgs/qgs.socket';
