/**
 * The interface between fauxmetal and the thing being judged: ours (the reference stacks) or anybody's, in any language.
 *
 * A subject is a set of decisions, one or more per stage. Each decision takes plain data and answers plain data; the world
 * keeps the state in between and shows the subject only what a real one could see: surfaces, the objects users wrote, its own
 * earlier answers, and what libvirt said. A subject that implements only some stages leaves the others out; requirements of
 * missing stages come out `unsupported`.
 */
import type { JsonObject } from '../core/json.js';
import type { NodeMishap } from './commands.js';
import type { HostReader } from './reader.js';

/** The stages of a confidential guest's life, in order. */
export const stages = ['label', 'admit', 'schedule', 'render', 'run', 'attest'] as const;

/** One of {@link stages}. */
export type Stage = (typeof stages)[number];

/** One control plane under test. All methods must be pure: same arguments, same answer. */
export interface Subject {
  /** Who this is, e.g. `kubevirt/reference`. Appears in reports. */
  readonly id: string;
  /** Stack whose requirements apply: `kubevirt`, `nova`, `kata`. */
  readonly stack: string;
  /** Names of the quirks switched on, in a fixed order; empty for the reference. */
  readonly quirks: readonly string[];
  /** Stage `label`: what does this host offer? */
  label(host: HostToLabel, config: JsonObject): LabelDecision;
  /** Stage `admit`: is the request acceptable, and what does it become after defaulting? */
  admit(request: JsonObject, config: JsonObject): AdmitDecision;
  /** Stage `schedule`, first half: what does the admitted guest need from a host? */
  claim(guest: JsonObject, config: JsonObject): Claim;
  /** Stage `schedule`, second half: which host? Hosts come in name order. */
  place(claim: Claim, hosts: readonly HostToPlaceOn[], config: JsonObject): PlaceDecision;
  /** Stage `render`: the libvirt domain document for this guest on this host. */
  render(guest: JsonObject, host: HostToRenderFor, config: JsonObject): RenderDecision;
  /** Stage `run`: what does the guest's user see after this happened, and what is to be done next? */
  run(guest: JsonObject, happening: Happening, before: JsonObject, config: JsonObject): RunDecision;
}

/** What the node agent sees. */
export interface HostToLabel {
  readonly name: string;
  readonly reader: HostReader;
  /** Labels the node object has now; the agent may only touch its own. */
  readonly labels: Readonly<Record<string, string>>;
  /** Annotations the node object has now. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Why it is looked at now. */
  readonly happening: NodeHappening;
  /** What the agent's process remembers: `memory` of its last decision; empty for a new process. */
  readonly memory: JsonObject;
  /** The node's resource providers as the placement service has them now, parents before children; absent before the first report. */
  readonly providers?: readonly ResourceProvider[];
  /** What guests hold of them: {@link unitOf} → how many; absent when there are no providers. */
  readonly allocated?: Readonly<Record<string, number>>;
  /** The agent ended, or refused to serve, and was not started again: nobody looks. */
  readonly ended?: true;
  /** Objects of the guests that are on this node, running or not, in name order; absent when there are none. */
  readonly guests?: readonly JsonObject[];
}

/** A resource provider of OpenStack's placement service. Source: placement `doc/source/user/index.rst`, "Resource providers". */
export interface ResourceProvider {
  /** Unique among all hosts, e.g. `h0` for the compute node and `h0_amd_sev_es` for its child. */
  readonly name: string;
  /** Name of the provider it is nested in; absent for the root of a tree. */
  readonly parent?: string;
  /** Names of standard or custom traits, in code-unit order. */
  readonly traits: readonly string[];
  /** By resource class, e.g. `MEM_ENCRYPTION_CONTEXT`. */
  readonly inventories: Readonly<Record<string, Inventory>>;
  /** Goes up with every change of the provider; who writes with an older one is refused. */
  readonly generation: number;
}

