import type { HostReader } from '../../contracts/reader.js';
import { names } from './resources.js';
import type { Shim } from './runtime-class/shims.js';

/**
 * Every decision in which some release of Kata Containers or Node Feature Discovery differs from what the reference does, or in which a
 * stack could plausibly go wrong. The stages ask here instead of deciding themselves; a quirk is nothing but other values.
 */
export interface KataChoices extends FeatureChoices, ClassChoices, SchedulerChoices, HypervisorChoices, LifeChoices {}

/** How a node's features are found and told. */
export interface FeatureChoices {
  /** Is a parameter of kvm_amd on, by the text of its file? */
  readonly sevSwitchIsOn: (text: string) => boolean;
  /** Is TDX on, by the text of the parameter of kvm_intel? */
  readonly tdxSwitchIsOn: (text: string) => boolean;
  /** Where the capacity of key IDs is looked for; the first file that can be read counts. */
  readonly capacityFiles: readonly string[];
  /** Is this the line of that resource? */
  readonly capacityLineIsOf: (line: string, resource: string) => boolean;
  /** A line without a number is passed over, instead of ending the worker. */
  readonly passesOverBareLines: boolean;
  /** Counts of key IDs become labels. */
  readonly countsAreLabels: boolean;
  /** Features and key IDs are told of what the processor could do, instead of what KVM offers: the parameter that SNP is told by. */
  readonly snpIsToldBy: 'sev_snp' | 'sev_es' | 'sev';
  /** Which feature SNP's key IDs come from. */
  readonly snpKeysAre: 'encrypted-state-ids' | 'asids' | 'both';
  /** Labels and resources that are no longer true are taken away. */
  readonly removesOutdated: boolean;
  /** A resource whose count is unknown is offered nevertheless, with this many; undefined: not offered. */
  readonly unknownCountIs: number | undefined;
  /** Units offered beyond those there are. */
  readonly surplusKeys: number;
  /** The node keeps what it was told when its worker ends or is silent. */
  readonly outlivesWorker: boolean;
  /** Rules of the vendors: labels of other names than the RuntimeClasses select by. */
  readonly labelNames: Readonly<Record<'snp' | 'tdx', string>>;
}

/** RuntimeClasses and what the API server makes of a pod that names one. */
export interface ClassChoices {
  /** Protections whose shims are installed. */
  readonly knownTees: readonly ('snp' | 'tdx')[];
  readonly classesSelectKataNodes: boolean;
  readonly classesSelectCapableNodes: boolean;
  readonly classesAskForKeys: boolean;
  /** A key ID is asked for even where memory and CPU are not told. */
  readonly keyOutlivesOverhead: boolean;
  readonly keyNames: Readonly<Record<'snp' | 'tdx', string>>;
  readonly keysPerPod: number;
  readonly sandboxOverhead: Readonly<Record<Shim, Readonly<Record<string, string>>>>;
  /** A pod that names a class there is not is refused. */
  readonly refusesUnknownClass: boolean;
  /** A node selector that contradicts the class is refused, instead of won by the pod or the class. */
  readonly selectorConflict: 'refused' | 'pod-wins' | 'class-wins';
  /** Overhead that the user wrote must be that of the class. */
  readonly refusesForeignOverhead: boolean;
  /** The annotation of the runtime handler decides over `runtimeClassName`. */
  readonly handlerAnnotationDecides: boolean;
  /** A pod for SNP must say that it is not attested before its launch, as the guide has it. */
  readonly readsPreAttestation: boolean;
}

/** How the scheduler chooses. */
export interface SchedulerChoices {
  readonly countsOverheadMemory: boolean;
  readonly obeysSelectors: boolean;
  readonly noticesClosedNodes: boolean;
  /** Units that may be claimed beyond what a node offers. */
  readonly overbookedKeys: number;
}

/** What the shim makes of configuration and annotations. */
export interface HypervisorChoices {
  /** Which protection this host has; undefined: none. */
  readonly hostProtection: (reader: HostReader) => 'tdx' | 'snp' | undefined;
  /** Guests of a protected class that find no protection are refused, instead of started without. */
  readonly refusesWithoutProtection: boolean;
  /** A host with another protection than that of the class refuses, instead of giving its own. */
  readonly classDecidesProtection: boolean;
  /** A class for SNP whose file has SNP switched off is refused, instead of started with SEV. */
  readonly refusesLesserProtection: boolean;
  /** Memory annotations below what any guest needs are refused. */
  readonly leastMemoryMib: number;
  /** What `default_memory` and the limits of containers come to. */
  readonly sizesGuestByLimits: boolean;
  /** `snp_certs_path` becomes an argument: of SNP guests, of any, or of none. */
  readonly certsPathIsFor: 'nobody' | 'snp' | 'anyone';
  /** The type of an object comes before its properties. */
  readonly typeComesFirst: boolean;
  /** Confidential guests have no slots for memory that is plugged in later. */
  readonly plugsNoConfidentialMemory: boolean;
  /** The digest of initdata is bound into the guest's evidence. */
  readonly bindsInitdata: boolean;
  /** The digest is over the text inside, instead of what the annotation says. */
  readonly initdataDigestIsOver: 'text' | 'annotation';
  /** An unknown digest algorithm is an error, instead of ending the shim. */
  readonly refusesUnknownAlgorithm: boolean;
  /** A digest of another length than the field is padded or cut. */
  readonly fitsDigest: boolean;
  /** Annotations that are not enabled are refused. */
  readonly refusesOtherAnnotations: boolean;
  /** One of ID block and authentication without the other is refused. */
  readonly refusesHalfIdBlock: boolean;
  /** `virtio-blk-mmio` is refused for confidential guests. */
  readonly refusesMmioDisks: boolean;
  /** The kernel, its command line and the initial file system are measured. */
  readonly measuresKernel: boolean;
  readonly splitsIrqchip: boolean;
  readonly snpCpuModel: string;
  /** `kernel_params` reach the guest's kernel. */
  readonly passesKernelParams: boolean;
  /** Where the quote generation service is looked for when no port is configured. */
  readonly quoteServiceIs: 'socket-or-vsock' | 'always-vsock';
  /** `snp_guest_policy` of the configuration is used. */
  readonly obeysPolicy: boolean;
  /** How the firmware is given to a protected guest. */
  readonly protectedFirmware: 'bios' | 'pflash';
}

