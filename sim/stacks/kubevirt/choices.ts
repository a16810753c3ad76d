import type { GuestForm } from '../../contracts/commands.js';
import { type KeyPool, keyPools, type Technology, technologies } from '../../contracts/protection.js';
import type { NodeHappening } from '../../contracts/subject.js';
import type { LaunchDialect } from './admit/launch-dialect.js';
import type { Config } from './config.js';
import { capacityOfResource, type MiscCapacityReading } from './devices/misc-capacity.js';
import type { PluginKind } from './devices/plugin-kind.js';
import { gatesOfReference } from './feature-gates.js';
import { isOwnLabel } from './label/node-labels.js';
import { defaultObsoleteCpuModels } from './label/obsolete-cpu-models.js';
import type { Specified } from './vmi.js';

/**
 * Every decision in which some release, fork or proposal of KubeVirt differs from what the reference does, or in which a stack
 * could plausibly go wrong. The stages ask here instead of deciding themselves; a quirk is nothing but other values.
 */
export interface Choices {
  /** Technologies a release has labels for: its own. */
  readonly labelledTechnologies: readonly Technology[];
  /** Value of the labels `kubevirt.io/sev` and `kubevirt.io/sev-es`. Selectors ask for `true`. */
  readonly sevLabelValue: '' | 'true';
  /** Value of those labels that SEV guests select. */
  readonly sevSelectorValue: '' | 'true';
  /** Value of the label `kubevirt.io/tdx`, and what TDX guests ask for. */
  readonly tdxLabelValue: '' | 'true';
  /** Confidential labels also need the kernel module's parameter to be in effect; domain capabilities alone are not believed. */
  readonly labelsNeedModuleParameters: boolean;
  /** `kubevirt.io/s390-pv` is written and selected. */
  readonly knowsSecureExecution: boolean;
  /** Which labels of a node are the agent's to remove. */
  readonly isOwnLabel: (key: string) => boolean;
  /** An unreadable document ends the agent, and its old labels stay on the node. */
  readonly unreadableDocumentPanics: boolean;
  /** A host-model mode without a model ends the agent as well. */
  readonly emptyHostModelPanics: boolean;
  /** Host capabilities without a time-stamp counter end it too. */
  readonly missingCounterPanics: boolean;
  /** The documents are read when the process comes up, and never again by it. */
  readonly documentsReadOnce: boolean;
  /** After a run that failed, labels are left alone until the process is restarted. */
  readonly labellerEndsWithFirstError: boolean;
  /** An annotation keeps the labeller away from a node. */
  readonly obeysSkipAnnotation: boolean;
  /** Changed labels are written with a patch that first tests what it replaces. */
  readonly testsBeforePatching: boolean;
  /** A patch is sent even when no label changed. */
  readonly patchesUnchangedLabels: boolean;
  /** Labels of closed feature gates are left out. */
  readonly labelsObeyGates: boolean;
  /** The control plane takes a node whose agent is silent out of service. */
  readonly marksSilentNodes: boolean;
  /** An agent that ends takes its node out of service. */
  readonly marksStoppingNodes: boolean;
  /** A node is out of service while any of its device plugins is not up. */
  readonly anyFailedPluginUnschedules: boolean;
  /** One label the API server cannot store makes it refuse all of them. */
  readonly oneInvalidLabelLosesAll: boolean;
  /** `cpu-model` labels are written only for models that can really be used. */
  readonly modelMustBeUsable: boolean;
  /** A node whose own CPU model is obsolete is marked. */
  readonly marksObsoleteHostModel: boolean;
  /** CPU models that get no label, unless configured. */
  readonly obsoleteCpuModels: ReadonlySet<string>;
  /** How a key-ID count is found in the text of misc.capacity. */
  readonly readMiscCapacity: MiscCapacityReading;
  /** Key IDs announced beyond those there are. */
  readonly surplusKeys: number;
  /** Pools whose key IDs are announced and claimed. */
  readonly countedPools: readonly KeyPool[];
  /** TDX key IDs are written into the node's status under a name of their own, instead of being announced by a plugin. */
  readonly patchesTdxCapacity: boolean;
  /** A closed feature gate withdraws the devices behind it. */
  readonly devicePluginsObeyGates: boolean;
  /** Plugins the configuration no longer asks for are stopped. */
  readonly stopsUnwantedPlugins: boolean;
  /** A plugin that stops sends an empty list first. */
  readonly deregistersDevices: boolean;
  /** A plugin looks at its devices before it announces them, not after. */
  readonly looksBeforeAnnouncing: boolean;
  /** What a plugin finds out about its devices reaches the kubelet. */
  readonly hearsHealth: (kind: PluginKind) => boolean;
  /** A plugin notices that its socket is gone, because the kubelet began anew, and registers again. */
  readonly noticesKubeletRestart: (kind: PluginKind) => boolean;
  /** A plugin can be started a second time in the same process. */
  readonly survivesSecondStart: (kind: PluginKind) => boolean;
  /** The directory of a socket that does not matter must be there nevertheless. */
  readonly optionalSocketNeedsDirectory: boolean;
  /** While misc.capacity cannot be read, running plugins keep their last count. */
  readonly keepsCountOfUnreadableCapacity: boolean;
  /** A running plugin takes over another count. */
  readonly refreshesRunningCounts: boolean;
  /** When key IDs are counted again. */
  readonly countsKeysAnewAt: (happening: NodeHappening) => boolean;

