import type { Invariant } from '../invariant.js';
import { novaRequestAcceptedIsBuildable } from './request/accepted-is-buildable.js';
import { novaRequestEncryptionConflict } from './request/encryption-conflict.js';
import { novaRequestFirstMistakeIsTold } from './request/first-mistake-is-told.js';
import { novaRequestImageMayAsk } from './request/image-may-ask.js';
import { novaRequestImageValuesAreKnown } from './request/image-values-are-known.js';
import { novaRequestLockedMemoryConflict } from './request/locked-memory-conflict.js';
import { novaRequestLockedMemoryNeedsPages } from './request/locked-memory-needs-pages.js';
import { novaRequestLockedMemoryStays } from './request/locked-memory-stays.js';
import { novaRequestMachineMayBeLeftOut } from './request/machine-may-be-left-out.js';
import { novaRequestMachineType } from './request/machine-type.js';
import { novaRequestMistakesAreBadRequests } from './request/mistakes-are-bad-requests.js';
import { novaRequestModelConflict } from './request/model-conflict.js';
import { novaRequestModelIsKnown } from './request/model-is-known.js';
import { novaRequestModelWithoutEncryption } from './request/model-without-encryption.js';
import { novaRequestOneErrorOneClass } from './request/one-error-one-class.js';
import { novaRequestRequestIsKept } from './request/request-is-kept.js';
import { novaRequestRequestedHostIsKept } from './request/requested-host-is-kept.js';
import { novaRequestSecureBootConflict } from './request/secure-boot-conflict.js';
import { novaRequestSecureBootPolicyIsKnown } from './request/secure-boot-policy-is-known.js';
import { novaRequestSpellingDoesNotMatter } from './request/spelling-does-not-matter.js';
import { novaRequestStatelessRequired } from './request/stateless-required.js';
import { novaRequestStatelessWithoutUefiIsPassedOver } from './request/stateless-without-uefi-is-passed-over.js';
import { novaRequestTdxWithoutScsi } from './request/tdx-without-scsi.js';
import { novaRequestUefiRequired } from './request/uefi-required.js';
import { novaRequestUuidIsItsOwn } from './request/uuid-is-its-own.js';
import { novaRequestVolumeBootIsToldAsWell } from './request/volume-boot-is-told-as-well.js';
import { novaRequestWellFormedIsAccepted } from './request/well-formed-is-accepted.js';
import { novaRequestWholeMachineName } from './request/whole-machine-name.js';

/** The judges of Nova in `request/`, in the order of the catalogue. */
export const novaRequestInvariants: readonly Invariant[] = [
  novaRequestWellFormedIsAccepted,
  novaRequestOneErrorOneClass,
  novaRequestMistakesAreBadRequests,
  novaRequestFirstMistakeIsTold,
  novaRequestEncryptionConflict,
  novaRequestModelConflict,
  novaRequestModelWithoutEncryption,
  novaRequestModelIsKnown,
  novaRequestImageValuesAreKnown,
  novaRequestUefiRequired,
  novaRequestMachineType,
  novaRequestWholeMachineName,
  novaRequestStatelessRequired,
  novaRequestTdxWithoutScsi,
  novaRequestLockedMemoryConflict,
  novaRequestLockedMemoryNeedsPages,
  novaRequestLockedMemoryStays,
  novaRequestSecureBootConflict,
  novaRequestSecureBootPolicyIsKnown,
  novaRequestVolumeBootIsToldAsWell,
  novaRequestSpellingDoesNotMatter,
  novaRequestMachineMayBeLeftOut,
  novaRequestImageMayAsk,
  novaRequestStatelessWithoutUefiIsPassedOver,
  novaRequestAcceptedIsBuildable,
  novaRequestRequestIsKept,
  novaRequestRequestedHostIsKept,
  novaRequestUuidIsItsOwn,
];
