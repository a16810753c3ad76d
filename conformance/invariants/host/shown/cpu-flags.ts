/**
 * Checks: the flags line of the first processor.
 * Does not check: the other processors, which are copies; architectures without such a line.
 * Source: Linux arch/x86/kernel/cpu/proc.c (show_cpuinfo)
 */

import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `host/shown/cpu-flags`. */
export const shownCpuFlags: Invariant = {
  requirement: 'host/shown/cpu-flags',
  judge(evidence, say) {
    for (const event of look(evidence).inspections) {
      const found = /^flags\t*: (.*)$/m.exec(event.files['/proc/cpuinfo'] ?? '')?.[1];
      if (found === undefined) continue;
      const { flags } = event.truth.cpu;
      say.check(
        found === flags.join(' '),
        event,
        () => `${event.host}: /proc/cpuinfo does not show the flags of the processor, missing ${missingIn(found, flags)}`,
      );
    }
  },
};

function missingIn(found: string, flags: readonly string[]): string {
  const shown = new Set(found.split(' '));
  return quoted(flags.filter((flag) => !shown.has(flag)).join(' '));
}
