/** libvirt of all hosts of one `host serve`: which sockets, one log, and what the prompt says of it. */
import { dirname, join, resolve } from 'node:path';
import { UsageError } from '../../../sim/core/usage-error.js';
import type { Terminal } from '../../terminal.js';
import { type MadeDirectory, makeDirectory } from '../made-directory.js';
import { type EventLog, openEventLog } from './event-log.js';
import { type HostWithTree, type ServedHostLibvirt, serveHostLibvirt } from './serve-host-libvirt.js';
import type { LibvirtSockets } from './serve-libvirt.js';
import type { ReachableDaemon } from './served-daemons.js';
import { statusPrompt } from './status-prompt.js';
import { isLoopback, readTcpAddress, type TcpAddress } from './tcp-address.js';

/** Flags of `host serve` about libvirt. */
export interface LibvirtFlags {
  readonly socket: string | undefined;
  readonly tcp: string | undefined;
  readonly 'tcp-anywhere': boolean;
  readonly 'libvirt-events': string | undefined;
  readonly 'libvirt-without': readonly string[];
}

/** A served host whose libvirt is entered when it is there. */
interface HostToServe extends HostWithTree {
  libvirt?: ServedHostLibvirt;
}

/**
 * Looks at the flags before anything is made.
 *
 * @throws UsageError for flags that say nothing without a socket, and for an address that cannot be meant
 */
export function checkLibvirtFlags(flags: LibvirtFlags): void {
  const { tcp } = flags;
  if (!wantsLibvirt(flags) && flags['libvirt-events'] !== undefined) {
    throw new UsageError('--libvirt-events says nothing without libvirt', { fix: 'add --socket PATH' });
  }
  if (tcp !== undefined) readTcpAddress(tcp, flags['tcp-anywhere']);
}

/** There is something to serve. */
export function wantsLibvirt({ socket, tcp }: LibvirtFlags): boolean {
  return socket !== undefined || tcp !== undefined;
}

/** Serves libvirt of all hosts once asked to; undefined where it is not wanted. */
export function libvirtOfHosts(
  hosts: readonly HostToServe[],
  flags: LibvirtFlags,
  input: { prompt(text: string): void },
  terminal: Terminal,
): { serve(): Promise<void>; stop(): Promise<void> } | undefined {
  if (!wantsLibvirt(flags)) return undefined;
  const made: MadeDirectory[] = [];
  let log: EventLog | undefined;
  const prompt = statusPrompt(hosts, input);
  return {
    serve: async () => {
      warn(flags, terminal);
      const events = flags['libvirt-events'];
      if (events !== undefined) log = openEventLog(events, terminal);
      const setting = settingOf(flags, terminal, log, prompt.changed);
      for (const [index, host] of hosts.entries()) {
        const sockets = socketsOf(index, hosts, flags);
        if (sockets.socket !== undefined) made.push(makeDirectory(dirname(sockets.socket)));
        host.libvirt = await serveHostLibvirt(host, sockets, setting);
      }
      prompt.begin();
    },
    stop: async () => {
      prompt.end();
      for (const { libvirt } of hosts) await libvirt?.stop();
      for (const directory of made.reverse()) directory.removeEmpty();
      log?.close();
    },
  };
}

function settingOf(flags: LibvirtFlags, terminal: Terminal, log: EventLog | undefined, changed: () => void) {
  const without = new Set(flags['libvirt-without']);
  return { terminal, without, all: new Set<ReachableDaemon>(), changed, ...(log !== undefined && { log }) };
}

function socketsOf(index: number, hosts: readonly HostToServe[], flags: LibvirtFlags): LibvirtSockets {
  const { socket, tcp, 'tcp-anywhere': anywhere } = flags;
  const ofHost = (folder: string): string => join(folder, hosts[index]?.name ?? '', 'libvirt-sock');
  return {
    ...(socket !== undefined && { socket: resolve(hosts.length > 1 ? ofHost(socket) : socket) }),
    ...(tcp !== undefined && { tcp: portOf(readTcpAddress(tcp, anywhere), index) }),
  };
}

/** Each host has a port of its own. */
function portOf({ host, port }: TcpAddress, index: number): TcpAddress {
  return { host, port: port === 0 ? 0 : port + index };
}

function warn({ tcp, 'tcp-anywhere': anywhere }: LibvirtFlags, terminal: Terminal): void {
  if (tcp === undefined || isLoopback(readTcpAddress(tcp, anywhere).host)) return;
  terminal.note(`warning: everybody who reaches ${tcp} can use these hosts, and nobody is asked who they are`);
}
