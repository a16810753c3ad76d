import type { HostReader } from '../../../contracts/reader.js';
import { type Outcome, refused } from '../../../core/outcome.js';
import type { Choices } from '../choices.js';
import type { Config } from '../config.js';
import { deviceResources, type KeyResource, keyResources } from '../device-resources.js';
import { gateIsOpen } from '../feature-gates.js';
import { openError } from './go-error.js';
import { miscCapacityPath } from './misc-capacity.js';

/** Extended resources by name, and what went wrong while counting them. */
export interface OfferedResources {
  readonly resources: Readonly<Record<string, number>>;
  readonly problems: readonly string[];
}

/**
 * What virt-handler's device plugins announce as allocatable: devices that are there, and key IDs the kernel has. A resource that
 * cannot be offered is absent. `tun` and `vhost-net` are loaded on demand and always offered.
 * Source: KubeVirt v1.9 `pkg/virt-handler/device-manager/device_controller.go`.
 */
export function offeredResources(
  reader: HostReader,
  labels: Readonly<Record<string, string>>,
  config: Config,
  choices: Choices,
): OfferedResources {
  const resources: Record<string, number> = {
    [deviceResources.tun]: config.maxDevices,
    [deviceResources.vhostNet]: config.maxDevices,
  };
  const problems: string[] = [];
  const gateAllows = (gate: KeyResource['gate']): boolean => !choices.devicePluginsObeyGates || gateIsOpen(config, gate);
  if (reader.stat('/dev/kvm') !== undefined) resources[deviceResources.kvm] = config.maxDevices;
  if (reader.stat('/dev/sev') !== undefined && gateAllows('WorkloadEncryptionSEV')) {
    resources[deviceResources.sev] = config.maxDevices;
  }
  for (const resource of keyResources) {
    if (!gateAllows(resource.gate) || !choices.countedPools.includes(resource.pool)) continue;
    const count = keyCount(reader, resource, choices);
    if (count.ok && count.value > 0) resources[resource.name] = count.value + choices.surplusKeys;
    else if (!count.ok && !isExpected(count.reason, resource, labels)) problems.push(wordsFor(resource, count.reason));
    else if (count.ok) problems.push(wordsForInvalid(resource, count.value));
  }
  return { resources, problems };
}

function keyCount(reader: HostReader, { pool }: KeyResource, choices: Choices): Outcome<number, string> {
  const content = reader.read(miscCapacityPath);
  return content.ok
    ? choices.readMiscCapacity(content.text, pool)
    : refused(openError(`/proc/1/root${miscCapacityPath}`, content.errno));
}

/** A host that does not offer a technology has no line for it, and that is no problem. */
function isExpected(reason: string, { pool, label }: KeyResource, labels: Readonly<Record<string, string>>): boolean {
  return reason === `key ${pool} not found in misc.capacity` && !(label in labels);
}

function wordsFor({ plugin, technology }: KeyResource, reason: string): string {
  return `failed to configure the ${plugin} device plugin: failed to get ${technology} capacity from misc.capacity: ${reason}`;
}

/** "was report" is upstream's spelling. */
function wordsForInvalid({ plugin, pool }: KeyResource, count: number): string {
  return `failed to configure the ${plugin} device plugin: an invalid device capacity of ${count} was report for ${pool}`;
}
