import { type HostFault, miscCapacityPath } from './host-fault.js';

/** Fault `misc-file-missing`. */
export const miscFileMissing: HostFault = {
  name: 'misc-file-missing',
  about: 'misc.capacity is not there, as in a container with a private cgroup namespace.',
  scope: 'What software reads, until it is switched off or the next boot.',
  doesNot: 'The controller goes on charging, and no other file of it disappears.',
  window: 'lasts',
  chance: 128,
  set: ({ overlay }, on) => {
    if (on) overlay.set(miscCapacityPath, undefined);
    else overlay.delete(miscCapacityPath);
  },
};
