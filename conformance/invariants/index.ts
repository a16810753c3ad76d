import { allSchedulingInvariants } from './all/scheduling.js';
import { amongOthers } from './all-stacks.js';
import { hostCgroupInvariants } from './host/cgroup.js';
import { hostKeysInvariants } from './host/keys.js';
import { hostShownInvariants } from './host/shown.js';
import type { Invariant } from './invariant.js';
import { kataAdmissionInvariants } from './kata/admission.js';
import { kataCommandLineInvariants } from './kata/command-line.js';
import { kataLabelsInvariants } from './kata/labels.js';
import { kataLifeInvariants } from './kata/life.js';
import { kataSchedulingInvariants } from './kata/scheduling.js';
import { kubevirtAdmissionInvariants } from './kubevirt/admission.js';
import { kubevirtAttestationInvariants } from './kubevirt/attestation.js';
import { kubevirtDomainInvariants } from './kubevirt/domain.js';
import { kubevirtLabelsInvariants } from './kubevirt/labels.js';
import { kubevirtLifeInvariants } from './kubevirt/life.js';
import { kubevirtResourcesInvariants } from './kubevirt/resources.js';
import { kubevirtSchedulingInvariants } from './kubevirt/scheduling.js';
import { novaDetectionInvariants } from './nova/detection.js';
import { novaDomainInvariants } from './nova/domain.js';
import { novaLifeInvariants } from './nova/life.js';
import { novaPlacementInvariants } from './nova/placement.js';
import { novaReportInvariants } from './nova/report.js';
import { novaRequestInvariants } from './nova/request.js';
import { subjectAnswersInvariants } from './subject/answers.js';

/** Every judge there is, in the order of the catalogue. A new judge is entered in the list of its area and in the catalogue. */
export const invariants: readonly Invariant[] = [
  ...kubevirtLabelsInvariants,
  ...kubevirtResourcesInvariants,
  ...kubevirtAdmissionInvariants,
  ...kubevirtSchedulingInvariants,
  ...kubevirtDomainInvariants,
  ...kubevirtLifeInvariants,
  ...kubevirtAttestationInvariants,
  ...novaDetectionInvariants,
  ...novaReportInvariants,
  ...novaRequestInvariants,
  ...novaPlacementInvariants,
  ...novaDomainInvariants,
  ...novaLifeInvariants,
  ...kataLabelsInvariants,
  ...kataAdmissionInvariants,
  ...kataSchedulingInvariants,
  ...kataCommandLineInvariants,
  ...kataLifeInvariants,
  ...allSchedulingInvariants,
  ...subjectAnswersInvariants,
  ...hostKeysInvariants,
  ...hostCgroupInvariants,
  ...hostShownInvariants,
];

/** Beginnings of the requirements that hold for every stack: those of any subject and of the simulated hosts. */
const forAnyStack = ['subject/', 'host/'] as const;

/** The judges of one stack: its own and those that hold for every stack. Of `all`: everybody's, and those of shared hosts. */
export function invariantsOf(stack: string): readonly Invariant[] {
  const known = byStack.get(stack);
  if (known !== undefined) return known;
  const chosen = stack === 'all' ? invariants.filter(sharesHosts).map(amongAll) : invariants.filter((each) => isOf(each, stack));
  byStack.set(stack, chosen);
  return chosen;
}

const byStack = new Map<string, readonly Invariant[]>();

function isOf({ requirement }: Invariant, stack: string): boolean {
  return forAnyStack.some((owner) => requirement.startsWith(owner)) || requirement.startsWith(`${stack}/`);
}

/** Kata brings its own QEMU, and is not among the stacks that share hosts. */
function sharesHosts({ requirement }: Invariant): boolean {
  return !requirement.startsWith('kata/');
}

function amongAll(invariant: Invariant): Invariant {
  const [owner = ''] = invariant.requirement.split('/');
  return [...forAnyStack, 'all/'].includes(`${owner}/`) ? invariant : amongOthers(owner, invariant);
}
