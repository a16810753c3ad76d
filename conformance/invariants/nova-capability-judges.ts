import type { BootTruth } from '../../sim/contracts/truth.js';
import type { Invariant } from './invariant.js';
import { type ClearReport, clearReports, rootOf } from './nova-views.js';

/** Judges that a compute node whose host has a capability says so by its trait. */
export function capabilityWhen(requirement: string, trait: string, has: (truth: BootTruth) => boolean): Invariant {
  return capability(requirement, trait, has, true);
}

/** Judges that a compute node whose host lacks a capability does not claim it. */
export function capabilityOnlyWhen(requirement: string, trait: string, has: (truth: BootTruth) => boolean): Invariant {
  return capability(requirement, trait, has, false);
}

function capability(requirement: string, trait: string, has: (truth: BootTruth) => boolean, expected: boolean): Invariant {
  return {
    requirement,
    judge(evidence, say) {
      for (const report of clearReports(evidence)) {
        const root = rootOf(report);
        if (root === undefined || has(report.detection.truth) !== expected || wasMisled(report)) continue;
        say.check(
          root.traits.includes(trait) === expected,
          report.event,
          () => `${report.host} ${expected ? 'lacks' : 'has'} the trait ${trait}`,
        );
      }
    },
  };
}

/** Were libvirt's answers damaged when the service started? What they leave out of firmware, it cannot know. */
function wasMisled({ detection: { damage } }: ClearReport): boolean {
  return [...damage.keys()].some((path) => path.startsWith('/var/lib/nova/libvirt/'));
}