/** What the kubelet and its user see. */
export interface LifeChoices {
  /** A pod whose guest has started is shown running. */
  readonly noticesStart: boolean;
  /** A pod that is deleted is stopped. */
  readonly stopsDeleted: boolean;
  /** Somebody who asks for a pod to be migrated is obeyed. */
  readonly migratesPods: boolean;
  /** Starts that failed are tried again. */
  readonly retriesStart: boolean;
  /** The message of a failed start reaches the events. */
  readonly tellsWhyStartFailed: boolean;
  readonly noticesCrash: boolean;
  /** The kubelet starts the sandbox of a pod again where its restart policy says so. */
  readonly obeysRestartPolicy: boolean;
  readonly noticesKubeletRefusal: boolean;
}

const yes = (text: string): boolean => text.startsWith('Y');

/** What the reference does. */
export const referenceChoices: KataChoices = {
  sevSwitchIsOn: (text) => text.startsWith('1') || yes(text),
  tdxSwitchIsOn: (text) => text === 'Y\n',
  capacityFiles: ['/sys/fs/cgroup/misc.capacity', '/sys/fs/cgroup/misc/misc.capacity'],
  capacityLineIsOf: (line, resource) => line.split(' ')[0] === resource,
  passesOverBareLines: true,
  countsAreLabels: false,
  snpIsToldBy: 'sev_snp',
  snpKeysAre: 'encrypted-state-ids',
  removesOutdated: true,
  unknownCountIs: undefined,
  surplusKeys: 0,
  outlivesWorker: true,
  labelNames: { snp: names.snpLabel, tdx: names.tdxLabel },

  knownTees: ['snp', 'tdx'],
  classesSelectKataNodes: true,
  classesSelectCapableNodes: true,
  classesAskForKeys: true,
  keyOutlivesOverhead: true,
  keyNames: { snp: names.snpKeys, tdx: names.tdxKeys },
  keysPerPod: 1,
  sandboxOverhead: {
    qemu: { memory: '320Mi', cpu: '250m' },
    'qemu-snp': { memory: '2048Mi', cpu: '1.0' },
    'qemu-tdx': { memory: '2048Mi', cpu: '1.0' },
    'qemu-coco-dev': { memory: '160Mi', cpu: '250m' },
  },
  refusesUnknownClass: true,
  selectorConflict: 'refused',
  refusesForeignOverhead: true,
  handlerAnnotationDecides: false,
  readsPreAttestation: false,

  countsOverheadMemory: true,
  obeysSelectors: true,
  noticesClosedNodes: true,
  overbookedKeys: 0,

  hostProtection: (reader) => {
    if (switchedOn(reader, '/sys/module/kvm_intel/parameters/tdx', yes)) return 'tdx';
    return switchedOn(reader, '/sys/module/kvm_amd/parameters/sev_snp', yes) ? 'snp' : undefined;
  },
  refusesWithoutProtection: true,
  classDecidesProtection: true,
  refusesLesserProtection: true,
  leastMemoryMib: 256,
  sizesGuestByLimits: true,
  certsPathIsFor: 'nobody',
  typeComesFirst: true,
  plugsNoConfidentialMemory: true,
  bindsInitdata: true,
  initdataDigestIsOver: 'text',
  refusesUnknownAlgorithm: true,
  fitsDigest: true,
  refusesOtherAnnotations: true,
  refusesHalfIdBlock: true,
  refusesMmioDisks: true,
  measuresKernel: true,
  splitsIrqchip: true,
  snpCpuModel: 'EPYC-v4',
  passesKernelParams: true,
  quoteServiceIs: 'socket-or-vsock',
  obeysPolicy: true,
  protectedFirmware: 'bios',

  noticesStart: true,
  stopsDeleted: true,
  migratesPods: false,
  retriesStart: true,
  tellsWhyStartFailed: true,
  noticesCrash: true,
  obeysRestartPolicy: true,
  noticesKubeletRefusal: true,
};

/** Reads a kernel parameter. */
export function switchedOn(reader: HostReader, path: string, isOn: (text: string) => boolean): boolean {
  const read = reader.read(path);
  return read.ok && isOn(read.text);
}
