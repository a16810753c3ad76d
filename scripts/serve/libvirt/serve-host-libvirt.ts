/** libvirt of a host that is served: its daemon, its sockets, and what follows from what clients do. */
import type { Host } from '../../../sim/host/host.js';
import { LibvirtDaemon } from '../../../sim/libvirtd/daemon.js';
import type { LiveTree } from '../../../sim/surfaces/live-tree.js';
import type { Terminal } from '../../terminal.js';
import type { EventLog } from './event-log.js';
import { type LibvirtSockets, type ServedLibvirt, serveLibvirt } from './serve-libvirt.js';
import { type ReachableDaemon, reachAmong } from './served-daemons.js';
import { wallClock } from './wall-clock.js';

/** What is needed of a served host. */
export interface HostWithTree {
  readonly name: string;
  readonly host: Host;
  readonly tree?: LiveTree;
}

/** libvirt of one served host. */
export interface ServedHostLibvirt extends ReachableDaemon, Omit<ServedLibvirt, 'tcpUri'> {
  readonly daemon: LibvirtDaemon;
}

/** What all served hosts have in common. */
export interface LibvirtSetting {
  readonly terminal: Terminal;
  /** Ids of libvirtd's quirks that are off. */
  readonly without: ReadonlySet<string>;
  readonly log?: EventLog;
  /** Those served already; the new one is added. Domains can migrate among them. */
  readonly all: Set<ReachableDaemon>;
  /** Called whenever a client may have changed something. */
  changed(): void;
}

/**
 * Serves libvirt of a host. Its tree follows before a client hears that anything was done.
 *
 * @throws UsageError when a socket cannot be made.
 */
export async function serveHostLibvirt(
  served: HostWithTree,
  sockets: LibvirtSockets,
  setting: LibvirtSetting,
): Promise<ServedHostLibvirt> {
  const { terminal, without, log, all, changed } = setting;
  const daemon = new LibvirtDaemon(served.host, {
    hostname: served.name,
    now: wallClock(terminal),
    without,
    reach: (hostOrUri) => reachAmong(all, hostOrUri),
    mistake: (problem) => terminal.note(`${served.name}: a call was not answered as it should be: ${wordsOf(problem)}`),
  });
  const follower = followingTree(served);
  const stopListening = daemon.events.listen((event) => {
    follower.now();
    log?.write(served.name, event);
    changed();
  });
  const { stop, ...uris } = await serveLibvirt(daemon, sockets);
  const libvirt = {
    ...{ daemon, ...(sockets.socket !== undefined && { socket: sockets.socket }), ...uris },
    stop: () => {
      stopListening();
      follower.stop();
      all.delete(libvirt);
      return stop();
    },
  };
  all.add(libvirt);
  return libvirt;
}

/** The tree is like the host when an event is told, and again when the call that caused it has ended. */
function followingTree({ tree }: HostWithTree) {
  let later: NodeJS.Immediate | undefined;
  return {
    now: () => {
      tree?.update();
      later ??= setImmediate(() => {
        later = undefined;
        tree?.update();
      });
    },
    stop: () => clearImmediate(later),
  };
}

function wordsOf(problem: unknown): string {
  return problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
}
