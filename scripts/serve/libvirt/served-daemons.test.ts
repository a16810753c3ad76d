import { expect, it } from 'vitest';
import { composeHost } from '../../../profiles/index.js';
import { Host } from '../../../sim/host/host.js';
import { LibvirtDaemon } from '../../../sim/libvirtd/daemon.js';
import { reachAmong } from './served-daemons.js';

const daemon = (hostname: string) => new LibvirtDaemon(new Host(composeHost({ machine: 'rome' })), { hostname, now: () => 0n });
const all = [
  { daemon: daemon('rome'), socket: '/tmp/rome/libvirt-sock', tcpUri: 'qemu+tcp://127.0.0.1:16509/system' },
  { daemon: daemon('rome-2'), socket: '/tmp/rome-2/libvirt-sock', tcpUri: 'qemu+tcp://127.0.0.1:16510/system' },
];

it.each([
  'rome-2',
  'tcp:rome-2:49152',
  'tcp://rome-2:49152',
  'qemu+tcp://rome-2/system',
  'qemu+tcp://127.0.0.1:16510/system',
  'qemu+unix:///system?socket=/tmp/rome-2/libvirt-sock',
  'qemu+unix:///system?mode=direct&socket=%2Ftmp%2Frome-2%2Flibvirt-sock',
  '/tmp/rome-2/libvirt-sock',
])('%s means the second', (name) => {
  expect(reachAmong(all, name)?.hostname).toBe('rome-2');
});

it.each(['rome-3', '', 'qemu:///system', 'tcp:127.0.0.1:49152'])('"%s" means nobody', (name) => {
  expect(reachAmong(all, name)).toBeUndefined();
});
