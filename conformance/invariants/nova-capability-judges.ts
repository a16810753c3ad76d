import type { BootTruth } from '../../sim/contracts/truth.js';
import { pcAnswer, q35Answer, readAnswer } from '../model/nova-libvirt-answer.js';
import type { Invariant } from './invariant.js';
import { type ClearReport, clearReports, rootOf } from './nova-views.js';

/** Something of a compute node that a trait says. */
interface Capability {
  readonly trait: string;
  readonly has: (truth: BootTruth) => boolean;
  /** What domain capabilities must say of a machine type to show it: `name='secure'`. */
  readonly sign: string;
}

/** Judges that a compute node whose host has a capability says so by its trait. */
export function capabilityWhen(requirement: string, capability: Omit<Capability, 'sign'>): Invariant {
  return judged(requirement, capability, true, (report) => capability.has(report.detection.truth) && !wasMisled(report));
}

/** Judges that a compute node does not claim a capability its host lacks, or of which libvirt says nothing, whatever machine it is asked about. */
export function capabilityOnlyWhen(requirement: string, capability: Capability): Invariant {
  const lacks = (report: ClearReport): boolean =>
    wasMisled(report) ? saysNothing(report, capability.sign) : !capability.has(report.detection.truth);
  return judged(requirement, capability, false, lacks);
}

function judged(
  requirement: string,
  { trait }: Pick<Capability, 'trait'>,
  expected: boolean,
  where: (report: ClearReport) => boolean,
): Invariant {
  return {
    requirement,
    judge(evidence, say) {
      for (const report of clearReports(evidence)) {
        const root = rootOf(report);
        if (root === undefined || !where(report)) continue;
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

/** Can all answers about machine types be read, and does none of them show it? */
function saysNothing({ detection: { damage } }: ClearReport, sign: string): boolean {
  return [q35Answer, pcAnswer].every((path) => {
    const text = damage.get(path);
    return readAnswer(text) !== undefined && text?.includes(sign) === false;
  });
}
