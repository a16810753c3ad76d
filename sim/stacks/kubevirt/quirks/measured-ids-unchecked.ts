import type { Quirk } from './quirk.js';

/** Values a TD is to be measured with are admitted whatever their length, and libvirt refuses them. */
export const measuredIdsUnchecked: Quirk = {
  name: 'measured-ids-unchecked',
  sentence: 'Values a TD is to be measured with are admitted whatever their length, and libvirt refuses them.',
  releases: [],
  source: 'libvirt 12.8 src/conf/domain_conf.c (the check that then comes too late)',
  killedBy: 'kubevirt/admission/measured-ids',
  choices: { checksMeasuredIds: false },
};
