import { hostCgroupRequirements } from './host-cgroup.js';
import { hostKeysRequirements } from './host-keys.js';
import { hostShownRequirements } from './host-shown.js';
import { kubevirtAdmissionRequirements } from './kubevirt-admission.js';
import { kubevirtAttestationRequirements } from './kubevirt-attestation.js';
import { kubevirtDomainRequirements } from './kubevirt-domain.js';
import { kubevirtLabelsRequirements } from './kubevirt-labels.js';
import { kubevirtLifeRequirements } from './kubevirt-life.js';
import { kubevirtResourcesRequirements } from './kubevirt-resources.js';
import { kubevirtSchedulingRequirements } from './kubevirt-scheduling.js';
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
  ...subjectAnswersRequirements,
  ...hostKeysRequirements,
  ...hostCgroupRequirements,
  ...hostShownRequirements,
];

/** What a stack is held to: its own requirements and those that hold for any. */
export function requirementsOf(stack: string): readonly Requirement[] {
  return requirements.filter((requirement) => requirement.stack === stack || requirement.stack === 'any');
}
