/**
 * Checks: kernel-hashes of the object.
 * Does not check: what the firmware does with them.
 * Source: kata-containers src/runtime/pkg/govmm/qemu/qemu.go: kernel-hashes=on
 */
import type { Invariant } from '../../invariant.js';
import { guestObject, linesOf } from '../../kata-line-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kata/command-line/kernel-hashes`. */
export const kataCommandLineKernelHashes: Invariant = {
  requirement: 'kata/command-line/kernel-hashes',
  judge(evidence, say) {
    for (const { event, line } of linesOf(evidence, 'snp')) {
      const found = guestObject(line)?.members['kernel-hashes'];
      say.check(found === 'on', event, () => `${event.guest} has kernel-hashes ${quoted(found)}, expected on`);
    }
  },
};
