/**
 * Checks: -name of different pods of a case.
 * Does not check: pods that were made anew under the same name.
 * Source: kata-containers src/runtime/virtcontainers/qemu.go (sandbox-<id>)
 */
import type { Invariant } from '../../invariant.js';
import { renderedLines } from '../../kata-line-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kata/command-line/name-is-its-own`. */
export const kataCommandLineNameIsItsOwn: Invariant = {
  requirement: 'kata/command-line/name-is-its-own',
  judge(evidence, say) {
    const owners = new Map<string, string>();
    for (const { event, line } of renderedLines(evidence)) {
      const name = line.values('-name')[0] ?? '';
      const owner = owners.get(name) ?? event.guest;
      owners.set(name, owner);
      say.check(
        name !== '' && owner === event.guest,
        event,
        () => `${event.guest} has the name ${quoted(name)}, which is ${owner}’s`,
      );
    }
  },
};
