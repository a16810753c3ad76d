import { keyPoolOf, type Protection } from '../../sim/contracts/protection.js';
import type { HostToPlaceOn } from '../../sim/contracts/subject.js';
import type { BootTruth } from '../../sim/contracts/truth.js';
import type { JsonObject } from '../../sim/core/json.js';
import { Bookings } from './bookings.js';
import { hasNode } from './expected-node.js';
import { KeyPools } from './key-pools.js';
import { keyResourceOf } from './kubevirt-names.js';
import type { EventOf, Labelling, PlacementHost } from './observations.js';
import { fitsByTruth, type HostRoom, shownReasons } from './placement.js';
import type { Vmi } from './vmi.js';

/** What the model remembers of one host while it replays a trace. */
export interface HostState {
  /** Key IDs since the last boot. */
  pools: KeyPools;
  /** Who is bound here, across reboots. */
  readonly bookings: Bookings;
  labelling: Labelling | undefined;
  /** Allocatable memory in bytes, as last shown to the scheduler. */
  memoryBytes: number;
}

/** A host nobody has looked at yet. */
export function freshHost(truth: BootTruth): HostState {
  return { pools: new KeyPools(truth), bookings: new Bookings(), labelling: undefined, memoryBytes: truth.memoryBytes };
}

/** The host as the placement oracle wants it; `labels` are those the scheduler is shown. */
export function roomOf(name: string, host: HostState, labels = host.labelling?.event.decision.labels ?? {}): HostRoom {
  return {
    name,
    labels,
    expectedLabels: host.labelling?.expectedLabels ?? {},
    expectedResources: host.labelling?.expectedResources ?? {},
    hasKvm: hasNode(host.pools.truth, '/dev/kvm'),
    bookings: host.bookings,
    memoryBytes: host.memoryBytes,
  };
}

/** What the model makes of one host of a placement, and the memory the host is shown with is remembered. */
export function placementHost(
  { protection, claim }: EventOf<'place'>,
  vmi: Vmi,
  shown: HostToPlaceOn,
  host: HostState,
  config: JsonObject,
): PlacementHost {
  host.memoryBytes = shown.memoryBytes;
  const lodger = { vmi, protection, memoryBytes: claim.memoryBytes };
  return {
    name: shown.name,
    truth: host.pools.truth,
    shown,
    expectedLabels: host.labelling?.expectedLabels ?? {},
    reasons: shownReasons(claim, shown, config),
    fits: fitsByTruth(lodger, roomOf(shown.name, host, shown.labels), config),
    ...keyCounts(host, protection),
  };
}

/** Key IDs a guest of this protection competes for on a host; all 0 for an ordinary guest. */
function keyCounts(host: HostState, protection: Protection): KeyCounts {
  if (protection === 'none') return noKeys;
  const { pools, bookings, labelling } = host;
  const pool = keyPoolOf[protection];
  const bound = bookings.inPool(pool);
  const keysAreOffered = (labelling?.expectedResources[keyResourceOf[pool]] ?? 0) > 0;
  return { capacity: pools.truth.miscCapacity[pool] ?? 0, keysAreOffered, bound, waiting: bound - pools.insideOf(pool) };
}

type KeyCounts = Pick<PlacementHost, 'capacity' | 'keysAreOffered' | 'bound' | 'waiting'>;

const noKeys: KeyCounts = { capacity: 0, keysAreOffered: false, bound: 0, waiting: 0 };