  /** Whose feature gates, with their defaults: a release of KubeVirt. */
  readonly gatesOfRelease: string;
  /** Where admission says a launch-security mistake is, below the guest's spec. */
  readonly launchSecurityField: string;
  /** Where it says that devices of the host stand behind a closed gate, below the guest's spec. */
  readonly hostDevicesField: string;
  /** What came from an instance type or a preference is told of a place in the machine that exists. */
  readonly causesPointAtSubmittedFields: boolean;
  /** An absent `secureBoot` means on. */
  readonly absentSecureBootIsOn: boolean;
  /** Members `launchSecurity` has. */
  readonly launchDialect: LaunchDialect;
  /** Intel's fork has rules of its own for encrypted guests. */
  readonly rulesOfFork: boolean;
  /** More or fewer than one launch-security type is refused. */
  readonly oneLaunchSecurityTypeOnly: boolean;
  /** A closed feature gate refuses the guests behind it. */
  readonly admissionObeysGates: boolean;
  /** TDX guests, whose secure-boot keys are inside the firmware, need no SMM for secure boot. */
  readonly tdxSecureBootNeedsNoSmm: boolean;
  /** Persistent UEFI variables are refused for guests whose firmware has none. */
  readonly refusesPersistentEfi: boolean;
  /** System management mode is refused for SNP guests, which QEMU does not start with it. */
  readonly refusesSmmForSnp: boolean;
  /** Policies that let the host debug the guest are refused. */
  readonly refusesGuestDebugging: boolean;
  /** SNP policies without the reserved bit 17 are refused. */
  readonly snpPolicyNeedsBit17: boolean;
  /** Kernel hashes are refused where no kernel is given. */
  readonly kernelHashesNeedKernel: boolean;
  /** Values a TD is to be measured with must have the right form and length. */
  readonly checksMeasuredIds: boolean;
  /** SEV, SNP and TDX are taken for Secure Execution on s390x. */
  readonly s390xTakesAnyType: boolean;
  /** Forms whose guests may have memory that grows although it is encrypted. */
  readonly formsThatMayGrow: readonly GuestForm[];
  /** Forms that are judged before the defaults of an instance are filled in. */
  readonly undefaultedTemplates: readonly GuestForm[];
  /** Some rules for instances are not asked of the templates they are made from. */
  readonly templatesObeyFewerRules: boolean;
  /** Members of a preference that win over the user's. */
  readonly preferencesThatOverwrite: readonly string[];
  /** A preference can say how guests are protected. */
  readonly preferenceCanProtect: boolean;
  /** Who protects guests by instance type is told that this goes away. */
  readonly instancetypeProtectionIsDeprecated: boolean;
  /** SEV guests become SNP guests by themselves. */
  readonly upgradesSev: boolean;
  /** The author of a confidential guest is warned of user data that comes from the infrastructure. */
  readonly warnsOfUserData: boolean;
  /** TDX guests are told where the quote generation service listens. */
  readonly annotatesQgsSocket: boolean;

