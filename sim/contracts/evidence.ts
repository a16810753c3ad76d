/**
 * What a case leaves behind for the judges: the trace of every decision with the truth beside it. Events are plain values in
 * the order they happened; judges read them and the truth, and never the stack's code or its parsers.
 */
import type { Errno } from '../core/errno.js';
import type { JsonObject } from '../core/json.js';
import type { Case, Command, GuestSpec, HostFaultName } from './commands.js';
import type { ConfidentialProtection, KeyPool, Protection } from './protection.js';
import type {
  AdmitDecision,
  Claim,
  Happening,
  HostToPlaceOn,
  LabelDecision,
  LibvirtError,
  NodeHappening,
  PlaceDecision,
  RenderDecision,
  RunDecision,
} from './subject.js';
import type { BootTruth, KernelRefusalCause, KeyUsageTruth } from './truth.js';

/** Everything the judges of one case may look at. */
export interface Evidence {
  readonly case: Case;
  /** Hosts by name with the boot truth each case started with (a reboot adds a `boot` event). */
  readonly hosts: Readonly<Record<string, BootTruth>>;
  /** All events in order. */
  readonly trace: readonly TraceEvent[];
  /** State when everything had settled. */
  readonly end: EndState;
  /** Why each guest that still waits does so, host by host; absent in cases without interleaving and fault windows. */
  readonly certificates?: readonly Certificate[];
}

/**
 * Why a guest may go on waiting although all faults are over, as far as one host is concerned. A guest that waits has one for every host,
 * or for the one it is bound to. Each can be checked against the truth.
 */
export interface Certificate {
  readonly guest: string;
  readonly host: string;
  readonly kind: CertificateKind;
  /** The numbers it rests on, e.g. `{ free: 0, promised: 0 }`. */
  readonly facts: JsonObject;
}

/** Kinds of {@link Certificate}, in the order they are looked for. */
export const certificateKinds = [
  /** Its owner must do something first. */
  'awaits-owner',
  /** A fault that is still there keeps it waiting: `fault`. */
  'fault-remains',
  /** The node is closed for new guests. */
  'cordoned',
  /** The host cannot launch the guest's protection. */
  'not-launchable',
  /** The guest selects other nodes: `label`, `wanted`, `found`. */
  'other-nodes-wanted',
  /** No key ID is left that is not promised to another guest: `free`, `promised`. */
  'no-free-key',
  /** Other guests hold what the node offers, or it offers none: `resource`, `offered`, `held`. */
  'nothing-left',
  /** Too little memory: `bytes`, `used`, `of`. */
  'no-memory',
  /** The scheduler gives a reason of another kind: `reasons`. */
  'scheduler-refuses',
  /** The hypervisor refuses it for a reason that is the guest's own: `message`. */
  'cannot-start',
] as const;

/** One of {@link certificateKinds}. */
export type CertificateKind = (typeof certificateKinds)[number];

/** Common to all events: where in the case it happened. */
interface TraceBase {
  /** Index of the command being applied; -1 before the first one. */
  readonly step: number;
  /** Index of the command that led to it, where that is not the last one applied: others work side by side. */
  readonly cause?: number;
  /** Position in the case's `faults` of the window that led to it; absent where a command of the case itself did. */
  readonly window?: number;
}

/** One event of the trace. */
export type TraceEvent = TraceBase &
  (
    | CommandEvent
    | BootEvent
    | LabelEvent
    | AdmitEvent
    | PlaceEvent
    | RenderEvent
    | StartEvent
    | RunEvent
    | ReleaseEvent
    | ConfigureEvent
    | PanicEvent
    | KubeletEvent
    | EditEvent
    | FaultEvent
    | LimitEvent
    | InspectEvent
    | RegisterEvent
  );

/** A command begins. */
export interface CommandEvent {
  readonly event: 'command';
  readonly command: Command;
}

/** A host (re)booted with this truth. */
export interface BootEvent {
  readonly event: 'boot';
  readonly host: string;
  readonly truth: BootTruth;
}

/** The configuration in force from here on. */
export interface ConfigureEvent {
  readonly event: 'configure';
  readonly config: JsonObject;
}

