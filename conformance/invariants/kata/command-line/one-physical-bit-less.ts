/**
 * Checks: reduced-phys-bits of the object.
 * Does not check: the processor’s own number, which the guest does not need.
 * Source: kata-containers src/runtime/virtcontainers/qemu_amd64.go: reduced-phys-bits=1
 */
import type { Invariant } from '../../invariant.js';
import { guestObject, linesOf } from '../../kata-line-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kata/command-line/one-physical-bit-less`. */
export const kataCommandLineOnePhysicalBitLess: Invariant = {
  requirement: 'kata/command-line/one-physical-bit-less',
  judge(evidence, say) {
    for (const { event, line } of linesOf(evidence, 'snp')) {
      const found = guestObject(line)?.members['reduced-phys-bits'];
      say.check(found === '1', event, () => `${event.guest} has reduced-phys-bits ${quoted(found)}, expected 1`);
    }
  },
};
