import { type GuestChoices, referenceGuestChoices } from './guest-choices.js';
import { type MemoryEncryptionModel, memoryEncryptionModels } from './models.js';
import { truthOf } from './truth.js';

/**
 * Every decision in which some release of Nova or of the placement service differs from what the reference does, or in which a stack
 * could plausibly go wrong. The stages ask here instead of deciding themselves; a quirk is nothing but other values.
 */
export interface NovaChoices extends DetectionChoices, ReportChoices, TranslationChoices, PlacementChoices, GuestChoices {}

/** What a compute service finds out about its host. */
export interface DetectionChoices {
  /** Models a release knows of: others are neither detected nor reported. */
  readonly knownModels: readonly MemoryEncryptionModel[];
  /** Is a kernel parameter on, by the text of its file? */
  readonly kernelSwitchIsOn: (text: string) => boolean;
  /** Models whose kernel parameter is looked at. */
  readonly modelsWithKernelSwitch: readonly MemoryEncryptionModel[];
  /** Releases of libvirt and QEMU without which the service does not start. */
  readonly floors: { readonly libvirt: string; readonly qemu: string };
  /** QEMU from which SEV-ES is believed. */
  readonly qemuForSevEs: string;
  /** libvirt from which stateless firmware is believed; undefined: never. */
  readonly libvirtForStateless: string | undefined;
  /** A version that cannot be read counts as too old, instead of as unknown. */
  readonly unreadVersionIsOld: boolean;
  /** What becomes of the other machine types when libvirt cannot answer for one: they stay, or all that were asked before it are lost, in
   *  whatever order they were asked. */
  readonly failedMachineLosesOthers: boolean;
  /** An answer that makes no sense is passed over, instead of ending the detection. */
  readonly passesOverMalformed: boolean;
  /** `launchSecurity` without a list of types is taken for one without types. */
  readonly toleratesMissingTypes: boolean;
  /** Architectures libvirt lists and nobody knows are passed over. */
  readonly passesOverUnknownArchitectures: boolean;
  /** Which machine type's word counts: q35, which encrypted guests need, or the first that has something to say. */
  readonly believes: 'q35' | 'first';
  /** How many guests there can be when libvirt does not say: none, any number, or nobody can tell and the detection ends. */
  readonly guestsUnsaid: 'none' | 'endless' | 'crash';
  /** Negative counts, which libvirt prints where ranges of key IDs overlap, are taken for zero. */
  readonly negativeIsNone: boolean;
  /** A model of which there can be no guest is not supported. */
  readonly supportNeedsUnits: boolean;
  /** When SEV-ES gives way to SEV-SNP. */
  readonly esYieldsToSnp: 'where-snp-launches' | 'where-kernel-has-it' | 'never';
  /** SNP also needs libvirt to offer its type of launch security. */
  readonly snpNeedsLaunchType: boolean;
  /** Which pool SNP guests come from. */
  readonly snpUnits: 'es-pool' | 'sev-pool';
  /** Of the kernel's and the configured number of TDX guests the lower counts, instead of the configured one. */
  readonly lowerTdxCountWins: boolean;
  /** Stateless firmware also needs UEFI. */
  readonly statelessNeedsUefi: boolean;
  /** Machine types that can boot securely: one is enough; otherwise none needs to. */
  readonly secureBootNeedsFirmware: boolean;
  /** What was found is kept for as long as the service runs. */
  readonly remembersFindings: boolean;
  /** A detection that failed is tried again; otherwise the host has no models until its service is restarted. */
  readonly retriesDetection: boolean;
}

/** What it tells the placement service. */
export interface ReportChoices {
  /** Each model has a provider of its own below the host's. */
  readonly nestsModels: boolean;
  /** Models without a unit are reported too, with a total of 0, which the placement service refuses together with all the rest. */
  readonly reportsEmptyInventories: boolean;
  /** The first model without a unit ends the update. */
  readonly stopsAtFirstEmptyModel: boolean;
  /** Providers of Nova say that they are. */
  readonly marksOwnProviders: boolean;
  /** The host says which architecture it is. */
  readonly reportsArchitecture: boolean;
  /** Own traits that are no longer true are taken away. */
  readonly removesOutdatedTraits: boolean;
  /** The root loses its SEV trait even when it has no contexts to move. */
  readonly cleansRootTrait: boolean;
  /** A provider that guests still use is kept, closed, when its model is gone; otherwise nothing more can be reported. */
  readonly keepsUsedProviders: boolean;
  /** A reshape takes the allocations along. */
  readonly reshapeMovesAllocations: boolean;
  /** Which generation of a provider the service believes to change: the one it was told, or that of a new one. */
  readonly writesAgainst: 'told-generation' | 'first-generation';
  /** An inventory that goes raises the generation like any other change. */
  readonly removalRaisesGeneration: boolean;
  /** An update without a change raises it too. */
  readonly raisesWithoutChange: boolean;
  /** When the configured number of encrypted guests limits SEV: as long as contexts are the host's own, always, or never. */
  readonly configuredGuestsCount: 'while-flat' | 'always' | 'never';
  /** Units that configuration keeps back are reserved. */
  readonly obeysReserved: boolean;
  /** Most contexts that one guest may take. */
  readonly contextsPerGuest: number;
  /** Units reported beyond those there are. */
  readonly surplusUnits: number;
  /** The service does not start over guests whose model is gone. */
  readonly validatesGuestsAtStart: boolean;
}