/** The subject threw instead of answering. Nothing else happens in the case after it. */
export interface PanicEvent {
  readonly event: 'panic';
  /** Decision that was asked for: `label`, `admit`, `claim`, `place`, `render` or `run`. */
  readonly decision: string;
  readonly message: string;
}

/** Stage label. */
export interface LabelEvent {
  readonly event: 'label';
  readonly host: string;
  /** Why the agent acted. */
  readonly happening: NodeHappening;
  /** Labels before the agent ran. */
  readonly before: Readonly<Record<string, string>>;
  /** Annotations before the agent ran; absent when there were none. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** An edit that came in between made the API server refuse the patch; the agent is asked again. */
  readonly conflict?: true;
  /** What is left of the quote generation service; absent on hosts that have none or where it listens. */
  readonly quoteService?: 'directory' | 'nothing';
  readonly decision: LabelDecision;
  readonly truth: BootTruth;
  /** Paths the agent saw damaged or missing; absent when there were none. */
  readonly spoiled?: readonly string[];
}

/**
 * The kubelet of a node learns what its device plugins offer: what the agent's last published look found, or nothing, because it was
 * restarted. Only in cases with interleaving; in others that is part of the look itself.
 */
export interface RegisterEvent {
  readonly event: 'register';
  readonly host: string;
  /** Healthy units by resource. */
  readonly resources: Readonly<Record<string, number>>;
}

/** Stage admit. */
export interface AdmitEvent {
  readonly event: 'admit';
  readonly guest: string;
  readonly spec: GuestSpec;
  /** The request as the user wrote it. */
  readonly request: JsonObject;
  readonly config: JsonObject;
  readonly decision: AdmitDecision;
}

/** Stage schedule. */
export interface PlaceEvent {
  readonly event: 'place';
  readonly guest: string;
  readonly protection: Protection;
  readonly claim: Claim;
  /** What the scheduler was shown; a node that lags is shown as it was. */
  readonly hosts: readonly HostToPlaceOn[];
  readonly decision: PlaceDecision;
  /** Free key IDs (pending ones included) of the guest's pool by host at that moment; empty for ordinary guests. */
  readonly freeKeys: Readonly<Record<string, number>>;
  /** The guest has a host already, which it leaves if one is found here; `hosts` are those it may move to. */
  readonly movingFrom?: string;
}

/** The kubelet looked at a pod that was bound to its node, and had the last word. */
export interface KubeletEvent {
  readonly event: 'kubelet';
  readonly guest: string;
  readonly host: string;
  readonly claim: Claim;
  /** What could be allocated at that moment, after what other pods hold: resource → units left. */
  readonly left: Readonly<Record<string, number>>;
  readonly admitted: boolean;
  /** Reason and message of a refusal, in the kubelet's words. */
  readonly reason?: string;
  readonly message?: string;
}

/** Somebody edited a node object, or closed or opened it for new guests. */
export interface EditEvent {
  readonly event: 'edit';
  readonly host: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly cordoned: boolean;
}

/** Stage render. */
export interface RenderEvent {
  readonly event: 'render';
  readonly guest: string;
  readonly host: string;
  readonly protection: Protection;
  /** The admitted object. */
  readonly object: JsonObject;
  readonly decision: RenderDecision;
}

/** The hypervisor tried to start a guest. */
export interface StartEvent {
  readonly event: 'start';
  readonly guest: string;
  readonly host: string;
  readonly protection: Protection;
  /** True for guests started behind the control plane's back. */
  readonly outside: boolean;
  readonly result: StartResult;
  /** Key usage of the guest's range after the attempt; absent for ordinary guests. */
  readonly usage?: KeyUsageTruth;
  /** Where it was started in a cgroup of its own: that cgroup, and all misc files around the attempt. */
  readonly cgroup?: CgroupLook;
}

/** The misc files of a host around something that charges or gives back a key ID. */
export interface CgroupLook {
  /** Cgroup of the guest, e.g. `/machine.slice`. */
  readonly path: string;
  readonly before: MiscFiles;
  readonly after: MiscFiles;
}

