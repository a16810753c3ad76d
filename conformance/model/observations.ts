import type { HostFaultName } from '../../sim/contracts/commands.js';
import type { StartFailureCause, TraceEvent } from '../../sim/contracts/evidence.js';
import type { HostToPlaceOn } from '../../sim/contracts/subject.js';
import type { BootTruth, KeyRangeTruth, KeyUsageTruth } from '../../sim/contracts/truth.js';
import type { JsonObject } from '../../sim/core/json.js';
import type { ExpectedCause } from './admission.js';
import type { DomainDocument } from './domain-document.js';
import type { Firmware } from './expected-domain.js';
import type { ExpectedLabels, ExpectedResources, KeyCounts } from './expected-node.js';
import type { GivenKey } from './key-order.js';
import type { KeyPools } from './key-pools.js';
import type { HostRoom } from './placement.js';
import type { RequestedInstance } from './requested-instance.js';
import type { Vmi } from './vmi.js';

/** A trace event of one kind. */
export type EventOf<Kind extends TraceEvent['event']> = Extract<TraceEvent, { readonly event: Kind }>;

/** A label event, with what the truth makes of it. */
export interface Labelling {
  readonly event: EventOf<'label'>;
  readonly config: JsonObject;
  /** The labelling of the same host that was published before this one. */
  readonly previous: Labelling | undefined;
  readonly expectedLabels: ExpectedLabels;
  readonly expectedResources: ExpectedResources;
  /** Key IDs its plugins count, healthy or not. */
  readonly keyCounts: KeyCounts;
  /** misc.capacity says what it said once: not what is so, but it can be read. */
  readonly capacityIsStale: boolean;
  /** How often somebody has broken or repaired something in the host before. */
  readonly damages: number;
}

/** An admit event, with the form it was asked for in and the causes it must have been refused for. */
export interface Admission {
  readonly event: EventOf<'admit'>;
  readonly vmi: Vmi;
  readonly asked: RequestedInstance;
  readonly expected: readonly ExpectedCause[];
}

/** A place event, with what the model makes of every host. */
export interface Placement {
  readonly event: EventOf<'place'>;
  readonly config: JsonObject;
  /** The configuration the guest was admitted under, and its claim made. */
  readonly claimedUnder: JsonObject;
  /** The object it was admitted as. */
  readonly object: JsonObject;
  readonly vmi: Vmi;
  readonly hosts: readonly PlacementHost[];
}

/** One host at the time of a placement. */
export interface PlacementHost {
  readonly name: string;
  readonly truth: BootTruth;
  readonly shown: HostToPlaceOn;
  /** Labels the node must carry since it was labelled last. */
  readonly expectedLabels: ExpectedLabels;
  /** kube-scheduler's reasons by what was shown; empty when the host fits. */
  readonly reasons: readonly string[];
  /** What was shown is what was true when the node began to lag, so nothing can be judged by the truth. */
  readonly lagging: boolean;
  /** Fits by the truth and the model's own book; by what was shown where the node lags. */
  readonly fits: boolean;
  /** Key IDs of the guest's pool the kernel has: its misc capacity. 0 for ordinary guests. */
  readonly capacity: number;
  /** The node must offer key IDs of that pool: gate open, capacity visible and not 0. */
  readonly keysAreOffered: boolean;
  /** Guests of that pool bound here. */
  readonly bound: number;
  /** Those of them that do not run. */
  readonly waiting: number;
}

/** A render event, with the document as the judges read it. */
export interface Rendering {
  readonly event: EventOf<'render'>;
  readonly vmi: Vmi;
  readonly config: JsonObject;
  /** The images the guest must boot from; undefined when they are not all installed. */
  readonly firmware: Firmware | undefined;
  /** Undefined when nothing was rendered, or it is not a well-formed domain document. */
  readonly document: DomainDocument | undefined;
}

/** A rendering that led to a readable document. */
export interface RenderedDocument extends Rendering {
  readonly document: DomainDocument;
}

/** A start event, with the model's key IDs just before it. */
export interface Start {
  readonly event: EventOf<'start'>;
  readonly truth: BootTruth;
  /** The request, for guests of the control plane. */
  readonly vmi: Vmi | undefined;
  /** The key range it draws from; undefined for ordinary guests and where there is none. */
  readonly range: KeyRangeTruth | undefined;
  /** Key IDs of the range nobody held before. */
  readonly available: number;
  readonly usageBefore: KeyUsageTruth | undefined;
  /** Key IDs of the range held afterwards. */
  readonly inUseAfter: number;
  /** Another guest of the same range holds the key ID this one was given. */
  readonly keyIdTaken: boolean;
  /** What was known of the key ID it was given; undefined when it was given none, or nothing can be said of it. */
  readonly given: GivenKey | undefined;
  /** What was broken in the host. */
  readonly faults: ReadonlySet<HostFaultName>;
}

/** A release event, with the range's usage just before it. */
export interface Release {
  readonly event: EventOf<'release'>;
  readonly range: KeyRangeTruth | undefined;
  readonly usageBefore: KeyUsageTruth | undefined;
  readonly inUseAfter: number;
  /** It was started since the host booted, as far as the trace says. */
  readonly known: boolean;
  readonly truth: BootTruth;
  /** What was broken in the host. */
  readonly faults: ReadonlySet<HostFaultName>;
}

/** A write to misc.max, with the host's truth. */
export interface LimitWrite {
  readonly event: EventOf<'limit'>;
  readonly truth: BootTruth;
}

/** A run event, with the guest's request and what its user saw before. */
export interface Happened {
  readonly event: EventOf<'run'>;
  readonly vmi: Vmi | undefined;
  /** Why its last start failed, from the truth's side; undefined when it did not. */
  readonly startFailure: StartFailureCause | undefined;
  readonly config: JsonObject;
  /** The status the subject answered last in this life of the guest; undefined at its beginning. */
  readonly before: JsonObject | undefined;
}

/** A host when everything has settled. */
export interface HostAtEnd {
  readonly name: string;
  readonly pools: KeyPools;
  readonly room: HostRoom;
  /** The scheduler still sees it as it was. */
  readonly lagging: boolean;
  /** What is still broken in it. */
  readonly faults: ReadonlySet<HostFaultName>;
}

/** Everything the judges look at, worked out in one pass over the trace. */
export interface Replay {
  readonly labellings: readonly Labelling[];
  readonly admissions: readonly Admission[];
  readonly placements: readonly Placement[];
  readonly renderings: readonly Rendering[];
  readonly documents: readonly RenderedDocument[];
  readonly starts: readonly Start[];
  readonly releases: readonly Release[];
  readonly limitWrites: readonly LimitWrite[];
  readonly inspections: readonly EventOf<'inspect'>[];
  readonly happenings: readonly Happened[];
  readonly hosts: readonly HostAtEnd[];
  /** The last placement asked for, by guest. */
  readonly lastPlacement: ReadonlyMap<string, Placement>;
  /** What each guest asks for now: its request, and what the API has accepted on top of it since. */
  readonly requests: ReadonlyMap<string, Vmi>;
  readonly config: JsonObject;
  /** Where findings about the end are reported: the last command. */
  readonly end: { readonly step: number };
}