  /** The launcher of a SEV-family guest runs privileged. */
  readonly privilegedLauncherForSev: boolean;
  /** Page tables count in the overhead even when only `memory.guest` says how much memory there is. */
  readonly pageTablesForGuestMemory: boolean;
  /** Memory a SEV-family guest needs for what cannot be shared or moved, in bytes. */
  readonly sevOverheadBytes: number;
  /** What TDX adds to a guest's memory, in bytes; nothing, because its memory comes from guest_memfd. */
  readonly tdxOverheadBytes: (vmi: Specified, config: Config) => number;
  /** Parts of the overhead that the configured ratio does not reach. */
  readonly overheadOutsideRatio: readonly ('encryption' | 'guaranteed')[];
  /** The overhead is that of the guest's own architecture, not of the control plane's. */
  readonly overheadKnowsGuestArchitecture: boolean;
  /** Kinds of encryption that pin the guest's memory, so that QEMU must be allowed to lock it. */
  readonly encryptionLocksMemory: (kind: 'SEV' | 'TDX') => boolean;
  /** How much QEMU may lock of a guest whose memory must stay where it is. */
  readonly memoryLock: 'unlimited' | 'computed' | 'computed-from-requests';
  /** The control plane's node selectors win over the user's where they contradict. */
  readonly ownSelectorsWin: boolean;
  /** SNP guests select nodes labelled `kubevirt.io/sev-snp`, not merely SEV ones. */
  readonly snpSelectsSnp: boolean;
  /** Units of each extended resource that may be taken beyond what a node offers. */
  readonly overbookedUnits: number;

  /** Guest policy of SEV: bit 0 forbids debugging. */
  readonly sevPolicy: number;
  /** Bit 2 of SEV's policy is set for SEV-ES. */
  readonly encryptedStateInPolicy: boolean;
  /** Guest policy of SNP: bit 16 allows SMT, bit 17 must be one. */
  readonly snpPolicy: number;
  /** TD attributes; undefined leaves them to libvirt. Bit 0 would allow debugging. */
  readonly tdxPolicy: number | undefined;
  /** Name of the element that holds the quote generation service's socket. */
  readonly qgsElement: string;
  /** Its address is what the request says, not what the cluster does. */
  readonly qgsAddressFromRequest: boolean;
  /** A guest with both SEV and SNP is described as a SEV guest, whatever firmware it boots. */
  readonly sevElementWins: boolean;
  /** Which guests have their performance counters switched off. */
  readonly pmuIsOff: (vmi: Specified, config: Config) => boolean;
  /** TDX guests boot `OVMF.fd`, mapped as libvirt likes. */
  readonly tdxBootsSingleImage: boolean;
  /** QEMU emulates the I/O APIC of TDX guests. */
  readonly tdxSplitsIrqchip: boolean;
  /** Memory of TDX guests is said to be anonymous and private. */
  readonly tdxHasPrivateMemoryBacking: boolean;
  /** TDX guests have a virtio console instead of a serial one. */
  readonly tdxHasVirtioConsole: boolean;
  /** TDX guests have no memory balloon. */
  readonly tdxHasNoBalloon: boolean;
  /** Where the firmware images are, unless configured. */
  readonly ovmfDirectory: string;
  /** Firmware is chosen by protection first and by secure boot second. */
  readonly protectionDecidesFirmware: boolean;
  /** How firmware without variables is mapped. */
  readonly statelessLoader: 'rom' | 'pflash';
  /** UEFI without secure boot does with whichever of the two code images there is. */
  readonly plainEfiTakesEitherImage: boolean;
  /** Template of the variables of UEFI without secure boot. */
  readonly plainEfiVariables: 'OVMF_VARS.fd' | 'OVMF_VARS.secboot.fd';
  /** Where libvirt chooses the firmware, it is told the format of the variable store. */
  readonly nvramFormatIsSaid: boolean;
  /** The check for SEV attestation survives a guest that has only `snp`. */
  readonly attestationCheckKnowsSnp: boolean;
  /** Virtio devices of SEV-family guests that get `iommu='on'`, by element name. */
  readonly hasIommu: (device: VirtioDevice) => boolean;
  /** Cluster, guest and performance class can keep free pages from being reported. */
  readonly freePageReportingCanBeRefused: boolean;

