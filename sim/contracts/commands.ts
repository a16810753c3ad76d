/**
 * What happens in a case, as plain values. A case holds everything needed to run it again, so it replays without a seed,
 * on another machine and after the generators have changed. Only `sim/world` applies commands.
 */
import type { JsonObject } from '../core/json.js';
import type { ConfidentialProtection, KeyPool, Protection } from './protection.js';

/** Frozen name of the case format; a change of meaning gets a new number and an upgrader. */
export const caseFormat = 'fauxmetal-case/1';

/** Hosts, configuration and the commands run against them. */
export interface Case {
  readonly format: typeof caseFormat;
  /** Stack under test: `kubevirt`, `nova`, `kata`. */
  readonly stack: string;
  /** Configuration of the control plane; its keys belong to the stack (for KubeVirt e.g. `featureGates`). */
  readonly config: JsonObject;
  /** At least one host; names are unique. */
  readonly hosts: readonly CaseHost[];
  /** Applied in order. */
  readonly commands: readonly Command[];
  /**
   * Lets the parts of the cluster work side by side instead of carrying each command out to its end: who takes the next step, wherever
   * more than one could. Each number is taken modulo how many could, the one whose work has waited longest being 0; once the list is used
   * up it is always that one. Absent: one thing at a time.
   */
  readonly interleaving?: readonly number[];
  /** Faults that strike by themselves while the commands are applied, in the order they strike in at the same step. */
  readonly faults?: readonly FaultWindow[];
}

/** A span of a case in which something breaks. With the windows of a case over, the faults are over, unless a window has no end. */
export interface FaultWindow {
  readonly fault: FaultName;
  readonly host: string;
  /** Index of the first command before which it may strike. */
  readonly from: number;
  /** Index of the command before which it is over. Absent: it is never over. */
  readonly to?: number;
  /** How often out of 256 it strikes, asked anew before each command of the window; 256 is always. */
  readonly chance: number;
  /** Opens the window's own stream of chances, so that no other window changes them. Default 0. */
  readonly seed?: number;
  /** What it takes along: settings a `bios-change` boots with, the configuration of a `hot-configuration`, `seconds` of a `clock-jump`. */
  readonly with?: JsonObject;
}

/** One host of a case: a machine with settings and versions by name, resolved through the profiles when the case runs. */
export interface CaseHost {
  /** Name within the case: `h0`, `h1` … */
  readonly name: string;
  /** Machine id: `genoa`. */
  readonly machine: string;
  /** Setting values by id, e.g. `{ 'min-sev-asid': 100, 'snp-memory-coverage-off': true }`. */
  readonly settings: Readonly<Record<string, SettingValue>>;
  /** Software versions that differ from the machine's defaults, e.g. `{ kernel: '6.12' }`. */
  readonly versions?: Readonly<Partial<Record<VersionedSoftware, string>>>;
}

/** `true` for a setting that is a switch, otherwise its number or word. */
export type SettingValue = true | number | string;

/** Software whose version decides how the same truth is shown. */
export type VersionedSoftware = 'kernel' | 'qemu' | 'libvirt' | 'ovmf';

