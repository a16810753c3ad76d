import { posix } from 'node:path';
import { assertThat } from '../../../sim/core/defect.js';
import { deviceResources, keyResources } from '../../../sim/stacks/kubevirt/device-resources.js';
import type { ContainerAllocation, Device } from './messages.js';

/** Resources of KubeVirt's device plugins begin like this. Source: KubeVirt v1.9 `generic_device.go` (DeviceNamespace). */
export const kubevirtNamespace = 'devices.kubevirt.io/';

/** How many devices of a resource there are, healthy or not. */
export interface DeviceCount {
  readonly healthy: number;
  readonly unhealthy: number;
}

/** Socket of the plugin of a resource: `devices.kubevirt.io/tdx` → `kubevirt-tdx.sock`. */
export function pluginSocket(resource: string): string {
  return `kubevirt-${shortName(resource).replaceAll('/', '-')}.sock`;
}

/** Devices as the plugin numbers them: `tdx0`, `tdx1` … */
export function deviceList(resource: string, { healthy, unhealthy }: DeviceCount): readonly Device[] {
  const name = shortName(resource);
  return Array.from({ length: healthy + unhealthy }, (_, index) => ({
    ID: `${name}${index}`,
    health: index < healthy ? 'Healthy' : 'Unhealthy',
  }));
}

/**
 * What a container gets with devices of a resource, whichever they are: access to the device node, for TDX the directory of the
 * quote generation service's socket, and nothing for what only counts key IDs. Simulated hosts have cgroup v2, where device nodes must
 * also be allowed to be made because of older runc.
 * Source: KubeVirt v1.9 `generic_device.go`, `socket_device.go` (Allocate), `pkg/virt-handler/vm.go` (permissions).
 */
export function containerAllocation(resource: string, qgsSocketPath: string): ContainerAllocation {
  if (resource === tdxResource) {
    const directory = posix.dirname(qgsSocketPath);
    return { mounts: [{ containerPath: directory, hostPath: directory, readOnly: false }] };
  }
  const node = deviceNodes[resource];
  if (node === undefined) return {};
  return { devices: [{ containerPath: node, hostPath: node, permissions: 'rwm' }] };
}

const tdxResource = keyResources.find(({ pool }) => pool === 'tdx')?.name;

const deviceNodes: Readonly<Record<string, string>> = {
  [deviceResources.kvm]: '/dev/kvm',
  [deviceResources.tun]: '/dev/net/tun',
  [deviceResources.vhostNet]: '/dev/vhost-net',
  [deviceResources.sev]: '/dev/sev',
  [`${kubevirtNamespace}vhost-vsock`]: '/dev/vhost-vsock',
};

function shortName(resource: string): string {
  assertThat(resource.startsWith(kubevirtNamespace), `${resource} is a resource of KubeVirt`);
  return resource.slice(kubevirtNamespace.length);
}
