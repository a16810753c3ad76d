import type { Invariant } from '../invariant.js';
import { accessReviewNamesSubresource } from './attestation/access-review-names-subresource.js';
import { certificatesAreCurrent } from './attestation/certificates-are-current.js';
import { certificatesNeedANode } from './attestation/certificates-need-a-node.js';
import { closedGate } from './attestation/closed-gate.js';
import { measurementIsGenuine } from './attestation/measurement-is-genuine.js';
import { measurementIsPassedOn } from './attestation/measurement-is-passed-on.js';
import { measurementNamesFirmware } from './attestation/measurement-names-firmware.js';
import { needsPause } from './attestation/needs-pause.js';
import { needsRunningGuest } from './attestation/needs-running-guest.js';
import { notRequested } from './attestation/not-requested.js';
import { onlyAttestedGuestsWait } from './attestation/only-attested-guests-wait.js';
import { refusalsHaveTheirCode } from './attestation/refusals-have-their-code.js';
import { secretIsComplete } from './attestation/secret-is-complete.js';
import { secretIsInjected } from './attestation/secret-is-injected.js';
import { sessionIsComplete } from './attestation/session-is-complete.js';
import { sessionIsTakenAsItIs } from './attestation/session-is-taken-as-it-is.js';
import { sessionOnlyOnce } from './attestation/session-only-once.js';
import { sessionOnlyWhileScheduled } from './attestation/session-only-while-scheduled.js';
import { sessionReachesTheDocument } from './attestation/session-reaches-the-document.js';
import { sessionStartsTheGuest } from './attestation/session-starts-the-guest.js';
import { snpAndTdxAttestThemselves } from './attestation/snp-and-tdx-attest-themselves.js';
import { waitsForSession } from './attestation/waits-for-session.js';
import { wellFormedIsGranted } from './attestation/well-formed-is-granted.js';

/** The judges of KubeVirt in `attestation/`, in the order of the catalogue. */
export const kubevirtAttestationInvariants: readonly Invariant[] = [
  waitsForSession,
  onlyAttestedGuestsWait,
  sessionStartsTheGuest,
  sessionIsTakenAsItIs,
  sessionReachesTheDocument,
  closedGate,
  sessionIsComplete,
  sessionOnlyWhileScheduled,
  sessionOnlyOnce,
  notRequested,
  certificatesNeedANode,
  needsRunningGuest,
  needsPause,
  secretIsComplete,
  refusalsHaveTheirCode,
  wellFormedIsGranted,
  certificatesAreCurrent,
  measurementIsPassedOn,
  measurementIsGenuine,
  measurementNamesFirmware,
  secretIsInjected,
  snpAndTdxAttestThemselves,
  accessReviewNamesSubresource,
];