/** How much of a resource class a provider has. Source: placement `placement/schemas/inventory.py`. */
export interface Inventory {
  /** At least 1. */
  readonly total: number;
  readonly reserved: number;
  readonly min_unit: number;
  /** Most that one guest may take. */
  readonly max_unit: number;
  readonly step_size: number;
  readonly allocation_ratio: number;
}

/** How allocations of a resource class at a provider are counted: `h0_amd_sev_es:MEM_ENCRYPTION_CONTEXT`. */
export function unitOf(provider: string, resourceClass: string): string {
  return `${provider}:${resourceClass}`;
}

/**
 * Why a node agent acts: it came up with the node (`agent-started`), its periodic look is due (`interval`), the configuration changed
 * (`configured`), a file its device plugins watch appeared or vanished (`files-changed`), or a {@link NodeMishap}. After
 * `agent-silent` nobody on the node acts: the control plane decides alone, from the node object.
 */
export type NodeHappening = 'interval' | 'configured' | 'files-changed' | Exclude<NodeMishap, 'libvirtd-restarted'>;

/** What the node object looks like after labelling. */
export interface LabelDecision {
  /** All labels (or traits) of the node, foreign ones included. */
  readonly labels: Readonly<Record<string, string>>;
  /** Extended resources (or inventories) offered, only healthy ones: name → how many. A resource that is not offered is absent. */
  readonly resources: Readonly<Record<string, number>>;
  /** Units that were announced but are not healthy now: they count in a node's capacity, not in what can be allocated. */
  readonly unhealthy?: Readonly<Record<string, number>>;
  /** What a pod saw that was admitted before the first health check was through: units offered for a moment. */
  readonly flash?: Readonly<Record<string, number>>;
  /** What the agent's process remembers until its next decision; absent keeps nothing. */
  readonly memory?: JsonObject;
  /** The JSON patch that takes the node object there; absent or empty when nothing changes. Without a `test` it cannot notice a race. */
  readonly patch?: readonly JsonObject[];
  /** Events about the node, in order. */
  readonly events?: readonly { readonly type: 'Normal' | 'Warning'; readonly reason: string; readonly message: string }[];
  /** What went wrong, in the words of the agent's log; empty when all was read. */
  readonly problems: readonly string[];
  /**
   * The node's resource providers from here on, parents before children, for a stack that reports a tree instead of labels. What can be
   * allocated follows from them, and `resources` stays empty.
   */
  readonly providers?: readonly ResourceProvider[];
  /** Allocations that move with a change of the tree (a reshape): everything counted as `from` is counted as `to` from here on. */
  readonly moved?: readonly { readonly from: string; readonly to: string }[];
  /** The agent ends instead of serving: no guest is placed here until it is started again and serves. */
  readonly refusesToServe?: true;
}

/** Answer of an admission chain. */
export type AdmitDecision =
  | { readonly allowed: true; readonly guest: JsonObject; readonly warnings: readonly string[] }
  | { readonly allowed: false; readonly causes: readonly AdmitCause[] };

/** One reason for a refusal, as the API server returns it. */
export interface AdmitCause {
  /** Machine-readable type on the wire, e.g. `FieldValueInvalid`. */
  readonly type: string;
  /** Exact message. */
  readonly message: string;
  /** Field path, e.g. `spec.launchSecurity`; empty where the API names none. */
  readonly field: string;
  /** Status of the reply where it is not the usual 422. */
  readonly httpCode?: number;
}

