/**
 * Checks: no sev-guest, sev-snp-guest or tdx-guest for kata-qemu and kata-qemu-coco-dev.
 * Does not check: protected pods.
 * Source: kata-containers src/runtime/virtcontainers/qemu_amd64.go
 */
import type { Invariant } from '../../invariant.js';
import { guestObject, linesOf } from '../../kata-line-judges.js';

/** Judge of `kata/command-line/ordinary-has-no-object`. */
export const kataCommandLineOrdinaryHasNoObject: Invariant = {
  requirement: 'kata/command-line/ordinary-has-no-object',
  judge(evidence, say) {
    for (const { event, line } of linesOf(evidence, 'none')) {
      const found = guestObject(line);
      say.check(found === undefined, event, () => `${event.guest} is ordinary and has the object ${found?.text}`);
    }
  },
};
