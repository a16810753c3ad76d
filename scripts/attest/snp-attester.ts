import { evidenceFromDevice } from '../../sim/attestation/amd/evidence.js';
import type { ConfidentialGuest } from '../../sim/attestation/guest/confidential-guest.js';
import { mostCertificates, reportOfResponse } from '../../sim/attestation/guest/sev-guest-device.js';
import type { Attester } from '../../sim/attestation/trustee/guest/attester.js';

/** The attester of an SNP guest: it asks `/dev/sev-guest` for a report with the host’s certificates. Rejects where the device does not answer. */
export function snpAttester({ sevGuest }: ConfidentialGuest): Attester {
  return {
    tee: 'snp',
    evidence: (runtimeDigest) => {
      const userData = Buffer.alloc(64);
      userData.set(runtimeDigest);
      const call = { command: 'SNP_GET_EXT_REPORT', msgVersion: 1, userData, vmpl: 0, certsLength: mostCertificates } as const;
      const reply = sevGuest?.ioctl(call);
      if (reply === undefined) throw new Error('there is no /dev/sev-guest');
      if (!reply.ok) throw new Error(`/dev/sev-guest answers ${reply.reason}`);
      const { status, report } = reportOfResponse(reply.response);
      if (status !== 0) throw new Error(`the firmware answers 0x${status.toString(16)}`);
      const evidence = evidenceFromDevice(report, reply.certificates);
      if (!evidence.ok) throw new Error(evidence.reason.message);
      return evidence.value;
    },
  };
}
