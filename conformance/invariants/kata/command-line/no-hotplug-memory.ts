/**
 * Checks: absence of slots and maxmem in -m.
 * Does not check: ordinary pods.
 * Source: kata-containers@1aff0ebcad: slots and maxmem were set, and larger guests hung
 */
import type { Invariant } from '../../invariant.js';
import { renderedLines } from '../../kata-line-judges.js';

/** Judge of `kata/command-line/no-hotplug-memory`. */
export const kataCommandLineNoHotplugMemory: Invariant = {
  requirement: 'kata/command-line/no-hotplug-memory',
  judge(evidence, say) {
    for (const { event, line, guest } of renderedLines(evidence)) {
      if (guest.class.protection === 'none') continue;
      const members = line.options('-m')[0]?.members ?? {};
      const room = ['slots', 'maxmem'].find((name) => name in members);
      say.check(room === undefined, event, () => `${event.guest} has ${room}=${members[room ?? '']}`);
    }
  },
};
