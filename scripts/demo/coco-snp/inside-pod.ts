import type { TableEntry } from '../../../sim/attestation/amd/certificate-table.js';
import { encodeTcb } from '../../../sim/attestation/amd/tcb-version.js';
import { ConfidentialGuest } from '../../../sim/attestation/guest/confidential-guest.js';
import { dmesgOf, guideKernelLine, linesWithSnp } from '../../../sim/attestation/guest/guest-kernel-log.js';
import { snpEvidenceMaker } from '../../../sim/attestation/guest/snp-evidence-maker.js';
import { deriveBytes } from '../../../sim/attestation/keys/derive-bytes.js';
import { signNatively } from '../../../sim/attestation/keys/native-signature.js';
import { StepFailure, type Teller } from '../story.js';
import { platformOf, type SnpFacts } from './facts.js';
import type { RunningPod } from './pod.js';

/** The guest of a pod from within. */
export interface InsidePod {
  readonly guest: ConfidentialGuest;
  /** `/proc/cmdline` */
  readonly kernelLine: string;
}

/** Kernels of Kata’s guests at the time; which it was exactly is assumed. */
const guestKernels = { '2024-08': '6.7.0', '2026': '6.12.47' } as const;

/** The guest as its firmware, its host and its kernel make it. */
export function insideOf({ guest }: RunningPod, certificates: readonly TableEntry[], facts: SnpFacts): InsidePod {
  const platform = platformOf(facts);
  const { policy, measurement, hostData, kernelLine } = guest;
  const launchTcb = encodeTcb(platform.chip.line, platform.firmware.current.tcb);
  const reportId = deriveBytes('demo', 'coco-snp/report-id', 32);
  const maker = snpEvidenceMaker(platform, { policy, measurement, hostData, reportId, launchTcb }, certificates, signNatively);
  const release = guestKernels[facts.setting.dialect];
  return { guest: new ConfidentialGuest({ kernel: { release }, snp: maker }), kernelLine };
}

/** The guide’s check, with what its line is on kernels that were read. */
export function checkKernel({ guest }: InsidePod, teller: Teller): void {
  const lines = linesWithSnp(guest.kernelLines);
  teller.run('admin$', `ssh -i confidential-image-ssh-key root@$pod_ip 'dmesg | grep SNP'`, dmesgOf(lines));
  teller.remark(`the guide has "${guideKernelLine}"; Linux ${guest.kernel.release} says it in these words`);
  if (lines.length === 0) throw new StepFailure('kernel', 'the guest’s kernel says nothing of SNP');
}
