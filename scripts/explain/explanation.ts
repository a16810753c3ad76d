import type { SettingValue } from '../../sim/contracts/commands.js';
import type { KeyPool, Protection } from '../../sim/contracts/protection.js';
import type { AdmitCause, LibvirtError, ResourceProvider } from '../../sim/contracts/subject.js';
import type { JsonObject } from '../../sim/core/json.js';
import type { ChangedField } from './changed-fields.js';
import type { Excerpt } from './excerpt.js';

/** A case, decision by decision, as plain data: what `fauxmetal explain --json` prints and what the screen shows. */
export interface Explanation {
  readonly subject: { readonly id: string; readonly quirks: readonly string[]; readonly release?: string };
  readonly hosts: readonly ExplainedHost[];
  /** What of the control plane's configuration is not as in the default gate: `maxPods=110`. */
  readonly config: readonly string[];
  /** Everything before the first command, then one step a command. */
  readonly steps: readonly ExplainedStep[];
  readonly guests: readonly ExplainedGuest[];
}

/** A simulated machine of the case. */
export interface ExplainedHost {
  readonly name: string;
  readonly machine: string;
  readonly settings: Readonly<Record<string, SettingValue>>;
  readonly versions: Readonly<Record<string, string>>;
}

/** Where a guest ended. */
export interface ExplainedGuest {
  readonly name: string;
  readonly protection: Protection;
  readonly running: boolean;
  readonly host?: string;
  /** What its user sees: the phase of a pod or an instance, the status of a server. */
  readonly phase?: string;
}

/** What happened for one command. */
export interface ExplainedStep {
  /** −1 before the first command. */
  readonly step: number;
  /** The command in a few words; absent before the first. */
  readonly command?: string;
  readonly decisions: readonly Decision[];
  /** Requirements that broke here, when the case was judged. */
  readonly broken: readonly { readonly requirement: string; readonly message: string }[];
}

/** One decision, or one thing that happened between two. */
export type Decision = Because &
  (LabelExplained | AdmitExplained | PlaceExplained | KubeletExplained | RenderExplained | StartExplained | RunExplained | Told);

/** What a decision goes back to, where that is not the command it is listed under. */
export interface Because {
  /** Index of an earlier command: others worked side by side. */
  readonly afterStep?: number;
  /** What led to it, in words: an earlier command, or a fault that struck. */
  readonly because?: string;
}

/** The node agent looked at a host. */
export interface LabelExplained {
  readonly stage: 'label';
  readonly guest?: undefined;
  readonly host: string;
  readonly happening: string;
  /** Confidential labels and resources, those that are not there among them. */
  readonly answers: readonly Answer[];
  /** What the host can really launch, which no single file shows; the first obstacle where it cannot. */
  readonly really: readonly { readonly protection: Protection; readonly possible: boolean; readonly because?: string }[];
  /** Resource providers the node reports, where it reports a tree. */
  readonly providers?: readonly ResourceProvider[];
  /** How many labels the node has besides. */
  readonly otherLabels: number;
  readonly problems: readonly string[];
}

/** One label or resource and where it comes from. */
export interface Answer {
  readonly name: string;
  readonly kind: 'label' | 'resource';
  /** Value of the label, or how many units are offered; absent when it is not there. */
  readonly value?: string | number;
  /** Units that are announced and not healthy. */
  readonly unhealthy?: number;
  readonly sources: readonly AnswerFound[];
}

/** What the node agent saw of one source. */
export interface AnswerFound {
  readonly path: string;
  /** The agent looked at an earlier labelling and remembered. */
  readonly earlier?: true;
  /** The part that decides, exactly as it stands in the file. */
  readonly excerpt?: Excerpt;
  /** Why there is no excerpt: `no <tdx> element`, `ENOENT`, `a character device, mode 0600`. */
  readonly remark?: string;
}

/** The API server and the stack's webhooks answered a request. */
export interface AdmitExplained {
  readonly stage: 'admit';
  readonly guest: string;
  readonly allowed: boolean;
  /** Fields the request did not have or had otherwise. */
  readonly defaulted: readonly ChangedField[];
  readonly causes: readonly AdmitCause[];
  readonly warnings: readonly string[];
}

/** The guest's pod, and what each node is to it. */
export interface PlaceExplained {
  readonly stage: 'schedule';
  readonly guest: string;
  readonly selectors: Readonly<Record<string, string>>;
  readonly resources: Readonly<Record<string, number>>;
  readonly memory: {
    readonly guestBytes: number;
    readonly overheadBytes: number;
    readonly totalBytes: number;
    /** What the overhead is made of, in bytes by what it is for. */
    readonly parts: Readonly<Record<string, number>>;
  };
  /** What the stack would create, e.g. the launcher pod. */
  readonly object: JsonObject;
  readonly nodes: readonly NodeExplained[];
  /** Where to; absent when nowhere. */
  readonly chosen?: string;
  /** Units taken of the providers there, by provider and resource class. */
  readonly takes?: Readonly<Record<string, number>>;
  /** The scheduler's event when nowhere. */
  readonly message?: string;
}

/** One node as the scheduler saw it for one guest. */
export interface NodeExplained {
  readonly host: string;
  readonly fits: boolean;
  /** In the scheduler's words; empty when it fits. */
  readonly reasons: readonly string[];
  /** What lies behind the reasons: labels that differ, units that are short. */
  readonly details: readonly string[];
}

/** The kubelet had the last word. */
export interface KubeletExplained {
  readonly stage: 'kubelet';
  readonly guest: string;
  readonly host: string;
  readonly admitted: boolean;
  readonly message?: string;
}

/** The libvirt document, or QEMU's arguments. */
export interface RenderExplained {
  readonly stage: 'render';
  readonly guest: string;
  readonly host: string;
  /** Exactly as libvirt gets it; absent when there is none. */
  readonly xml?: string;
  /** Of a stack that starts QEMU itself. */
  readonly commandLine?: readonly string[];
  readonly message?: string;
}

/** The hypervisor tried. */
export interface StartExplained {
  readonly stage: 'start';
  readonly guest: string;
  readonly host: string;
  readonly started: boolean;
  /** The key ID it holds; absent for ordinary guests. */
  readonly key?: { readonly id: number; readonly pool: KeyPool; readonly first: number; readonly last: number };
  /** Key IDs of its range after the attempt. */
  readonly usage?: { readonly free: number; readonly inUse: number; readonly pending: number };
  readonly error?: LibvirtError;
  readonly cause?: string;
}

/** What the user sees after something happened. */
export interface RunExplained {
  readonly stage: 'run';
  readonly guest: string;
  readonly happening: string;
  readonly next: string;
  readonly status: JsonObject;
  readonly events: readonly string[];
  /** Answer to an API request. */
  readonly answer?: string;
}

/** Anything else, in a sentence. */
export interface Told {
  readonly stage: 'world';
  readonly guest?: string;
  readonly text: string;
}
