/**
 * Checks: confidential-guest-support of -machine against the id of the object.
 * Does not check: the type of the object.
 * Source: kata-containers src/runtime/virtcontainers/qemu_amd64.go
 */
import type { Invariant } from '../../invariant.js';
import { guestObject, renderedLines } from '../../kata-line-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kata/command-line/protection-is-the-machines`. */
export const kataCommandLineProtectionIsTheMachines: Invariant = {
  requirement: 'kata/command-line/protection-is-the-machines',
  judge(evidence, say) {
    for (const { event, line } of renderedLines(evidence)) {
      const support = line.options('-machine')[0]?.members['confidential-guest-support'];
      const id = idOf(guestObject(line));
      say.check(support === id, event, () => `${event.guest}: the machine names ${quoted(support)}, its object is ${quoted(id)}`);
    }
  },
};

function idOf(object: ReturnType<typeof guestObject>): string | undefined {
  return object?.members.id;
}