/** Texts of all misc files of a host, as they are read, by path below the cgroup root: `/misc.capacity`, `/machine.slice/misc.max`. */
export type MiscFiles = Readonly<Record<string, string>>;

/** How a start ended. `protection` is what the hypervisor really gave, judged from the domain document by the host itself. */
export type StartResult =
  | { readonly started: true; readonly protection: Protection; readonly keyId?: number }
  | { readonly started: false; readonly error: LibvirtError; readonly cause: StartFailureCause };

/** Why a start failed, from the truth's side; the message alone cannot always tell. */
export type StartFailureCause =
  | KernelRefusalCause
  | 'invalid-domain'
  | 'unsupported-by-libvirt'
  | 'device-missing'
  | 'policy-refused'
  /** The owner's launch session was made for another platform key. */
  | 'session-refused'
  | 'firmware-missing'
  /** The security processor or the TDX module would not: not initialised, a package offline, an ASID it does not have. */
  | 'platform-failed';

/** Stage run: something happened and the subject answered. */
export interface RunEvent {
  readonly event: 'run';
  readonly guest: string;
  readonly protection: Protection;
  readonly happening: Happening;
  readonly decision: RunDecision;
}

/** A guest left a host and its key ID was released (or leaked). */
export interface ReleaseEvent {
  readonly event: 'release';
  readonly guest: string;
  readonly host: string;
  readonly protection: Protection;
  readonly outside: boolean;
  readonly usage?: KeyUsageTruth;
  readonly cgroup?: CgroupLook;
}

/** Something broke in a host, or works again. */
export interface FaultEvent {
  readonly event: 'fault';
  readonly host: string;
  readonly fault: HostFaultName;
  readonly on: boolean;
  /** Key usage by range afterwards, in the order of `BootTruth.keyRanges`. */
  readonly usage: readonly KeyUsageTruth[];
}

/** Somebody wrote to misc.max of a cgroup. */
export interface LimitEvent {
  readonly event: 'limit';
  readonly host: string;
  readonly group: string;
  readonly written: string;
  /** Why the kernel refused; absent when it took all of it. */
  readonly errno?: Errno;
  readonly before: MiscFiles;
  readonly after: MiscFiles;
}

/** An administrator looked at what a host shows. */
export interface InspectEvent {
  readonly event: 'inspect';
  readonly host: string;
  readonly truth: BootTruth;
  /** Key usage by range at that moment, in the order of `BootTruth.keyRanges`. */
  readonly usage: readonly KeyUsageTruth[];
  /** Texts by absolute path; a file that is not there is absent. */
  readonly files: Readonly<Record<string, string>>;
}

/** What is left when nothing more happens. */
export interface EndState {
  readonly guests: readonly EndGuest[];
  readonly hosts: Readonly<Record<string, EndHost>>;
}

/** A guest at the end. */
export interface EndGuest {
  readonly name: string;
  readonly protection: Protection;
  /** Where the control plane thinks it runs. */
  readonly host?: string;
  /** True when the hypervisor really runs it. */
  readonly running: boolean;
  readonly pending: boolean;
  readonly status: JsonObject;
  /** What it holds of its host, where guests keep their place: by resource or by `unitOf`. */
  readonly holds?: Readonly<Record<string, number>>;
  /** What it still holds elsewhere, because its move has been neither confirmed nor taken back. */
  readonly keeps?: { readonly host: string; readonly holds: Readonly<Record<string, number>> };
}

/** A host at the end. */
export interface EndHost {
  /** Key usage by pool name. */
  readonly usage: Readonly<Partial<Record<KeyPool, KeyUsageTruth>>>;
  /** misc.current of the root cgroup by pool. */
  readonly charged: Readonly<Partial<Record<KeyPool, string>>>;
  /** Guests the hypervisor runs, by protection. */
  readonly running: Readonly<Partial<Record<ConfidentialProtection, number>>>;
  /** Resources the control plane counts as used. */
  readonly used: Readonly<Record<string, number>>;
  /** What the kubelet could allocate, used or not, and what was announced to it, healthy or not. */
  readonly allocatable?: Readonly<Record<string, number>>;
  readonly capacity?: Readonly<Record<string, number>>;
}
