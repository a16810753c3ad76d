import type { KataQuirk } from './quirk.js';

/** The capacity of key IDs is looked for where cgroup v2 has it only. */
export const miscV1PathUnread: KataQuirk = {
  name: 'misc-v1-path-unread',
  sentence: 'The capacity of key IDs is looked for where cgroup v2 has it only.',
  releases: [{ product: 'nfd', to: '0.13.2' }],
  source: 'node-feature-discovery `8ed5a2343`',
  killedBy: 'kata/labels/capacity-at-either-path',
  choices: { capacityFiles: ['/sys/fs/cgroup/misc.capacity'] },
};
