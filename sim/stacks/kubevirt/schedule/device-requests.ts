import { keyPoolOf } from '../../../contracts/protection.js';
import type { Choices } from '../choices.js';
import { deviceResources, type KeyResource, keyResources } from '../device-resources.js';
import { type HostDevice, protectionOf, type Specified, usesSev } from '../vmi.js';

/**
 * Extended resources of the launcher pod: one of each device any guest needs, one vsock and one of every host device it asks for,
 * access to `/dev/sev` for the SEV family, and one key ID of the pool the guest will occupy. Feature gates play no part.
 * Source: KubeVirt v1.9 `renderresources.go`; VEP #80, "The scheduler consumes one key ID for each CVM".
 */
export function requestedDevices(vmi: Specified, choices: Choices): Readonly<Record<string, number>> {
  const devices = vmi.spec.domain.devices;
  const requested: Record<string, number> = { [deviceResources.kvm]: 1 };
  if (needsTun(vmi)) requested[deviceResources.tun] = 1;
  if (needsVhostNet(vmi)) requested[deviceResources.vhostNet] = 1;
  if (devices?.autoattachVSOCK === true) requested[deviceResources.vhostVsock] = 1;
  addPassedDevices(devices?.gpus, requested);
  addPassedDevices(devices?.hostDevices, requested);
  if (usesSev(vmi)) requested[deviceResources.sev] = 1;
  for (const resource of keyIds(vmi, choices)) requested[resource] = 1;
  return requested;
}

function addPassedDevices(devices: readonly HostDevice[] | undefined, requested: Record<string, number>): void {
  if (devices === undefined) return;
  for (const { deviceName } of devices) if (deviceName) requested[deviceName] = (requested[deviceName] ?? 0) + 1;
}

function needsTun({ spec }: Specified): boolean {
  const { interfaces, autoattachPodInterface } = spec.domain.devices ?? {};
  return (interfaces !== undefined && interfaces.length > 0) || autoattachPodInterface !== false;
}

function needsVhostNet({ spec }: Specified): boolean {
  return spec.domain.devices?.interfaces?.some(({ model = 'virtio' }) => model === 'virtio' || model === '') === true;
}

/** One name at most, unless several types were let through. */
function keyIds(vmi: Specified, choices: Choices): readonly string[] {
  const protection = protectionOf(vmi);
  if (protection === 'none') return [];
  const pools = [keyPoolOf[protection], ...(vmi.spec.domain.launchSecurity?.tdx === undefined ? [] : (['tdx'] as const))];
  return keyResources
    .filter(({ pool }) => pools.includes(pool) && choices.countedPools.includes(pool))
    .map((key) => nameOf(key, choices));
}

/** The fork writes its count into the node's status, under a name of its own. */
function nameOf({ pool, name }: KeyResource, choices: Choices): string {
  return pool === 'tdx' && choices.patchesTdxCapacity ? deviceResources.patchedTdx : name;
}