/** What a guest takes from a host. */
export interface Claim {
  /** Labels (or traits) the host must carry with exactly these values. */
  readonly selectors: Readonly<Record<string, string>>;
  /** Extended resources taken: name → how many. */
  readonly resources: Readonly<Record<string, number>>;
  /** Memory asked for in bytes: guest memory plus overhead. */
  readonly memoryBytes: number;
  /** The part of {@link memoryBytes} that is not guest memory. */
  readonly overheadBytes: number;
  /** How much memory the guest's emulator may lock, in bytes; absent leaves the kernel's own limit. */
  readonly memoryLock?: number | 'unlimited';
  /** What the stack would create for it, e.g. the launcher pod. */
  readonly object: JsonObject;
  /** Traits that the providers it is allocated from must have together; `resources` are resource classes then. */
  readonly required?: readonly string[];
  /** Traits that none of those providers may have. */
  readonly forbidden?: readonly string[];
  /** The guest keeps its host, and what it holds of it, while it is off, until it is deleted or moved. */
  readonly keepsPlace?: true;
}

/** A host as the scheduler sees it. */
export interface HostToPlaceOn {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Allocatable extended resources. */
  readonly resources: Readonly<Record<string, number>>;
  /** Resources claimed by guests bound here and not yet gone. */
  readonly used: Readonly<Record<string, number>>;
  /** Allocatable memory in bytes. */
  readonly memoryBytes: number;
  readonly memoryUsedBytes: number;
  /** Number of guests bound here. */
  readonly guests: number;
  /** The node is closed for new guests (`spec.unschedulable`). */
  readonly cordoned?: true;
  /** Its resource providers, parents before children, where it reports a tree; `resources` and `used` are counted by {@link unitOf} then. */
  readonly providers?: readonly ResourceProvider[];
  /** Its agent ended and does not serve. */
  readonly silent?: true;
}

/** Where to, or why nowhere. */
export type PlaceDecision =
  | {
      readonly placed: true;
      readonly host: string;
      /** What it takes by {@link unitOf}, where hosts report providers; absent: what the claim says. */
      readonly takes?: Readonly<Record<string, number>>;
      /** Why each host that was passed over was, in the scheduler's words. */
      readonly reasons?: Readonly<Record<string, readonly string[]>>;
    }
  | {
      readonly placed: false;
      /** The scheduler's own event text. */
      readonly message: string;
      /** One reason list per host that was looked at, in the scheduler's words. */
      readonly reasons: Readonly<Record<string, readonly string[]>>;
    };

/** What the renderer may look at on the host it renders for. */
export interface HostToRenderFor {
  readonly name: string;
  readonly reader: HostReader;
  /** The guest's domain document as libvirt here keeps it from the last time it was defined, firmware filled in; absent: it is new here. */
  readonly defined?: string;
}

/**
 * A domain document, or why there is none. A stack that starts QEMU itself says with which arguments instead, the program's name aside; its
 * `xml` is empty then.
 */
export type RenderDecision =
  | { readonly rendered: true; readonly xml: string; readonly commandLine?: readonly string[] }
  | { readonly rendered: false; readonly message: string };

/** Something that happened to a guest; `before` in {@link Subject.run} is the status the subject answered last. */
export type Happening =
  | { readonly what: 'admitted' }
  | { readonly what: 'not-placed'; readonly message: string }
  | { readonly what: 'placed'; readonly host: string }
  | { readonly what: 'not-rendered'; readonly message: string }
  | { readonly what: 'started'; readonly host: string; readonly paused: boolean }
  | { readonly what: 'not-started'; readonly host: string; readonly error: LibvirtError }
  | { readonly what: 'migration-asked' }
  | { readonly what: 'eviction-asked' }
  | { readonly what: 'restart-asked' }
  | { readonly what: 'deletion-asked' }
  | { readonly what: 'stopped'; readonly host: string; readonly by: 'user' | 'eviction' | 'host-reboot' | 'crash' }
  /** The kubelet would not take the guest's pod, in its words. */
  | { readonly what: 'kubelet-refused'; readonly host: string; readonly reason: string; readonly message: string }
  /** Somebody asked the API for this; `hypervisor` is what libvirt on the guest's host says meanwhile. */
  | {
      readonly what: 'request';
      readonly request: string;
      readonly body?: JsonObject;
      readonly hypervisor?: HypervisorView;
    }
  /** The node agent is back after its process or its pod was restarted. */
  | { readonly what: 'agent-back'; readonly host: string }
  /** libvirt on the guest's host was restarted; the guest went on running. */
  | { readonly what: 'libvirtd-back'; readonly host: string }
  /** The node agent of the guest's host has been silent for too long. */
  | { readonly what: 'agent-silent'; readonly host: string };

