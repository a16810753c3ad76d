import type { Requirement } from './requirement.js';

/** What any subject must do, whatever it is asked. */
export const subjectAnswersRequirements: readonly Requirement[] = [
  {
    id: 'subject/answers/never-panics',
    level: 'MUST',
    stage: 'run',
    stack: 'any',
    group: 'answers',
    sentence: 'A subject answers whatever it is asked; malformed input is refused with a reason, never with a crash.',
    source:
      'KubeVirt commits c348c566d3 and d49d11ab7f: panics of virt-handler on an absent CPU model and an absent TSC counter, fixed as bugs',
  },
];
