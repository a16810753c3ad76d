import { allStacksRequirements } from './all-stacks.js';
import { hostCgroupRequirements } from './host-cgroup.js';
import { hostKeysRequirements } from './host-keys.js';
import { hostShownRequirements } from './host-shown.js';
import { kataAdmissionRequirements } from './kata-admission.js';
import { kataCommandLineRequirements } from './kata-command-line.js';
import { kataLabelsRequirements } from './kata-labels.js';
import { kataLifeRequirements } from './kata-life.js';
import { kataSchedulingRequirements } from './kata-scheduling.js';
import { kubevirtAdmissionRequirements } from './kubevirt-admission.js';
import { kubevirtAttestationRequirements } from './kubevirt-attestation.js';
import { kubevirtDomainRequirements } from './kubevirt-domain.js';
import { kubevirtLabelsRequirements } from './kubevirt-labels.js';
import { kubevirtLifeRequirements } from './kubevirt-life.js';
import { kubevirtResourcesRequirements } from './kubevirt-resources.js';
import { kubevirtSchedulingRequirements } from './kubevirt-scheduling.js';
import { novaDetectionRequirements } from './nova-detection.js';
import { novaDomainRequirements } from './nova-domain.js';
import { novaLifeRequirements } from './nova-life.js';
import { novaPlacementRequirements } from './nova-placement.js';
import { novaReportRequirements } from './nova-report.js';
import { novaRequestRequirements } from './nova-request.js';
import type { Requirement } from './requirement.js';
import { subjectAnswersRequirements } from './subject-answers.js';

export type { Requirement } from './requirement.js';

/** The whole catalogue, in report order: stages in the order a guest meets them, the host's own book-keeping last. */
export const requirements: readonly Requirement[] = [
  ...kubevirtLabelsRequirements,
  ...kubevirtResourcesRequirements,
  ...kubevirtAdmissionRequirements,
  ...kubevirtSchedulingRequirements,
  ...kubevirtDomainRequirements,
  ...kubevirtLifeRequirements,
  ...kubevirtAttestationRequirements,
  ...novaDetectionRequirements,
  ...novaReportRequirements,
  ...novaRequestRequirements,
  ...novaPlacementRequirements,
  ...novaDomainRequirements,
  ...novaLifeRequirements,
  ...kataLabelsRequirements,
  ...kataAdmissionRequirements,
  ...kataSchedulingRequirements,
  ...kataCommandLineRequirements,
  ...kataLifeRequirements,
  ...allStacksRequirements,
  ...subjectAnswersRequirements,
  ...hostKeysRequirements,
  ...hostCgroupRequirements,
  ...hostShownRequirements,
];

/** What a stack is held to: its own requirements and those that hold for any; `all` stacks together to everything of those that share hosts. */
export function requirementsOf(stack: string): readonly Requirement[] {
  if (stack === 'all') return requirements.filter((requirement) => requirement.stack !== 'kata');
  return requirements.filter((requirement) => requirement.stack === stack || requirement.stack === 'any');
}
