import type { Invariant } from '../invariant.js';
import { absentMeansDefault } from './admission/absent-means-default.js';
import { acceptedCanStart } from './admission/accepted-can-start.js';
import { attestationNeedsPaused } from './admission/attestation-needs-paused.js';
import { causeTypeIsRight } from './admission/cause-type.js';
import { efiRequired } from './admission/efi-required.js';
import { fieldPathResolves } from './admission/field-path-resolves.js';
import { hostDevicesGate } from './admission/host-devices-gate.js';
import { instancetypeConflict } from './admission/instancetype-conflict.js';
import { instancetypeIsDeprecated } from './admission/instancetype-is-deprecated.js';
import { kernelHashesNeedKernel } from './admission/kernel-hashes-need-kernel.js';
import { launchMembersAreAccepted } from './admission/launch-members-are-accepted.js';
import { measuredIds } from './admission/measured-ids.js';
import { memoryStays } from './admission/memory-stays.js';
import { noBootableNic } from './admission/no-bootable-nic.js';
import { noGuestDebugging } from './admission/no-guest-debugging.js';
import { noPersistentEfi } from './admission/no-persistent-efi.js';
import { noSecureBoot } from './admission/no-secure-boot.js';
import { oneTypeOnly } from './admission/one-type-only.js';
import { onlyKnownCauses } from './admission/only-known-causes.js';
import { policyIsHexadecimal } from './admission/policy-is-hexadecimal.js';
import { preferenceProtects } from './admission/preference-protects.js';
import { preferenceYields } from './admission/preference-yields.js';
import { protectionIsGiven } from './admission/protection-is-given.js';
import { refusalNamesACause } from './admission/refusal-names-a-cause.js';
import { requestIsKept } from './admission/request-is-kept.js';
import { sameAnswerInEveryForm } from './admission/same-answer-in-every-form.js';
import { secureBootNeedsSmm } from './admission/secure-boot-needs-smm.js';
import { sevGate } from './admission/sev-gate.js';
import { sevGateIsOpenByDefault } from './admission/sev-gate-is-open-by-default.js';
import { sevIgnoresTheTdxGate } from './admission/sev-ignores-the-tdx-gate.js';
import { sevStaysSev } from './admission/sev-stays-sev.js';
import { snpPolicyBit17 } from './admission/snp-policy-bit-17.js';
import { snpWithoutSmm } from './admission/snp-without-smm.js';
import { supportedArchitecture } from './admission/supported-architecture.js';
import { tdxGate } from './admission/tdx-gate.js';
import { tdxGetsQuoteService } from './admission/tdx-gets-quote-service.js';
import { tdxPolicyBits } from './admission/tdx-policy-bits.js';
import { tdxWithoutSmm } from './admission/tdx-without-smm.js';
import { templateFieldPath } from './admission/template-field-path.js';
import { unknownMember } from './admission/unknown-member.js';
import { userDataWarning } from './admission/user-data-warning.js';
import { vsockGate } from './admission/vsock-gate.js';
import { wellFormedIsAccepted } from './admission/well-formed-is-accepted.js';

/** The judges of KubeVirt in `admission/`, in the order of the catalogue. */
export const kubevirtAdmissionInvariants: readonly Invariant[] = [
  oneTypeOnly,
  sevGate,
  sevGateIsOpenByDefault,
  tdxGate,
  sevIgnoresTheTdxGate,
  tdxWithoutSmm,
  snpWithoutSmm,
  efiRequired,
  noSecureBoot,
  noPersistentEfi,
  attestationNeedsPaused,
  noBootableNic,
  secureBootNeedsSmm,
  supportedArchitecture,
  memoryStays,
  vsockGate,
  hostDevicesGate,
  unknownMember,
  policyIsHexadecimal,
  noGuestDebugging,
  snpPolicyBit17,
  tdxPolicyBits,
  measuredIds,
  kernelHashesNeedKernel,
  launchMembersAreAccepted,
  sameAnswerInEveryForm,
  instancetypeConflict,
  instancetypeIsDeprecated,
  preferenceProtects,
  preferenceYields,
  absentMeansDefault,
  wellFormedIsAccepted,
  acceptedCanStart,
  onlyKnownCauses,
  refusalNamesACause,
  causeTypeIsRight,
  fieldPathResolves,
  templateFieldPath,
  requestIsKept,
  protectionIsGiven,
  sevStaysSev,
  userDataWarning,
  tdxGetsQuoteService,
];