/** A guest somebody asks for, in words every stack understands; the stack's own request object is made from it. */
export interface GuestSpec {
  readonly protection: Protection;
  /** A second protection in the same request: always wrong, and must be refused. */
  readonly alsoProtection?: ConfidentialProtection;
  /** Guest firmware; confidential guests need `efi`. Default `efi`. */
  readonly firmware?: 'efi' | 'bios' | 'unset';
  /** UEFI secure boot: absent means the request does not say. */
  readonly secureBoot?: boolean;
  readonly persistentEfi?: boolean;
  /** System management mode: absent means the request does not say. */
  readonly smm?: boolean;
  readonly bootFromNetwork?: boolean;
  /** SEV pre-launch attestation is asked for. */
  readonly attestation?: boolean;
  readonly startPaused?: boolean;
  /** The owner's launch session is part of the request, instead of being handed in later. */
  readonly session?: boolean;
  readonly eviction?: 'None' | 'LiveMigrate' | 'LiveMigrateIfPossible' | 'External';
  /** Default `amd64`. */
  readonly architecture?: string;
  /** Default 64. */
  readonly memoryMib?: number;
  /** Memory the guest may grow to while it runs; absent: the request does not say. */
  readonly maxMemoryMib?: number;
  /** Default 1. */
  readonly vcpus?: number;
  /** Each of its CPUs has one of the host to itself. */
  readonly dedicatedCpus?: boolean;
  /** Host this guest must run on, by name; absent lets the scheduler choose. */
  readonly onHost?: string;
  /** In which form the guest is asked for; default `instance`. The others are made into an instance by their controllers. */
  readonly form?: GuestForm;
  /** Where the protection is written; default only in the request itself. Instance types and preferences belong to form `machine`. */
  readonly protectionIn?: readonly ('request' | 'instancetype' | 'preference')[];
  /** Members of the protection's own element beside what the fields above say, e.g. `{ mrConfigId: '…' }`. */
  readonly launchMembers?: JsonObject;
  /** Node selector entries the user wrote, whatever they say. */
  readonly selectors?: Readonly<Record<string, string>>;
  /** The guest boots with a cloud-init volume that carries user data. */
  readonly userData?: boolean;
  /** The guest boots a kernel given from outside instead of its disk. */
  readonly kernelBoot?: boolean;
  /** A vsock device is attached. */
  readonly vsock?: boolean;
  /** A device of the host is passed through. */
  readonly hostDevice?: boolean;
  /** A virtual TPM is attached. */
  readonly tpm?: boolean;
  /** Stack that is asked, in a case in which several run on the same hosts. */
  readonly stack?: string;
  /** Members of the stack's own request object, which take the place of what the fields above make of them. */
  readonly members?: JsonObject;
  /** A complete request object in the stack's own form, used instead of everything above but `protection`. */
  readonly manifest?: JsonObject;
}

/** Forms in which a guest can be asked for: an instance, a machine that is started and stopped, a replica set, a pool of machines. */
export const guestForms = ['instance', 'machine', 'replica-set', 'pool'] as const;

/** One of {@link guestForms}. */
export type GuestForm = (typeof guestForms)[number];

/** One thing that happens. `guest` and `host` refer to names within the case. */
export type Command =
  /** The node agent looks at its host again and publishes what it found. */
  | { readonly do: 'label'; readonly host: string }
  /** Somebody asks for a guest. */
  | { readonly do: 'create'; readonly guest: string; readonly spec: GuestSpec }
  /**
   * Asks for guests of one protection on one host, one by one, until its key pool would hold `limit + beyond` of them:
   * `beyond: 0` fills it to the last key ID, `1` asks for one too many, `-1` leaves one free. Guests are named
   * `<host>-<protection>-<n>`; in a case in which several stacks run on the same hosts, `stack` is asked for them.
   */
  | {
      readonly do: 'fill';
      readonly host: string;
      readonly protection: ConfidentialProtection;
      readonly beyond: number;
      readonly stack?: string;
    }
  /** The guest is deleted and its resources are given back. No effect on an unknown guest. */
  | { readonly do: 'delete'; readonly guest: string }
  /** The guest is stopped and started again through the control plane. */
  | { readonly do: 'restart'; readonly guest: string }
  /** Somebody asks for a live migration. */
  | { readonly do: 'migrate'; readonly guest: string }
  /** The node is drained and the guest's pod or instance is to be evicted. */
  | { readonly do: 'evict'; readonly guest: string }
  /** Somebody asks the API for something about a guest, e.g. `pause`, `addvolume` or, for SEV, `sev/setupsession`. */
  | { readonly do: 'request'; readonly guest: string; readonly request: string; readonly body?: JsonObject }
  /** The guest's hypervisor process dies. */
  | { readonly do: 'crash'; readonly guest: string }
  /** The node is closed for new guests, and every guest on it is to leave, in name order. */
  | { readonly do: 'drain'; readonly host: string }
  /** The node is open for new guests again. */
  | { readonly do: 'uncordon'; readonly host: string }
  /**
   * Something other than the periodic look makes the node agent act: its pod is made anew (`agent-started`: all is probed again), only
   * its process is (`agent-restarted`), it ends in an orderly way (`agent-stopping`), it has been silent for longer than its
   * heartbeat allows (`agent-silent`), the kubelet was restarted and has removed all device-plugin sockets (`kubelet-restarted`), or libvirt was, while its
   * guests went on running (`libvirtd-restarted`).
   */
  | { readonly do: 'mishap'; readonly host: string; readonly what: NodeMishap }
  /** The quote generation service of a TDX host: it listens, only its directory is there, or not even that. */
  | { readonly do: 'quote-service'; readonly host: string; readonly left: 'socket' | 'directory' | 'nothing' }
  /** From here on the scheduler sees this node as it is now, until `catch-up`: its cache lags behind. */
  | { readonly do: 'lag'; readonly host: string }
  | { readonly do: 'catch-up'; readonly host: string }
  /**
   * Somebody edits the node object; null removes a key. With `racing` the edit lands between the node agent's next look at the object
   * and its write.
   */
  | {
      readonly do: 'edit-node';
      readonly host: string;
      readonly labels?: Readonly<Record<string, string | null>>;
      readonly annotations?: Readonly<Record<string, string | null>>;
      readonly racing?: true;
    }
  /**
   * Confidential guests are started on the host behind the control plane's back, in the root cgroup or in `group`, which is made when
   * it is not there.
   */
  | {
      readonly do: 'start-outside';
      readonly host: string;
      readonly protection: ConfidentialProtection;
      readonly count: number;
      readonly group?: string;
    }
  /** The oldest of them are stopped. */
  | { readonly do: 'stop-outside'; readonly host: string; readonly count: number }
  /**
   * A file the node agent reads is damaged or, without `text`, gone; what the kernel and libvirt really know stays as it is. Shows at
   * the next labelling. A reboot puts everything right, and so does `repair`.
   */
  | { readonly do: 'spoil'; readonly host: string; readonly path: string; readonly text?: string }
  /** The file is whole again, while everything goes on running. */
  | { readonly do: 'repair'; readonly host: string; readonly path: string }
  /**
   * What becomes of news on its way to the kubelet and the node agent of a host, or of those about its node on their way to the
   * scheduler: it comes twice, not at all, or before what was sent earlier. `right` ends that, and what was lost is found by looking.
   * Without interleaving no news is ever on its way.
   */
  | { readonly do: 'watch'; readonly host: string; readonly events: WatchEvents }
  /** The clock of a node falls behind the control plane's by so many seconds, and is put right by its next look at the time. */
  | { readonly do: 'clock-jump'; readonly host: string; readonly seconds: number }
  /** Something in the host breaks, or works again; the files of `sim/host/faults` say what and for how long. */
  | { readonly do: 'fault'; readonly host: string; readonly fault: HostFaultName; readonly on: boolean }
  /**
   * Somebody writes `<pool> <max>` to misc.max of a cgroup, e.g. `/machine.slice`, which is made when it is not there. `max` is written
   * as it is, right or wrong.
   */
  | { readonly do: 'limit'; readonly host: string; readonly group: string; readonly pool: KeyPool; readonly max: string }
  /** An administrator looks at what the host shows of its key IDs. */
  | { readonly do: 'inspect'; readonly host: string }
  /** The host reboots, all its guests die, and it may come back with other settings. */
  | { readonly do: 'reboot'; readonly host: string; readonly settings?: Readonly<Record<string, SettingValue>> }
  /** The control plane's configuration is replaced, e.g. a feature gate is closed. */
  | { readonly do: 'configure'; readonly config: JsonObject };

