import { assertThat } from '../../core/defect.js';
import { openStream, type RandomStream, streamSeed } from '../../core/prng.js';
import type { Fleet } from './fleet.js';
import type { FleetHost } from './fleet-host.js';

/** Something each host does over and over. */
export interface FleetLoop {
  readonly name: string;
  /** Virtual milliseconds between two rounds. */
  readonly everyMs: number;
  /** Hundredths by which a pause may be longer than that, drawn anew each time: 120 makes of one minute up to 2 minutes 12 seconds. */
  readonly jitter: number;
  /** Only hosts of this kind do it; absent: all. */
  readonly on?: (here: FleetHost) => boolean;
  round(fleet: Fleet, here: FleetHost, nowMs: number): void;
}

const minuteMs = 60_000;
const qgsSocket = '/var/run/tdx-qgs/qgs.socket';

/**
 * What goes on on a node of a KubeVirt cluster while nobody asks for anything. Ended guests' ASIDs come back by a flush that the kernel
 * does when none is left, so that has no rhythm of its own.
 */
export const fleetLoops: readonly FleetLoop[] = [
  {
    /** Source: KubeVirt v1.9 `pkg/virt-handler/node-labeller/node_labeller.go` (Run). */
    name: 'node labeller',
    everyMs: 3 * minuteMs,
    jitter: 120,
    round: (fleet, here) => {
      if (!here.agentIsSilent) fleet.label(here, 'interval');
    },
  },
  {
    /** Source: KubeVirt v1.9 `pkg/virt-handler/heartbeat/heartbeat.go` (Run). */
    name: 'heartbeat',
    everyMs: minuteMs,
    jitter: 120,
    round: (_fleet, here, nowMs) => {
      if (!here.agentIsSilent) here.heartbeatAtMs = nowMs;
    },
  },
  {
    /** virt-controller looks whether an agent has been heard of. Source: KubeVirt v1.9 `pkg/virt-controller/watch/node/node.go`. */
    name: 'node watch',
    everyMs: minuteMs,
    jitter: 0,
    round: (fleet, here, nowMs) => {
      if (nowMs - Math.max(0, here.heartbeatAtMs) > silentAfterMs) fleet.label(here, 'agent-silent');
    },
  },
  {
    /** Default `syncFrequency`. What pods the kubelet has must be what the hypervisor runs. Source: Kubernetes `pkg/kubelet/apis/config/v1beta1/defaults.go`. */
    name: 'kubelet sync',
    everyMs: minuteMs,
    jitter: 0,
    round: (_fleet, here) => {
      const { host, running } = here;
      assertThat(host.guestCount === running, `${here.name} runs ${host.guestCount} guests, the control plane knows ${running}`);
    },
  },
  {
    /** `nodeLeaseDurationSeconds` 40, renewed at a quarter of it. Source: Kubernetes `pkg/kubelet/kubelet.go` (nodeLeaseRenewIntervalFraction). */
    name: 'node lease',
    everyMs: 10_000,
    jitter: 0,
    round: (_fleet, here, nowMs) => {
      here.leaseAtMs = nowMs;
    },
  },
  {
    /** Device plugins have inotify watches on these files; here they look once a minute. */
    name: 'device-plugin health',
    everyMs: minuteMs,
    jitter: 0,
    round: (fleet, here) => noticeChanges(fleet, here, deviceNodes),
  },
  {
    /** The same for the socket of the quote generation service, on hosts that have one. */
    name: 'quote service health',
    everyMs: minuteMs,
    jitter: 0,
    on: ({ reader }) => reader.stat(qgsSocket) !== undefined,
    round: (fleet, here) => noticeChanges(fleet, here, quoteServiceFiles),
  },
];

/** A node agent nobody has heard of for so long does not answer. Source: KubeVirt v1.9 `pkg/virt-controller/watch/node/node.go`. */
const silentAfterMs = 5 * minuteMs;

const deviceNodes = ['/dev/kvm', '/dev/sev', '/dev/vhost-net', '/dev/net/tun'];
const quoteServiceFiles = [qgsSocket];

function noticeChanges(fleet: Fleet, here: FleetHost, paths: readonly string[]): void {
  let changed = false;
  for (const path of paths) {
    const isThere = here.reader.stat(path) !== undefined;
    const wasThere = here.watched.get(path);
    if (wasThere === isThere) continue;
    here.watched.set(path, isThere);
    changed ||= wasThere !== undefined;
  }
  if (changed) fleet.label(here, 'files-changed');
}

/**
 * Starts loops on every host of a fleet, each at its own moment within the first period.
 *
 * @param seed Decides those moments and all jitter.
 */
export function startLoops(fleet: Fleet, seed: number, loops: readonly FleetLoop[] = fleetLoops): void {
  for (const loop of loops) {
    const stream = openStream(streamSeed(seed, `loop/${loop.name}`));
    for (const here of fleet.hosts) {
      if (loop.on !== undefined && !loop.on(here)) continue;
      const first = fleet.clock.nowMs + stream.below(loop.everyMs);
      fleet.alarms.set(first, (nowMs) => {
        loop.round(fleet, here, nowMs);
        return pauseOf(loop, stream);
      });
    }
  }
}

function pauseOf({ everyMs, jitter }: FleetLoop, stream: RandomStream): number {
  return jitter === 0 ? everyMs : everyMs + stream.below(Math.floor((everyMs * jitter) / 100) + 1);
}
