/** Where the quote generation service listens, from the address QEMU is given. */
import { readSocketAddress } from '../../../sim/attestation/intel/qgs/socket-address.js';
import { UsageError } from '../../../sim/core/usage-error.js';
import { isLoopback, type TcpAddress } from '../libvirt/tcp-address.js';

/** A path, or a port of this machine's loopback. */
export type ListenAddress = { readonly path: string } | { readonly tcp: TcpAddress };

/**
 * Reads `unix:/run/tdx-qgs/qgs.socket`, `localhost:4050`, or `vsock:2:4050`, for which the same port of the loopback stands in: there is no
 * VSOCK without a virtual machine.
 *
 * @throws UsageError for what is no address, and for one that other machines can reach.
 */
export function readListenAddress(text: string): ListenAddress {
  const address = readSocketAddress(text);
  if (!address.ok) throw new UsageError(address.reason, { fix: 'write unix:PATH, localhost:PORT or vsock:2:PORT' });
  if (address.value.type === 'unix') return { path: address.value.path };
  const port = Number(address.value.port);
  if (port >= 65_536) throw new UsageError(`port ${port} has no counterpart on the loopback`, { fix: 'name one below 65536' });
  if (address.value.type === 'vsock') return { tcp: { host: '127.0.0.1', port } };
  const host = address.value.host === 'localhost' || address.value.host === '' ? '127.0.0.1' : address.value.host;
  if (isLoopback(host)) return { tcp: { host, port } };
  throw new UsageError(`${text} can be reached by other machines`, { fix: 'use localhost' });
}
