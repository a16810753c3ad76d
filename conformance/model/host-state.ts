import type { HostFaultName } from '../../sim/contracts/commands.js';
import { keyPoolOf, type Protection } from '../../sim/contracts/protection.js';
import type { HostToPlaceOn } from '../../sim/contracts/subject.js';
import type { BootTruth } from '../../sim/contracts/truth.js';
import type { JsonObject } from '../../sim/core/json.js';
import { Bookings } from './bookings.js';
import { type ExpectedLabels, type ExpectedResources, hasNode } from './expected-node.js';
import { KeyOrder } from './key-order.js';
import { KeyPools } from './key-pools.js';
import { confidentialLabels, keyResourceOf, requestedResources } from './kubevirt-names.js';
import type { EventOf, HostAtEnd, Labelling, PlacementHost } from './observations.js';
import { boundUnits, fitsByTruth, type HostRoom, shownReasons } from './placement.js';
import type { Vmi } from './vmi.js';

/** What the model remembers of one host while it replays a trace. */
export interface HostState {
  /** Key IDs since the last boot. */
  pools: KeyPools;
  /** Which of them comes next. */
  order: KeyOrder;
  /** What is broken at the moment. */
  faults: ReadonlySet<HostFaultName>;
  /** Who is bound here, across reboots. */
  readonly bookings: Bookings;
  /** The labelling published last. */
  labelling: Labelling | undefined;
  /** Labels of the node object now. */
  labels: Readonly<Record<string, string>>;
  /** Confidential labels the node must carry now: those of the last labelling, or what somebody has written over them since. */
  expectedLabels: ExpectedLabels;
  /** Resources the node must offer now. */
  expectedResources: ExpectedResources;
  /** Allocatable memory in bytes, as last shown to the scheduler. */
  memoryBytes: number;
  /** Closed for new guests. */
  cordoned: boolean;
  /** The scheduler sees it as it was, not as it is. */
  lagging: boolean;
}

/** A host nobody has looked at yet. */
export function freshHost(truth: BootTruth): HostState {
  return {
    pools: new KeyPools(truth),
    order: new KeyOrder(truth),
    faults: new Set(),
    bookings: new Bookings(),
    labelling: undefined,
    labels: {},
    expectedLabels: {},
    expectedResources: {},
    memoryBytes: truth.memoryBytes,
    cordoned: false,
    lagging: false,
  };
}

/** The host booted: its keys are all free, and what only hid something from software is over. Broken hardware stays broken. */
export function afterBoot(host: HostState, truth: BootTruth): void {
  host.pools = new KeyPools(truth);
  host.order = new KeyOrder(truth);
  if (host.faults.size > 0) host.faults = new Set([...host.faults].filter((fault) => lastingFaults.has(fault)));
}

const lastingFaults: ReadonlySet<HostFaultName> = new Set(['flush-fails', 'release-fails', 'psp-error']);

/** Something broke or works again. */
export function afterFault(host: HostState, { fault, on, usage }: EventOf<'fault'>): void {
  const others = [...host.faults].filter((name) => name !== fault);
  host.faults = new Set(on ? [...others, fault] : others);
  if (fault === 'key-leak') host.order.lost();
  host.pools.observeAll(usage);
}

/** The node agent published what it found. */
export function afterLabelling(host: HostState, labelling: Labelling): void {
  host.labelling = labelling;
  host.labels = labelling.event.decision.labels;
  host.expectedLabels = labelling.expectedLabels;
  host.expectedResources = labelling.expectedResources;
}

/** Somebody edited the node object: a confidential label that is not what the agent wrote is what that somebody wrote. */
export function afterEdit(host: HostState, { labels, cordoned }: EventOf<'edit'>): void {
  const edited = confidentialLabels.filter((label) => labels[label] !== host.labels[label]);
  const values = edited.map((label) => [label, labels[label] === 'true'] as const);
  host.expectedLabels = { ...host.expectedLabels, ...Object.fromEntries(values) };
  host.labels = labels;
  host.cordoned = cordoned;
}

/** The host as the placement oracle wants it; `labels` are those the scheduler is shown. */
export function roomOf(name: string, host: HostState, labels = host.labels): HostRoom {
  return {
    name,
    labels,
    expectedLabels: host.expectedLabels,
    expectedResources: host.expectedResources,
    cordoned: host.cordoned,
    hasKvm: hasNode(host.pools.truth, '/dev/kvm'),
    bookings: host.bookings,
    memoryBytes: host.memoryBytes,
  };
}

/** The host when everything has settled. */
export function hostAtEnd(name: string, host: HostState): HostAtEnd {
  return { name, pools: host.pools, room: roomOf(name, host), lagging: host.lagging, faults: host.faults };
}

/** What other guests have left of the confidential resources that guests of a protection ask for. */
export function unitsLeft(
  { expectedResources, bookings }: HostState,
  guest: string,
  protection: Protection,
): Record<string, number> {
  const own = bookings.has(guest) ? 1 : 0;
  const left = (resource: string): number => (expectedResources[resource] ?? 0) - (boundUnits(bookings, resource) - own);
  return Object.fromEntries(requestedResources(protection).map((resource) => [resource, left(resource)]));
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
  const reasons = shownReasons(claim, shown, config);
  const { lagging } = host;
  return {
    name: shown.name,
    truth: host.pools.truth,
    shown,
    expectedLabels: host.expectedLabels,
    reasons,
    lagging,
    fits: lagging ? reasons.length === 0 : fitsByTruth(lodger, roomOf(shown.name, host, shown.labels), config),
    ...keyCounts(host, protection),
  };
}

/** Key IDs a guest of this protection competes for on a host; all 0 for an ordinary guest. */
function keyCounts(host: HostState, protection: Protection): KeyCounts {
  if (protection === 'none') return noKeys;
  const { pools, bookings, expectedResources } = host;
  const pool = keyPoolOf[protection];
  const bound = bookings.inPool(pool);
  const keysAreOffered = (expectedResources[keyResourceOf[pool]] ?? 0) > 0;
  return { capacity: pools.truth.miscCapacity[pool] ?? 0, keysAreOffered, bound, waiting: bound - pools.insideOf(pool) };
}

type KeyCounts = Pick<PlacementHost, 'capacity' | 'keysAreOffered' | 'bound' | 'waiting'>;

const noKeys: KeyCounts = { capacity: 0, keysAreOffered: false, bound: 0, waiting: 0 };
