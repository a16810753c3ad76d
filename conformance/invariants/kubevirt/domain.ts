import type { Invariant } from '../invariant.js';
import { debuggingIsOff } from './domain/debugging-is-off.js';
import { documentIsWellFormed } from './domain/document-is-well-formed.js';
import { documentsIgnoreGates } from './domain/documents-ignore-gates.js';
import { esChangesOnlyThePolicy } from './domain/es-changes-only-the-policy.js';
import { firmwareMatchesLaunchSecurity } from './domain/firmware-matches-launch-security.js';
import { freePageReportingCanBeRefused } from './domain/free-page-reporting-can-be-refused.js';
import { interfacesHaveNoRom } from './domain/interfaces-have-no-rom.js';
import { kernelBootAsAsked } from './domain/kernel-boot-as-asked.js';
import { kernelHashesAsAsked } from './domain/kernel-hashes-as-asked.js';
import { launchMembersAsAsked } from './domain/launch-members-as-asked.js';
import { launchSecurityChildren } from './domain/launch-security-children.js';
import { launchSecurityHasType } from './domain/launch-security-type.js';
import { libvirtChoosesOnlyOrdinaryFirmware } from './domain/libvirt-chooses-only-ordinary-firmware.js';
import { libvirtChoosesRawVariables } from './domain/libvirt-chooses-raw-variables.js';
import { loaderIsReadOnly } from './domain/loader-is-read-only.js';
import { loaderHasType } from './domain/loader-type.js';
import { machineIsQ35 } from './domain/machine-is-q35.js';
import { missingFirmwareIsNamed } from './domain/missing-firmware-is-named.js';
import { ordinaryFirmware } from './domain/ordinary-firmware.js';
import { ordinaryHasNoLaunchSecurity } from './domain/ordinary-has-no-launch-security.js';
import { ordinaryHasOwnVariables } from './domain/ordinary-has-own-variables.js';
import { pausedStartHasBootMenu } from './domain/paused-start-has-boot-menu.js';
import { pmuOtherwiseUntouched } from './domain/pmu-otherwise-untouched.js';
import { protectionChangesNothingElse } from './domain/protection-changes-nothing-else.js';
import { rendersWhenFirmwareExists } from './domain/renders-when-firmware-exists.js';
import { runsOnKvm } from './domain/runs-on-kvm.js';
import { sessionIsHandedOn } from './domain/session-is-handed-on.js';
import { sevBalloonAndRngUseIommu } from './domain/sev-balloon-and-rng-use-iommu.js';
import { sevControllersUseIommu } from './domain/sev-controllers-use-iommu.js';
import { sevDisksUseIommu } from './domain/sev-disks-use-iommu.js';
import { sevEsPolicy } from './domain/sev-es-policy.js';
import { sevFirmware } from './domain/sev-firmware.js';
import { sevHasOwnVariables } from './domain/sev-has-own-variables.js';
import { sevInterfacesUseIommu } from './domain/sev-interfaces-use-iommu.js';
import { sevPolicy } from './domain/sev-policy.js';
import { sevVsockUsesIommu } from './domain/sev-vsock-uses-iommu.js';
import { smmOnlyWhenAsked } from './domain/smm-only-when-asked.js';
import { snpAndTdxAreStateless } from './domain/snp-and-tdx-are-stateless.js';
import { snpFirmware } from './domain/snp-firmware.js';
import { snpPolicy } from './domain/snp-policy.js';
import { tdxFirmware } from './domain/tdx-firmware.js';
import { tdxNamesQuoteService } from './domain/tdx-names-quote-service.js';
import { tdxPmuIsOff } from './domain/tdx-pmu-is-off.js';
import { tdxUsesNoIommu } from './domain/tdx-uses-no-iommu.js';
import { tdxWritesNoPolicy } from './domain/tdx-writes-no-policy.js';
import { tpmAsAsked } from './domain/tpm-as-asked.js';
import { vsockAsAsked } from './domain/vsock-as-asked.js';

/** The judges of KubeVirt in `domain/`, in the order of the catalogue. */
export const kubevirtDomainInvariants: readonly Invariant[] = [
  documentIsWellFormed,
  launchSecurityHasType,
  ordinaryHasNoLaunchSecurity,
  sevPolicy,
  sevEsPolicy,
  snpPolicy,
  tdxWritesNoPolicy,
  debuggingIsOff,
  launchSecurityChildren,
  launchMembersAsAsked,
  kernelHashesAsAsked,
  sessionIsHandedOn,
  sevFirmware,
  snpFirmware,
  tdxFirmware,
  ordinaryFirmware,
  ordinaryHasOwnVariables,
  libvirtChoosesOnlyOrdinaryFirmware,
  libvirtChoosesRawVariables,
  firmwareMatchesLaunchSecurity,
  loaderHasType,
  loaderIsReadOnly,
  sevHasOwnVariables,
  snpAndTdxAreStateless,
  rendersWhenFirmwareExists,
  missingFirmwareIsNamed,
  sevDisksUseIommu,
  sevInterfacesUseIommu,
  sevBalloonAndRngUseIommu,
  sevControllersUseIommu,
  sevVsockUsesIommu,
  tdxUsesNoIommu,
  interfacesHaveNoRom,
  tdxPmuIsOff,
  pmuOtherwiseUntouched,
  smmOnlyWhenAsked,
  tdxNamesQuoteService,
  machineIsQ35,
  runsOnKvm,
  pausedStartHasBootMenu,
  kernelBootAsAsked,
  tpmAsAsked,
  vsockAsAsked,
  freePageReportingCanBeRefused,
  protectionChangesNothingElse,
  esChangesOnlyThePolicy,
  documentsIgnoreGates,
];
