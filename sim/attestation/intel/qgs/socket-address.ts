import { done, type Outcome, refused } from '../../../core/outcome.js';

/**
 * Where QEMU finds the quote generation service, as `-object tdx-guest,quote-generation-socket=…` takes it in JSON: numbers are texts.
 * Source: QEMU `qapi/sockets.json` SocketAddress.
 */
export type SocketAddress =
  | { readonly type: 'inet'; readonly host: string; readonly port: string }
  | { readonly type: 'unix'; readonly path: string }
  | { readonly type: 'vsock'; readonly cid: string; readonly port: string };

/**
 * Reads an address in QEMU's short form: `vsock:2:4050`, `unix:/run/tdx-qgs/qgs.socket`, `localhost:1234`, `[::1]:1234`.
 * `vsock:2:…` is the host as its guests see it.
 *
 * @returns the address, or QEMU's own words for what is wrong.
 * Source: QEMU 10.2 `util/qemu-sockets.c` socket_parse, inet_parse, vsock_parse.
 */
export function readSocketAddress(text: string): Outcome<SocketAddress, string> {
  if (text.startsWith('unix:')) return unixAddress(text.slice('unix:'.length));
  if (text.startsWith('vsock:')) return vsockAddress(text.slice('vsock:'.length));
  return inetAddress(text.startsWith('tcp:') ? text.slice('tcp:'.length) : text);
}

/** The address as libvirt writes it into `quote-generation-socket`. */
export function socketAddressJson(address: SocketAddress): string {
  return JSON.stringify(address);
}

function unixAddress(path: string): Outcome<SocketAddress, string> {
  return path === '' ? refused('invalid Unix socket address') : done({ type: 'unix', path });
}

/** Both numbers are decimal and fill 32 bits at most. */
function vsockAddress(text: string): Outcome<SocketAddress, string> {
  const [cid, port, ...more] = text.split(':');
  const known = isNumber(cid, 2 ** 32) && isNumber(port, 2 ** 32) && more.length === 0;
  return known ? done({ type: 'vsock', cid, port }) : refused(`error parsing address '${text}'`);
}

function inetAddress(text: string): Outcome<SocketAddress, string> {
  const [, bracketed, plain, port] = /^(?:\[([0-9a-fA-F:.]+)\]|([^:,[\]]*)):(\d{1,5})$/.exec(text) ?? [];
  if (!isNumber(port, 2 ** 16)) return refused(`error parsing address '${text}'`);
  return done({ type: 'inet', host: bracketed ?? plain ?? '', port });
}

function isNumber(text: string | undefined, end: number): text is string {
  return text !== undefined && /^\d{1,10}$/.test(text) && Number(text) < end;
}
