/**
 * Checks: absence of host-data and mrconfigid.
 * Does not check: initdata of the configuration file.
 * Source: kata-containers src/runtime/pkg/govmm/qemu/qemu.go
 */
import type { Invariant } from '../../invariant.js';
import { guestObject, override, renderedLines, shimSettings } from '../../kata-line-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kata/command-line/nothing-bound-without-initdata`. */
export const kataCommandLineNothingBoundWithoutInitdata: Invariant = {
  requirement: 'kata/command-line/nothing-bound-without-initdata',
  judge(evidence, say) {
    for (const rendering of renderedLines(evidence)) {
      const { event, line, guest } = rendering;
      if (override(guest.pod, 'cc_init_data') !== undefined || shimSettings(rendering).initdata !== undefined) continue;
      const members = guestObject(line)?.members ?? {};
      const bound = ['host-data', 'mrconfigid'].find((name) => name in members);
      say.check(bound === undefined, event, () => `${event.guest} has no initdata, but ${bound} ${quoted(members[bound ?? ''])}`);
    }
  },
};
