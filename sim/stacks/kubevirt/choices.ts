import { type KeyPool, keyPools } from '../../contracts/protection.js';
import { capacityOfResource, type MiscCapacityReading } from './label/misc-capacity.js';
import { isOwnLabel } from './label/node-labels.js';

/**
 * Every decision in which some release, fork or proposal of KubeVirt differs from what the reference does, or in which a stack
 * could plausibly go wrong. The stages ask here instead of deciding themselves; a quirk is nothing but other values.
 */
export interface Choices {
  /** Value of the labels `kubevirt.io/sev` and `kubevirt.io/sev-es`. Selectors ask for `true`. */
  readonly sevLabelValue: '' | 'true';
  /** Confidential labels also need the kernel module's parameter to be in effect; domain capabilities alone are not believed. */
  readonly labelsNeedModuleParameters: boolean;
  /** `kubevirt.io/s390-pv` is written and selected. */
  readonly knowsSecureExecution: boolean;
  /** Which labels of a node are the agent's to remove. */
  readonly isOwnLabel: (key: string) => boolean;
  /** An unreadable document ends the agent, and its old labels stay on the node. */
  readonly unreadableDocumentPanics: boolean;
  /** One label the API server cannot store makes it refuse all of them. */
  readonly oneInvalidLabelLosesAll: boolean;
  /** `cpu-model` labels are written only for models that can really be used. */
  readonly modelMustBeUsable: boolean;
  /** How a key-ID count is found in the text of misc.capacity. */
  readonly readMiscCapacity: MiscCapacityReading;
  /** Key IDs announced beyond those there are. */
  readonly surplusKeys: number;
  /** Pools whose key IDs are announced and claimed. */
  readonly countedPools: readonly KeyPool[];
  /** A closed feature gate withdraws the devices behind it. */
  readonly devicePluginsObeyGates: boolean;

  /** Where admission says a launch-security mistake is. */
  readonly launchSecurityField: string;
  /** More or fewer than one launch-security type is refused. */
  readonly oneLaunchSecurityTypeOnly: boolean;
  /** A closed feature gate refuses the guests behind it. */
  readonly admissionObeysGates: boolean;
  /** TDX guests, whose secure-boot keys are inside the firmware, need no SMM for secure boot. */
  readonly tdxSecureBootNeedsNoSmm: boolean;
  /** Persistent UEFI variables are refused for guests whose firmware has none. */
  readonly refusesPersistentEfi: boolean;
  /** TDX guests are told where the quote generation service listens. */
  readonly annotatesQgsSocket: boolean;

  /** The launcher of a SEV-family guest runs privileged. */
  readonly privilegedLauncherForSev: boolean;
  /** Page tables count in the overhead even when only `memory.guest` says how much memory there is. */
  readonly pageTablesForGuestMemory: boolean;
  /** Memory a SEV-family guest needs for what cannot be shared or moved, in bytes. */
  readonly sevOverheadBytes: number;
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
  /** Where the firmware images are, unless configured. */
  readonly ovmfDirectory: string;
  /** Firmware is chosen by protection first and by secure boot second. */
  readonly protectionDecidesFirmware: boolean;
  /** How firmware without variables is mapped. */
  readonly statelessLoader: 'rom' | 'pflash';
  /** UEFI without secure boot does with whichever of the two code images there is. */
  readonly plainEfiTakesEitherImage: boolean;
  /** The check for SEV attestation survives a guest that has only `snp`. */
  readonly attestationCheckKnowsSnp: boolean;
  /** Virtio devices of SEV-family guests that get `iommu='on'`, by element name. */
  readonly hasIommu: (device: VirtioDevice) => boolean;

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
  /** Eviction of a guest that should migrate but cannot is denied. */
  readonly deniesHopelessEviction: boolean;
}

/** A virtio device of the domain document, named by its element; controllers by their type. */
export type VirtioDevice = 'disk' | 'interface' | 'memballoon' | 'rng' | 'scsi' | 'virtio-serial';

/** What the reference does. */
export const referenceChoices: Choices = {
  sevLabelValue: 'true',
  labelsNeedModuleParameters: true,
  knowsSecureExecution: true,
  isOwnLabel,
  unreadableDocumentPanics: false,
  oneInvalidLabelLosesAll: false,
  modelMustBeUsable: true,
  readMiscCapacity: capacityOfResource,
  surplusKeys: 0,
  countedPools: keyPools,
  devicePluginsObeyGates: true,

  launchSecurityField: 'spec.domain.launchSecurity',
  oneLaunchSecurityTypeOnly: true,
  admissionObeysGates: true,
  tdxSecureBootNeedsNoSmm: true,
  refusesPersistentEfi: true,
  annotatesQgsSocket: true,

  privilegedLauncherForSev: false,
  pageTablesForGuestMemory: true,
  sevOverheadBytes: 256 * 2 ** 20,
  ownSelectorsWin: true,
  snpSelectsSnp: true,
  overbookedUnits: 0,

  sevPolicy: 0x1,
  encryptedStateInPolicy: true,
  snpPolicy: 0x30000,
  tdxPolicy: undefined,
  qgsElement: 'quoteGenerationService',
  ovmfDirectory: '/usr/share/edk2/ovmf',
  protectionDecidesFirmware: true,
  statelessLoader: 'rom',
  plainEfiTakesEitherImage: true,
  attestationCheckKnowsSnp: true,
  hasIommu: () => true,

  missingFirmwareText: 'EFI OVMF roms missing',
  retriesForKeys: true,
  recognisesHopelessStarts: true,
  refusesMigrationBeforeFirstStatus: true,
  cannotMigrate: () => true,
  deniesHopelessEviction: true,
};
