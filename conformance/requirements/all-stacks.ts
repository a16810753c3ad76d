import type { Requirement } from './requirement.js';

/** What stacks that run on the same hosts owe one another, whoever divides the hosts among them. */
export const allStacksRequirements: readonly Requirement[] = [
  {
    id: 'all/scheduling/promised-once',
    level: 'MUST',
    stage: 'schedule',
    stack: 'all',
    group: 'shared key IDs',
    sentence: 'No two stacks promise the same key ID: what they offer of a pool of a host together is never more than it has.',
    source: 'VEP #80 and OpenStack Nova amd-sev-es-libvirt-support: each counts all key IDs of a host as its own',
  },
  {
    id: 'all/scheduling/held-once',
    level: 'MUST',
    stage: 'schedule',
    stack: 'all',
    group: 'shared key IDs',
    sentence: 'Guests of all stacks together never hold more key IDs of a host than it has.',
    source: 'Linux 7.2.8 arch/x86/kvm/svm/sev.c sev_asid_new: one key ID, one guest',
  },
  {
    id: 'all/scheduling/others-leave-room',
    level: 'MUST',
    stage: 'schedule',
    stack: 'all',
    group: 'shared key IDs',
    sentence: 'A guest that its stack has placed finds a key ID, whatever guests of other stacks hold on that host.',
    source: 'VEP #80, "guarantee that VMs will not fail to start because of a lack of key IDs"',
  },
];