/** What is asked of the placement service for a guest. */
export interface TranslationChoices {
  /** The model is asked for by its trait. */
  readonly asksForModel: boolean;
  /** What the image says counts as well as what the flavor says. */
  readonly readsImage: boolean;
  /** Stateless firmware needs a host that has it. */
  readonly asksForStateless: boolean;
  /** Secure-boot policies that need a host that has it. */
  readonly secureBootPolicies: readonly string[];
  /** A group that only forbids is asked for too. */
  readonly keepsForbiddenOnly: boolean;
  /** The flavor's own number of contexts gives way to the one the guest needs. */
  readonly oneContextPerGuest: boolean;
  /** Models whose guests' memory must stay where it is. */
  readonly modelsWithLockedMemory: readonly MemoryEncryptionModel[];
}

/** How the placement service and the scheduler choose. */
export interface PlacementChoices {
  /** Required traits are looked for at the providers that give something; otherwise anywhere in the tree. */
  readonly traitsOfGivers: boolean;
  /** Forbidden traits keep providers out. */
  readonly obeysForbidden: boolean;
  /** Nowhere with these traits means nowhere; otherwise it is asked again without them. */
  readonly keepsTraitsWhenNowhere: boolean;
  /** Units that may be taken beyond what a provider has. */
  readonly overbookedUnits: number;
  /** Reserved units are kept back. */
  readonly keepsReserved: boolean;
  /** What a guest takes at once obeys `min_unit`, `max_unit` and `step_size`. */
  readonly obeysUnits: boolean;
  /** Hosts whose service is down are passed over. */
  readonly noticesSilence: boolean;
  /** Closed hosts are passed over. */
  readonly noticesClosedHosts: boolean;
  /** Who asks for a host gets that one or none. */
  readonly obeysRequestedHost: boolean;
}

/** What the reference does: the promises of the specifications, and what the later ones decided. */
export const referenceChoices: NovaChoices = {
  knownModels: memoryEncryptionModels,
  kernelSwitchIsOn: truthOf,
  modelsWithKernelSwitch: memoryEncryptionModels,
  floors: { libvirt: '8.0.0', qemu: '6.2.0' },
  qemuForSevEs: '8.0.0',
  libvirtForStateless: '8.6.0',
  unreadVersionIsOld: false,
  failedMachineLosesOthers: false,
  passesOverMalformed: true,
  toleratesMissingTypes: true,
  passesOverUnknownArchitectures: true,
  believes: 'q35',
  guestsUnsaid: 'none',
  negativeIsNone: true,
  supportNeedsUnits: true,
  esYieldsToSnp: 'where-snp-launches',
  snpNeedsLaunchType: true,
  snpUnits: 'es-pool',
  lowerTdxCountWins: true,
  statelessNeedsUefi: true,
  secureBootNeedsFirmware: true,
  remembersFindings: true,
  retriesDetection: true,

  nestsModels: true,
  reportsEmptyInventories: false,
  stopsAtFirstEmptyModel: false,
  marksOwnProviders: true,
  reportsArchitecture: true,
  removesOutdatedTraits: true,
  cleansRootTrait: true,
  keepsUsedProviders: true,
  reshapeMovesAllocations: true,
  writesAgainst: 'told-generation',
  removalRaisesGeneration: true,
  raisesWithoutChange: false,
  configuredGuestsCount: 'while-flat',
  obeysReserved: true,
  contextsPerGuest: 1,
  surplusUnits: 0,
  validatesGuestsAtStart: true,

  asksForModel: true,
  readsImage: true,
  asksForStateless: true,
  secureBootPolicies: ['required'],
  keepsForbiddenOnly: true,
  oneContextPerGuest: true,
  modelsWithLockedMemory: ['amd-sev', 'amd-sev-es'],

  traitsOfGivers: true,
  obeysForbidden: true,
  keepsTraitsWhenNowhere: true,
  overbookedUnits: 0,
  keepsReserved: true,
  obeysUnits: true,
  noticesSilence: true,
  noticesClosedHosts: true,
  obeysRequestedHost: true,

  ...referenceGuestChoices,
};
