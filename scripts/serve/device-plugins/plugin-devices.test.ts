import { expect, it } from 'vitest';
import { containerAllocation, deviceList, pluginSocket } from './plugin-devices.js';

const qgs = '/var/run/tdx-qgs/qgs.socket';

it('names sockets and devices as KubeVirt does', () => {
  expect(pluginSocket('devices.kubevirt.io/vhost-net')).toBe('kubevirt-vhost-net.sock');
  expect(pluginSocket('devices.kubevirt.io/a/b')).toBe('kubevirt-a-b.sock');
  expect(deviceList('devices.kubevirt.io/tdx', { healthy: 1, unhealthy: 1 })).toEqual([
    { ID: 'tdx0', health: 'Healthy' },
    { ID: 'tdx1', health: 'Unhealthy' },
  ]);
});

it('numbers even a thousand devices with IDs of at most 63 characters', () => {
  const lengths = deviceList('devices.kubevirt.io/vhost-vsock', { healthy: 1000, unhealthy: 0 }).map(({ ID }) => ID.length);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(63);
});

it.each([
  ['devices.kubevirt.io/sev', { devices: [{ containerPath: '/dev/sev', hostPath: '/dev/sev', permissions: 'rwm' }] }],
  ['devices.kubevirt.io/tun', { devices: [{ containerPath: '/dev/net/tun', hostPath: '/dev/net/tun', permissions: 'rwm' }] }],
  ['devices.kubevirt.io/tdx', { mounts: [{ containerPath: '/var/run/tdx-qgs', hostPath: '/var/run/tdx-qgs', readOnly: false }] }],
  ['devices.kubevirt.io/sev-esids', {}],
])('gives a container with %s what it needs', (resource, allocation) => {
  expect(containerAllocation(resource, qgs)).toEqual(allocation);
});

it('mounts the directory of wherever the quote generation service was configured to listen', () => {
  expect(containerAllocation('devices.kubevirt.io/tdx', '/run/qgs/other.sock')).toEqual({
    mounts: [{ containerPath: '/run/qgs', hostPath: '/run/qgs', readOnly: false }],
  });
});
