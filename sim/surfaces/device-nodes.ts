import type { FileStatus } from '../contracts/reader.js';
import type { Surface, SurfaceFile } from '../contracts/surface.js';
import type { DeviceNodeTruth } from '../contracts/truth.js';
import type { Errno } from '../core/errno.js';

/**
 * Device nodes and sockets a confidential-VM stack looks for: `/dev/kvm` (10:232), `/dev/sev` (a dynamic misc minor), the socket
 * of the TDX quote generation service. Only their presence, kind, mode and numbers are simulated here: reading KVM's or the
 * security processor's node fails with EINVAL as it has no read operation, opening a socket fails with ENXIO.
 * Source: Linux `virt/kvm/kvm_main.c`, `drivers/crypto/ccp/sev-dev.c`, open(2).
 */
export const deviceNodes: Surface = {
  id: 'device-nodes',
  about: 'Character devices and sockets of the host: made by devtmpfs and udev, or by the service that listens.',
  changes: 'boot',
  files: ({ boot }) => boot.nodes.map(nodeFile),
};

function nodeFile(node: DeviceNodeTruth): SurfaceFile {
  return { path: node.path, status: statusOf(node), read: () => ({ ok: false, errno: errnoOfReading[node.kind] }) };
}

const errnoOfReading: Readonly<Record<DeviceNodeTruth['kind'], Errno>> = { 'character-device': 'EINVAL', socket: 'ENXIO' };

function statusOf({ kind, mode, major, minor }: DeviceNodeTruth): FileStatus {
  return major === undefined || minor === undefined ? { kind, mode } : { kind, mode, device: { major, minor } };
}
