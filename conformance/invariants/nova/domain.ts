import type { Invariant } from '../invariant.js';
import { novaDomainAutomaticFirmwareHasNoStore } from './domain/automatic-firmware-has-no-store.js';
import { novaDomainBiosHasNoFirmware } from './domain/bios-has-no-firmware.js';
import { novaDomainCapableHostRenders } from './domain/capable-host-renders.js';
import { novaDomainCdromBusExists } from './domain/cdrom-bus-exists.js';
import { novaDomainDebuggingIsOff } from './domain/debugging-is-off.js';
import { novaDomainDocumentIsWellFormed } from './domain/document-is-well-formed.js';
import { novaDomainFirmwareIsInstalled } from './domain/firmware-is-installed.js';
import { novaDomainFirmwareIsPinned } from './domain/firmware-is-pinned.js';
import { novaDomainFirmwareSuits } from './domain/firmware-suits.js';
import { novaDomainIommuIsAllOrNothing } from './domain/iommu-is-all-or-nothing.js';
import { novaDomainKernelHashes } from './domain/kernel-hashes.js';
import { novaDomainLaunchSecurityIsLast } from './domain/launch-security-is-last.js';
import { novaDomainLaunchSecurityType } from './domain/launch-security-type.js';
import { novaDomainMachineAsAsked } from './domain/machine-as-asked.js';
import { novaDomainMemoryAsAsked } from './domain/memory-as-asked.js';
import { novaDomainMemoryIsLocked } from './domain/memory-is-locked.js';
import { novaDomainMemoryIsLockedOnlyForAReason } from './domain/memory-is-locked-only-for-a-reason.js';
import { novaDomainNameIsStable } from './domain/name-is-stable.js';
import { novaDomainNoMemoryDumpForEncrypted } from './domain/no-memory-dump-for-encrypted.js';
import { novaDomainNoOwnerSecrets } from './domain/no-owner-secrets.js';
import { novaDomainPlatformBitsAreLeftToLibvirt } from './domain/platform-bits-are-left-to-libvirt.js';
import { novaDomainProtectedAsAsked } from './domain/protected-as-asked.js';
import { novaDomainRunsAsAsked } from './domain/runs-as-asked.js';
import { novaDomainRunsOnConfiguredHypervisor } from './domain/runs-on-configured-hypervisor.js';
import { novaDomainSecureBootAsAsked } from './domain/secure-boot-as-asked.js';
import { novaDomainSevEsChangesOnlyThePolicy } from './domain/sev-es-changes-only-the-policy.js';
import { novaDomainSevEsPolicy } from './domain/sev-es-policy.js';
import { novaDomainSevPolicy } from './domain/sev-policy.js';
import { novaDomainSmmWhereFirmwareNeedsIt } from './domain/smm-where-firmware-needs-it.js';
import { novaDomainSnpKeys } from './domain/snp-keys.js';
import { novaDomainSnpPolicy } from './domain/snp-policy.js';
import { novaDomainStatefulIsTheDefault } from './domain/stateful-is-the-default.js';
import { novaDomainStatelessHasNoStore } from './domain/stateless-has-no-store.js';
import { novaDomainStatelessLoader } from './domain/stateless-loader.js';
import { novaDomainTdxMeasuresNothingMore } from './domain/tdx-measures-nothing-more.js';
import { novaDomainTdxNamesQuoteService } from './domain/tdx-names-quote-service.js';
import { novaDomainTdxPolicy } from './domain/tdx-policy.js';
import { novaDomainTemplateIsNotTheCode } from './domain/template-is-not-the-code.js';
import { novaDomainUefiIsChosen } from './domain/uefi-is-chosen.js';
import { novaDomainUuidAsAdmitted } from './domain/uuid-as-admitted.js';
import { novaDomainVcpusAsAsked } from './domain/vcpus-as-asked.js';

/** The judges of Nova in `domain/`, in the order of the catalogue. */
export const novaDomainInvariants: readonly Invariant[] = [
  novaDomainDocumentIsWellFormed,
  novaDomainCapableHostRenders,
  novaDomainProtectedAsAsked,
  novaDomainRunsAsAsked,
  novaDomainLaunchSecurityType,
  novaDomainSevPolicy,
  novaDomainSevEsPolicy,
  novaDomainSnpPolicy,
  novaDomainTdxPolicy,
  novaDomainDebuggingIsOff,
  novaDomainSnpKeys,
  novaDomainKernelHashes,
  novaDomainNoOwnerSecrets,
  novaDomainPlatformBitsAreLeftToLibvirt,
  novaDomainTdxNamesQuoteService,
  novaDomainTdxMeasuresNothingMore,
  novaDomainLaunchSecurityIsLast,
  novaDomainMemoryIsLocked,
  novaDomainMemoryIsLockedOnlyForAReason,
  novaDomainNoMemoryDumpForEncrypted,
  novaDomainIommuIsAllOrNothing,
  novaDomainCdromBusExists,
  novaDomainMachineAsAsked,
  novaDomainRunsOnConfiguredHypervisor,
  novaDomainUefiIsChosen,
  novaDomainBiosHasNoFirmware,
  novaDomainAutomaticFirmwareHasNoStore,
  novaDomainFirmwareSuits,
  novaDomainFirmwareIsInstalled,
  novaDomainSmmWhereFirmwareNeedsIt,
  novaDomainSecureBootAsAsked,
  novaDomainStatelessLoader,
  novaDomainStatelessHasNoStore,
  novaDomainStatefulIsTheDefault,
  novaDomainFirmwareIsPinned,
  novaDomainTemplateIsNotTheCode,
  novaDomainMemoryAsAsked,
  novaDomainVcpusAsAsked,
  novaDomainUuidAsAdmitted,
  novaDomainNameIsStable,
  novaDomainSevEsChangesOnlyThePolicy,
];
