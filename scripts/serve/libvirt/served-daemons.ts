/** Finding the daemon that a URI or a hostname means, among the hosts that are served together. */
import type { Daemon } from '../../../sim/libvirtd/daemon-contract.js';

/** A daemon and the ways to name it. */
export interface ReachableDaemon {
  readonly daemon: Daemon;
  readonly socket?: string;
  /** `qemu+tcp://127.0.0.1:16509/system`, where it is served over TCP. */
  readonly tcpUri?: string;
}

/**
 * The daemon behind `qemu+unix:///system?socket=PATH`, `qemu+tcp://127.0.0.1:PORT/system`, `tcp:genoa-2:49152` or `genoa-2`;
 * undefined when nobody here is called so.
 */
export function reachAmong(all: Iterable<ReachableDaemon>, hostOrUri: string): Daemon | undefined {
  const named = namesIn(hostOrUri);
  for (const { daemon, socket, tcpUri } of all) {
    const names = [daemon.hostname, socket, tcpUri && authorityOf(tcpUri)];
    if (names.some((name) => name !== undefined && named.includes(name))) return daemon;
  }
  return undefined;
}

/** Everything in it that could be a name: itself, the path of a socket, an authority, a host without its port. */
function namesIn(hostOrUri: string): readonly string[] {
  const socket = /[?&]socket=([^&]+)/.exec(hostOrUri)?.[1];
  if (socket !== undefined) return [decodeURIComponent(socket)];
  const authority = authorityOf(hostOrUri);
  return [hostOrUri, authority, authority.replace(/:\d+$/, '')];
}

/** `genoa-2:49152` of `tcp:genoa-2:49152` and of `tcp://genoa-2:49152/x`. */
function authorityOf(uri: string): string {
  return uri.replace(/^[a-z][a-z+]*:(?:\/\/)?/, '').replace(/[/?].*$/, '');
}