  /** The beginning of a start error by which a missing firmware image is recognised as final. */
  readonly missingFirmwareText: string;
  /** A start that failed for lack of a key ID is tried again. */
  readonly retriesForKeys: boolean;
  /** Starts that can never succeed end in phase Failed. */
  readonly recognisesHopelessStarts: boolean;
  /** A migration of a guest that cannot migrate is refused even before the node agent has said so. */
  readonly refusesMigrationBeforeFirstStatus: boolean;
  /** Memory-encryption kinds that make a guest non-migratable. */
  readonly cannotMigrate: (kind: 'SEV' | 'TDX' | 'Secure Execution') => boolean;
  /** Secure Execution is among the obstacles to moving a guest's storage. */
  readonly storageKnowsSecureExecution: boolean;
  /** Eviction of a guest that should migrate but cannot is denied. */
  readonly deniesHopelessEviction: boolean;
  /** An eviction that cannot be read is denied before it has marked anything. */
  readonly deniesUnreadableEviction: boolean;
  /** A guest whose pod the kubelet refused has failed. */
  readonly noticesKubeletRefusal: boolean;
  /** A guest whose hypervisor died has failed, not succeeded. */
  readonly crashIsFailure: boolean;
  /** Guests on a node whose agent is silent have failed, even if their pods live. */
  readonly silentAgentFailsGuests: boolean;
  /** A guest whose owner wants to attest it is not started before there is a launch session. */
  readonly waitsForSession: boolean;
  /** A node agent that comes back starts guests that wait for a launch session. */
  readonly agentForgetsWhoWaits: boolean;
  /** A launch session can be replaced by another. */
  readonly replacesSession: boolean;
  /** SEV's attestation subresources are for SEV and SEV-ES only. */
  readonly onlySevIsAttestedByOwner: boolean;
  /** The platform's certificates are those that were seen first. */
  readonly remembersCertificates: boolean;
  /** Measurement and secret need a guest that stands still. */
  readonly attestsOnlyWhilePaused: boolean;
  /** HTTP code by which a GET is refused that the guest's state does not allow. */
  readonly codeOfGetConflict: 409 | 500;
  /** Access is reviewed for the whole name of a subresource, not for its first part. */
  readonly reviewsWholeSubresource: boolean;
  /** More CPU sockets for a running encrypted guest are refused. */
  readonly refusesCpuHotplug: boolean;
}

/** A virtio device of the domain document, named by its element; controllers by their type. */
export type VirtioDevice = 'disk' | 'interface' | 'memballoon' | 'rng' | 'scsi' | 'virtio-serial' | 'vsock';

