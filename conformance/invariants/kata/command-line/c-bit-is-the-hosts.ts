/**
 * Checks: cbitpos against the CPUID leaf of the host, or QEMU’s own answer.
 * Does not check: hosts that tell neither.
 * Source: kata-containers src/runtime/virtcontainers/qemu_amd64.go: CPUID 8000001f EBX
 */
import type { BootTruth } from '../../../../sim/contracts/truth.js';
import type { Invariant } from '../../invariant.js';
import { guestObject, linesOf } from '../../kata-line-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kata/command-line/c-bit-is-the-hosts`. */
export const kataCommandLineCBitIsTheHosts: Invariant = {
  requirement: 'kata/command-line/c-bit-is-the-hosts',
  judge(evidence, say) {
    for (const { event, line, truth } of linesOf(evidence, 'snp')) {
      const wanted = cBit(truth);
      const found = guestObject(line)?.members.cbitpos;
      if (wanted === undefined) continue;
      say.check(found === String(wanted), event, () => `${event.guest} has cbitpos ${quoted(found)}, the host ${wanted}`);
    }
  },
};

function cBit({ cpu, qemu }: BootTruth): number | undefined {
  if (qemu.sevCapabilities.available) return qemu.sevCapabilities.cbitpos;
  const ebx = cpu.cpuid.find(({ leaf }) => leaf === 0x8000001f)?.ebx;
  return ebx === undefined || ebx === 0 ? undefined : ebx & 0x3f;
}
