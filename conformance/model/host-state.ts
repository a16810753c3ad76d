import type { Command, HostFaultName } from '../../sim/contracts/commands.js';
import { keyPoolOf, type Protection } from '../../sim/contracts/protection.js';
import type { HostToPlaceOn } from '../../sim/contracts/subject.js';
import type { BootTruth } from '../../sim/contracts/truth.js';
import type { JsonObject } from '../../sim/core/json.js';
import { Bookings } from './bookings.js';
import { type ExpectedLabels, type ExpectedResources, hasNode, nothingOffered } from './expected-node.js';
import { KeyOrder } from './key-order.js';
import { KeyPools } from './key-pools.js';
import { confidentialLabels, keyResourceOf } from './kubevirt-names.js';
import type { EventOf, HostAtEnd, Labelling, PlacementHost } from './observations.js';
import { fitsByTruth, type HostRoom, shownReasons } from './placement.js';
import { capacityAfterCommand, capacityAfterFault, type ShownCapacity } from './shown-capacity.js';
import type { Vmi } from './vmi.js';

/** What the model remembers of one host while it replays a trace. */
export interface HostState {
  /** Key IDs since the last boot. */
  pools: KeyPools;
  /** Which of them comes next. */
  order: KeyOrder;
  /** What is broken at the moment. */
  faults: ReadonlySet<HostFaultName>;
  /** What software finds in misc.capacity. */
  capacity: ShownCapacity;
  /** The same before the command that is being carried out booted the host: a fault that only loads KVM anew leaves it. */
  capacityBefore: ShownCapacity | undefined;
  /** How often somebody has changed what software is shown of it otherwise than it is. */
  damages: number;
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
  /** The kubelet knows the plugins of the ordinary devices. */
  registered: boolean;
  /** The boot that what the node offers goes back to, where that need not be the last one. */
  offeredBy: BootTruth | undefined;
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
    capacity: 'present',
    capacityBefore: undefined,
    damages: 0,
    bookings: new Bookings(),
    labelling: undefined,
    labels: {},
    expectedLabels: {},
    expectedResources: {},
    registered: true,
    offeredBy: undefined,
    memoryBytes: truth.memoryBytes,
    cordoned: false,
    lagging: false,
  };
}

/** A command is about to be carried out on the host. */
export function afterCommand(host: HostState, command: Command): void {
  host.capacityBefore = undefined;
  host.capacity = capacityAfterCommand(host.capacity, command);
  if (command.do === 'spoil' || command.do === 'repair' || command.do === 'fault') host.damages += 1;
  if (command.do === 'lag' || command.do === 'catch-up') host.lagging = command.do === 'lag';
}

/** The host booted: its keys are all free, and what only hid something from software is over. Broken hardware stays broken. */
export function afterBoot(host: HostState, truth: BootTruth): void {
  host.pools = new KeyPools(truth);
  host.order = new KeyOrder(truth);
  host.capacityBefore = host.capacity;
  host.capacity = 'present';
  if (host.faults.size > 0) host.faults = new Set([...host.faults].filter((fault) => lastingFaults.has(fault)));
}

const lastingFaults: ReadonlySet<HostFaultName> = new Set(['flush-fails', 'release-fails', 'psp-error']);

/** Something broke or works again. */
export function afterFault(host: HostState, { fault, on, usage }: EventOf<'fault'>): void {
  const others = [...host.faults].filter((name) => name !== fault);
  host.faults = new Set(on ? [...others, fault] : others);
  if (fault === 'key-leak') host.order.lost();
  if (fault === 'module-off') host.capacity = host.capacityBefore ?? host.capacity;
  host.capacity = capacityAfterFault(host.capacity, { fault, on }, host.pools.truth);
  host.pools.observeAll(usage);
}

/** The node agent published what it found, and its device plugins have registered with that. */
export function afterLabelling(host: HostState, labelling: Labelling): void {
  afterPublishing(host, labelling);
  host.expectedResources = labelling.expectedResources;
}

/** The node agent published what it found; its device plugins have yet to register. */
export function afterPublishing(host: HostState, labelling: Labelling): void {
  host.labelling = labelling;
  host.labels = labelling.event.decision.labels;
  host.expectedLabels = labelling.expectedLabels;
}

/** The kubelet heard what the device plugins offer, or forgot them. */
export function afterRegistration(host: HostState, { resources }: EventOf<'register'>): void {
  const { labelling } = host;
  const nothing = Object.keys(resources).length === 0;
  host.expectedResources = nothing || labelling === undefined ? nothingOffered : labelling.expectedResources;
  host.registered = (resources[kvmDevice] ?? 0) > 0;
  host.offeredBy = labelling?.event.truth;
}

const kvmDevice = 'devices.kubevirt.io/kvm';

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
    hasKvm: host.registered && hasNode(host.pools.truth, '/dev/kvm'),
    bookings: host.bookings,
    memoryBytes: host.memoryBytes,
  };
}

/** The host when everything has settled. */
export function hostAtEnd(name: string, host: HostState): HostAtEnd {
  return { name, pools: host.pools, room: roomOf(name, host), lagging: host.lagging, faults: host.faults };
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
  const { lagging, offeredBy, pools } = host;
  return {
    name: shown.name,
    truth: pools.truth,
    shown,
    expectedLabels: host.expectedLabels,
    reasons,
    lagging: lagging || (offeredBy !== undefined && offeredBy !== pools.truth),
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