/** What a `mishap` is. */
export const nodeMishaps = [
  'agent-started',
  'agent-restarted',
  'agent-stopping',
  'agent-silent',
  'kubelet-restarted',
  'libvirtd-restarted',
] as const;

/** One of {@link nodeMishaps}. */
export type NodeMishap = (typeof nodeMishaps)[number];

/** What can break in a host, in display order. */
export const hostFaultNames = [
  'flush-fails',
  'release-fails',
  'psp-error',
  'key-leak',
  'module-off',
  'misc-file-missing',
  'misc-file-garbled',
  'misc-file-stale',
] as const;

/** One of {@link hostFaultNames}. */
export type HostFaultName = (typeof hostFaultNames)[number];

/** What may become of news on its way. */
export const watchEvents = ['right', 'duplicated', 'lost', 'reordered'] as const;

/** One of {@link watchEvents}. */
export type WatchEvents = (typeof watchEvents)[number];

/** What can happen to a control plane and its nodes, in display order; the files of `sim/world/faults` say what each is. */
export const clusterFaultNames = [
  'firmware-too-old',
  'quote-service-gone',
  'kubelet-restart',
  'agent-crash',
  'agent-silent',
  'libvirtd-restart',
  'host-reboot',
  'bios-change',
  'hot-configuration',
  'clock-jump',
  'watch-duplicated',
  'watch-lost',
  'watch-reordered',
  'scheduler-lags',
] as const;

/** One of {@link clusterFaultNames}. */
export type ClusterFaultName = (typeof clusterFaultNames)[number];

/** Everything a {@link FaultWindow} can be about. */
export type FaultName = HostFaultName | ClusterFaultName;

/** Name of a kind of {@link Command}. */
export type CommandName = Command['do'];