/** What the reference does. */
export const referenceChoices: Choices = {
  labelledTechnologies: technologies,
  sevLabelValue: 'true',
  sevSelectorValue: 'true',
  tdxLabelValue: 'true',
  labelsNeedModuleParameters: true,
  knowsSecureExecution: true,
  isOwnLabel,
  unreadableDocumentPanics: false,
  emptyHostModelPanics: false,
  missingCounterPanics: false,
  documentsReadOnce: false,
  labellerEndsWithFirstError: false,
  obeysSkipAnnotation: true,
  testsBeforePatching: true,
  patchesUnchangedLabels: false,
  labelsObeyGates: false,
  marksSilentNodes: true,
  marksStoppingNodes: true,
  anyFailedPluginUnschedules: false,
  oneInvalidLabelLosesAll: false,
  modelMustBeUsable: true,
  marksObsoleteHostModel: true,
  obsoleteCpuModels: defaultObsoleteCpuModels,
  readMiscCapacity: capacityOfResource,
  surplusKeys: 0,
  countedPools: keyPools,
  patchesTdxCapacity: false,
  devicePluginsObeyGates: true,
  stopsUnwantedPlugins: true,
  deregistersDevices: true,
  looksBeforeAnnouncing: true,
  hearsHealth: () => true,
  noticesKubeletRestart: () => true,
  survivesSecondStart: () => true,
  optionalSocketNeedsDirectory: false,
  keepsCountOfUnreadableCapacity: true,
  refreshesRunningCounts: true,
  countsKeysAnewAt: () => true,

  gatesOfRelease: gatesOfReference,
  launchSecurityField: 'domain.launchSecurity',
  hostDevicesField: 'domain.devices.hostDevices',
  causesPointAtSubmittedFields: true,
  absentSecureBootIsOn: true,
  launchDialect: 'vep-80',
  rulesOfFork: false,
  oneLaunchSecurityTypeOnly: true,
  admissionObeysGates: true,
  tdxSecureBootNeedsNoSmm: true,
  refusesPersistentEfi: true,
  refusesSmmForSnp: true,
  refusesGuestDebugging: true,
  snpPolicyNeedsBit17: true,
  kernelHashesNeedKernel: true,
  checksMeasuredIds: true,
  s390xTakesAnyType: false,
  formsThatMayGrow: [],
  undefaultedTemplates: [],
  templatesObeyFewerRules: false,
  preferencesThatOverwrite: [],
  preferenceCanProtect: true,
  instancetypeProtectionIsDeprecated: true,
  upgradesSev: false,
  warnsOfUserData: true,
  annotatesQgsSocket: true,

  privilegedLauncherForSev: false,
  pageTablesForGuestMemory: true,
  sevOverheadBytes: 256 * 2 ** 20,
  tdxOverheadBytes: () => 0,
  overheadOutsideRatio: [],
  overheadKnowsGuestArchitecture: true,
  encryptionLocksMemory: (kind) => kind === 'SEV',
  memoryLock: 'unlimited',
  ownSelectorsWin: true,
  snpSelectsSnp: true,
  overbookedUnits: 0,

  sevPolicy: 0x1,
  encryptedStateInPolicy: true,
  snpPolicy: 0x30000,
  tdxPolicy: undefined,
  qgsElement: 'quoteGenerationService',
  qgsAddressFromRequest: false,
  sevElementWins: false,
  pmuIsOff: ({ spec }) => spec.domain.launchSecurity?.tdx !== undefined,
  tdxBootsSingleImage: false,
  tdxSplitsIrqchip: false,
  tdxHasPrivateMemoryBacking: false,
  tdxHasVirtioConsole: false,
  tdxHasNoBalloon: false,
  ovmfDirectory: '/usr/share/edk2/ovmf',
  protectionDecidesFirmware: true,
  statelessLoader: 'rom',
  plainEfiTakesEitherImage: true,
  plainEfiVariables: 'OVMF_VARS.fd',
  nvramFormatIsSaid: true,
  attestationCheckKnowsSnp: true,
  hasIommu: () => true,
  freePageReportingCanBeRefused: true,

  missingFirmwareText: 'EFI OVMF roms missing',
  retriesForKeys: true,
  recognisesHopelessStarts: true,
  refusesMigrationBeforeFirstStatus: true,
  cannotMigrate: () => true,
  storageKnowsSecureExecution: true,
  deniesHopelessEviction: true,
  deniesUnreadableEviction: true,
  noticesKubeletRefusal: true,
  crashIsFailure: true,
  silentAgentFailsGuests: false,
  waitsForSession: true,
  agentForgetsWhoWaits: false,
  replacesSession: false,
  onlySevIsAttestedByOwner: true,
  remembersCertificates: false,
  attestsOnlyWhilePaused: true,
  codeOfGetConflict: 409,
  reviewsWholeSubresource: true,
  refusesCpuHotplug: true,
};
