/** Every decision about a guest in which some release differs from the reference: whether it is accepted, what it looks like, what it lives through. */
export interface GuestChoices extends RequestChoices, RenderChoices, RunChoices {}

/** How requests are judged. */
export interface RequestChoices {
  /** Flavors and images can name a model; otherwise there is only SEV. */
  readonly modelsCanBeNamed: boolean;
  /** A model without encryption is refused. */
  readonly refusesModelAlone: boolean;
  /** Models are looked at before firmware and machine type. */
  readonly modelsComeFirst: boolean;
  /** A flavor and an image that contradict each other over encryption are refused. */
  readonly noticesEncryptionConflict: boolean;
  /** So are those that name different models. */
  readonly noticesModelConflict: boolean;
  /** What a flavor says is compared with what an image says as truth values, not as they are spelled. */
  readonly comparesTruths: boolean;
  /** Values of image properties that Nova does not have are refused. */
  readonly checksImageValues: boolean;
  /** Models need UEFI. */
  readonly encryptionNeedsUefi: boolean;
  /** Machine types that count as q35. */
  readonly isQ35: (machine: string) => boolean;
  /** The refusal of a machine type names the model that needs another. */
  readonly refusalNamesModel: boolean;
  /** The refusal of other firmware than UEFI says what the image is. */
  readonly uefiRefusal: 'of-the-metadata' | 'of-the-image';
  /** Models whose guests need firmware without variables. */
  readonly modelsNeedingStateless: readonly string[];
  /** TDX guests must not boot from a SCSI disk. */
  readonly refusesScsiForTdx: boolean;
  /** TDX guests must do without a video device. */
  readonly refusesVideoForTdx: boolean;
  /** Name and id of the image may be missing where a refusal tells them. */
  readonly copesWithoutImageName: boolean;
  readonly copesWithoutImageId: boolean;
  /** Status of requests with a value nobody knows. */
  readonly codeOfUnknownValue: 400 | 500;
  /** Stateless firmware can be asked for. */
  readonly knowsStateless: boolean;
  /** Stateless firmware without UEFI is passed over, instead of failing once the guest has a host. */
  readonly passesOverStatelessBios: boolean;
  /** Flavor and image that contradict each other over secure boot are refused at once, not by the host. */
  readonly refusesSecureBootConflict: boolean;
  /** Memory that must stay in place cannot be refused to stay there. */
  readonly refusesUnlockedEncryption: boolean;
  /** Locked memory needs a page size. */
  readonly lockedMemoryNeedsPageSize: boolean;
  /** What is wrong with locked memory is a bad request like any other mistake; otherwise it is forbidden, or an error nobody expected. */
  readonly lockedMemoryMistakesAreExpected: boolean;
}

/** How a guest is described to libvirt. */
export interface RenderChoices {
  /** Guest policy of SEV, and what SEV-ES adds to it. */
  readonly sevPolicy: number;
  readonly sevEsPolicy: number;
  readonly snpPolicy: number;
  /** TD attributes; undefined leaves them to QEMU. */
  readonly tdxPolicy: number | undefined;
  /** Kernel hashes are measured where a kernel comes from outside. */
  readonly measuresKernel: boolean;
  /** The owner's other keys may sign an SNP guest, and the chip's own key signs reports. */
  readonly snpKeys: { readonly authorKey: 'yes' | 'no'; readonly vcek: 'yes' | 'no' };
  /** A guest that asks for encryption is described without it where the host has none. */
  readonly encryptsOnlyWhereHostCan: boolean;
  /** Bits of the platform are copied into the document from what libvirt says of it. */
  readonly copiesPlatformBits: boolean;
  /** Virtio devices of encrypted guests that are told to translate addresses; the controller of the guest agent is one of them. */
  readonly hasIommu: (device: VirtioDevice) => boolean;
  /** Encrypted guests have no device by which their memory is dumped. */
  readonly encryptedHaveNoVmcoreinfo: boolean;
  /** Bus of drives on a machine type. */
  readonly cdromBus: (machine: string) => 'sata' | 'ide';
  /** Who chooses firmware: libvirt, or Nova by the descriptors of the host. */
  readonly firmwareIsChosenBy: 'libvirt' | 'nova';
  /** What Nova looks at in a descriptor, besides secure boot. */
  readonly readsFirmwareFeatures: boolean;
  /** A descriptor of another kind than split flash is passed over, instead of ending the search. */
  readonly passesOverOtherDescriptors: boolean;
  /** Firmware that needs system management mode gets it. */
  readonly obeysRequiresSmm: boolean;
  /** What the variable store is copied from. */
  readonly nvramTemplateIs: 'variables' | 'code';
  /** Stateless firmware has no variable store. */
  readonly statelessHasNoNvram: boolean;
  /** The loader of stateless firmware says so. */
  readonly saysStateless: boolean;
  /** Arm guests, which boot with UEFI by default, may ask for stateless firmware too. */
  readonly defaultUefiMayBeStateless: boolean;
  /** A guest that is started again boots the firmware it has had. */
  readonly pinsFirmware: boolean;
  /** A loader that said nothing of secure boot had none, and one of a TDX guest has not changed; otherwise both count as changed. */
  readonly understandsSilentLoaders: boolean;
  /** What a guest is protected by while it is rescued: its own image, or the one it boots from. */
  readonly rescueIsProtectedBy: 'own-image' | 'rescue-image';
}

