import { type KeyPool, keyPoolOf } from '../../../contracts/protection.js';
import type { Choices } from '../choices.js';
import { deviceResources, keyResources } from '../device-resources.js';
import { protectionOf, usesSev, type VirtualMachineInstance } from '../vmi.js';

/**
 * Extended resources of the launcher pod, one unit each: what any guest needs, access to `/dev/sev` for the SEV family, and one
 * key ID of the pool the guest will occupy. Feature gates play no part.
 * Source: KubeVirt v1.9 `renderresources.go`; VEP #80, "The scheduler consumes one key ID for each CVM".
 */
export function requestedDevices(vmi: VirtualMachineInstance, choices: Choices): Readonly<Record<string, number>> {
  const names = [
    deviceResources.kvm,
    ...(needsTun(vmi) ? [deviceResources.tun] : []),
    ...(needsVhostNet(vmi) ? [deviceResources.vhostNet] : []),
    ...(usesSev(vmi) ? [deviceResources.sev] : []),
    ...keyIds(vmi, choices),
  ];
  return Object.fromEntries(names.map((name) => [name, 1]));
}

function needsTun({ spec }: VirtualMachineInstance): boolean {
  const { interfaces = [], autoattachPodInterface } = spec.domain.devices ?? {};
  return interfaces.length > 0 || autoattachPodInterface !== false;
}

function needsVhostNet({ spec }: VirtualMachineInstance): boolean {
  return (spec.domain.devices?.interfaces ?? []).some(({ model = 'virtio' }) => model === 'virtio' || model === '');
}

function keyIds(vmi: VirtualMachineInstance, choices: Choices): readonly string[] {
  const protection = protectionOf(vmi);
  if (protection === 'none') return [];
  const pool: KeyPool = keyPoolOf[protection];
  if (!choices.countedPools.includes(pool)) return [];
  return keyResources.filter((resource) => resource.pool === pool).map(({ name }) => name);
}
