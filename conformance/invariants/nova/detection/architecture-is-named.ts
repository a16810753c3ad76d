/**
 * Checks: the root of every host has the trait HW_ARCH_X86_64, or HW_ARCH_S390X on a mainframe.
 * Does not check: hosts whose capabilities were damaged when the service started.
 * Source: nova@ab18f3763c (LP 2062425): images with an architecture found no host, because no host said which it had
 */

import type { Invariant } from '../../invariant.js';
import { clearReports, rootOf } from '../../nova-views.js';

/** Judge of `nova/detection/architecture-is-named`. */
export const novaDetectionArchitectureIsNamed: Invariant = {
  requirement: 'nova/detection/architecture-is-named',
  judge(evidence, say) {
    for (const report of clearReports(evidence)) {
      const root = rootOf(report);
      if (root === undefined) continue;
      const trait = report.detection.truth.cpu.libvirtVendor === 'IBM' ? 'HW_ARCH_S390X' : 'HW_ARCH_X86_64';
      say.check(root.traits.includes(trait), report.event, () => `${report.host} lacks the trait ${trait}`);
    }
  },
};