/** What libvirt on a host says about launch security. Binary values are base64. Source: libvirt `virNodeGetSEVInfo`, `virDomainGetLaunchSecurityInfo`. */
export interface HypervisorView {
  /** The platform's certificates, where it has SEV: the platform Diffie-Hellman key and its chain. */
  readonly sevInfo?: { readonly pdh: string; readonly certChain: string };
  /** The launch measurement of a SEV or SEV-ES guest; absent while it does not run, and for every other guest. */
  readonly measurement?: {
    readonly measurement: string;
    readonly apiMajor: number;
    readonly apiMinor: number;
    readonly buildId: number;
    readonly policy: number;
  };
  /** What hashing the guest firmware images beside libvirt gives: SHA-256 in lower-case hexadecimal, by absolute path. */
  readonly firmwareSha256?: Readonly<Record<string, string>>;
}

/** An error as libvirt's API reports it. */
export interface LibvirtError {
  /** virErrorNumber, e.g. 1 internal error, 67 unsupported configuration. */
  readonly code: number;
  /** virErrorDomain, e.g. 10 QEMU driver. */
  readonly domain: number;
  /** Full message with its class prefix. */
  readonly message: string;
}

/** The subject's answer to a {@link Happening}. */
export interface RunDecision {
  /** What the user sees now (for KubeVirt: phase, conditions, labels of the VMI). */
  readonly status: JsonObject;
  /**
   * What the control plane does next. `hold` in answer to `placed` keeps the guest from being started until a later decision says
   * `start`; `recreate` makes a new instance of a guest that ended; `inject` hands a secret to libvirt; `resume` and `pause` start and
   * stop its CPUs.
   *
   * For guests that keep their place while they are off: `power-off` ends the domain and holds the guest where it is (`start` starts it
   * again), `reboot` does both. `offload` ends the domain and gives everything back; `unshelve` places such a guest anew. `relocate`
   * places the guest, as `guest` now says it is, on a host other than its own; once that has worked its domain ends here and starts
   * there, and what it took here stays taken until `confirm`; `revert` takes it back. Where it found no host it stays as it is, and
   * hears `not-placed`.
   */
  readonly next:
    | 'nothing'
    | 'stop'
    | 'give-up'
    | 'try-again'
    | 'migrate'
    | 'hold'
    | 'start'
    | 'recreate'
    | 'inject'
    | 'pause'
    | 'resume'
    | 'power-off'
    | 'reboot'
    | 'offload'
    | 'unshelve'
    | 'relocate'
    | 'confirm'
    | 'revert';
  /** The guest's object after this, when the request changed it. What it needs from a host is asked for anew when it is placed again. */
  readonly guest?: JsonObject;
  /** With `relocate`: hosts that are not looked at, besides its own; `'none'` lets it stay where it is. */
  readonly avoid?: readonly string[] | 'none';
  /** Answer to an API request that asked for this, if it was one. */
  readonly answer?: {
    readonly allowed: boolean;
    readonly httpCode?: number;
    readonly message?: string;
    readonly body?: JsonObject;
    /** What the cluster's authorizer was asked whether the caller may do, in Kubernetes' words. */
    readonly reviewed?: { readonly verb: string; readonly resource: string; readonly subresource: string };
  };
  /** Events about the guest, in order. */
  readonly events?: readonly { readonly type: 'Normal' | 'Warning'; readonly reason: string; readonly message: string }[];
}
