import { digestOf } from '../../core/json.js';
import { capabilitiesDocument } from '../../surfaces/capabilities.js';
import type { Daemon } from '../daemon-contract.js';

/**
 * UUID of the host as its capabilities and its migration cookies name it, version 4. Hosts of one description have different ones
 * under different hostnames: libvirt refuses to migrate to a host of the same UUID.
 */
export function hostUuid({ host, hostname }: Daemon): string {
  const digits = digestOf({ hostUuid: host.boot.key, hostname }, 32);
  const variant = '89ab'[Number.parseInt(digits.slice(16, 17), 16) % 4];
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`, `${variant}${digits.slice(17, 20)}`];
  return [...parts, digits.slice(20)].join('-');
}

/** The document of `virsh capabilities`. */
export function hostCapabilities(daemon: Daemon): string {
  return capabilitiesDocument(daemon.host.boot, hostUuid(daemon));
}
