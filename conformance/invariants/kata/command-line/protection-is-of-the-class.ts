/**
 * Checks: confidential-guest-support against the class.
 * Does not check: the members of the object.
 * Source: kata-containers src/runtime/virtcontainers/qemu_amd64.go
 */
import type { Invariant } from '../../invariant.js';
import { renderedLines } from '../../kata-line-judges.js';

/** Judge of `kata/command-line/protection-is-of-the-class`. */
export const kataCommandLineProtectionIsOfTheClass: Invariant = {
  requirement: 'kata/command-line/protection-is-of-the-class',
  judge(evidence, say) {
    for (const { event, line, guest } of renderedLines(evidence)) {
      const support = line.options('-machine')[0]?.members['confidential-guest-support'] ?? 'none';
      const { protection } = guest.class;
      say.check(support === protection, event, () => `${event.guest} is to be ${protection}, and its machine is ${support}`);
    }
  },
};