/** What becomes of a guest. */
export interface RunChoices {
  /** What encrypted guests cannot do. */
  readonly refusedOfEncrypted: readonly ('suspend' | 'live-migration')[];
  /** How the refusal calls them, and its status. */
  readonly encryptedAreCalled: 'mem encryption enabled' | 'SEV-enabled';
  readonly codeOfEncryptedRefusal: 400 | 409;
  /** They are refused before their state is looked at. */
  readonly refusesBeforeState: boolean;
  /** A rebuild that would change what the guest needs of its host is refused. */
  readonly rebuildKeepsNeeds: boolean;
  /** A resize is judged like a new request. */
  readonly resizeIsJudged: boolean;
  /** Evacuation goes by the image of the guest. */
  readonly evacuationKeepsImage: boolean;
  /** Guests can be evacuated without asking the scheduler, by requests of before 2.68. */
  readonly forcesEvacuation: boolean;
  /** What an evacuated guest held of its host goes back when that host's service is there again. */
  readonly freesEvacuatedSource: boolean;
  /** A move that failed gives back what it took. */
  readonly failedMoveGivesBack: boolean;
  /** A confirmed move gives back what the guest held before. */
  readonly confirmGivesBack: boolean;
  /** A reverted move restores the flavor. */
  readonly revertRestoresFlavor: boolean;
  /** A guest that is off keeps its place; otherwise it gives everything back. */
  readonly stopKeepsPlace: boolean;
  /** A guest that is shelved and offloaded gives everything back. */
  readonly offloadGivesBack: boolean;
  /** Rebuild keeps the note of the image a guest is based on, which moves need. */
  readonly rebuildKeepsBaseImage: boolean;
  /** Variables survive a guest's being off. */
  readonly powerCycleKeepsNvram: boolean;
  /** Whether there are variables to remove is decided by the guest as it was; otherwise by what it is to be, or by its host. */
  readonly nvramIsOf: 'guest' | 'new-image' | 'host';
  /** A guest whose hypervisor died is off. */
  readonly noticesCrash: boolean;
  /** A failed start is the end of a build. */
  readonly failedBuildIsError: boolean;
}

/** A virtio device of the domain document. */
export type VirtioDevice = 'disk' | 'interface' | 'rng' | 'memballoon' | 'video' | 'scsi' | 'virtio-serial';

/** What the reference does. */
export const referenceGuestChoices: GuestChoices = {
  modelsCanBeNamed: true,
  refusesModelAlone: true,
  modelsComeFirst: true,
  noticesEncryptionConflict: true,
  noticesModelConflict: true,
  comparesTruths: true,
  checksImageValues: true,
  encryptionNeedsUefi: true,
  isQ35: (machine) => /^(pc-)?q35(-.*)?$/.test(machine),
  refusalNamesModel: true,
  uefiRefusal: 'of-the-metadata',
  modelsNeedingStateless: ['amd-sev-snp', 'intel-tdx'],
  refusesScsiForTdx: true,
  refusesVideoForTdx: false,
  copesWithoutImageName: true,
  copesWithoutImageId: true,
  codeOfUnknownValue: 400,
  knowsStateless: true,
  passesOverStatelessBios: true,
  refusesSecureBootConflict: true,
  refusesUnlockedEncryption: true,
  lockedMemoryNeedsPageSize: true,
  lockedMemoryMistakesAreExpected: true,

  sevPolicy: 0x33,
  sevEsPolicy: 0x37,
  snpPolicy: 0x30000,
  tdxPolicy: 0x10000000,
  measuresKernel: true,
  snpKeys: { authorKey: 'no', vcek: 'yes' },
  encryptsOnlyWhereHostCan: false,
  copiesPlatformBits: false,
  hasIommu: () => false,
  encryptedHaveNoVmcoreinfo: true,
  cdromBus: (machine) => (machine.includes('q35') ? 'sata' : 'ide'),
  firmwareIsChosenBy: 'libvirt',
  readsFirmwareFeatures: true,
  passesOverOtherDescriptors: true,
  obeysRequiresSmm: true,
  nvramTemplateIs: 'variables',
  statelessHasNoNvram: true,
  saysStateless: true,
  defaultUefiMayBeStateless: true,
  pinsFirmware: true,
  understandsSilentLoaders: true,
  rescueIsProtectedBy: 'own-image',

  refusedOfEncrypted: ['suspend', 'live-migration'],
  encryptedAreCalled: 'mem encryption enabled',
  codeOfEncryptedRefusal: 400,
  refusesBeforeState: true,
  rebuildKeepsNeeds: true,
  resizeIsJudged: true,
  evacuationKeepsImage: true,
  forcesEvacuation: true,
  freesEvacuatedSource: true,
  failedMoveGivesBack: true,
  confirmGivesBack: true,
  revertRestoresFlavor: true,
  stopKeepsPlace: true,
  offloadGivesBack: true,
  rebuildKeepsBaseImage: true,
  powerCycleKeepsNvram: true,
  nvramIsOf: 'guest',
  noticesCrash: true,
  failedBuildIsError: true,
};
