import { type HostFault, miscCapacityPath } from './host-fault.js';

/** Fault `misc-file-stale`. */
export const miscFileStale: HostFault = {
  name: 'misc-file-stale',
  about: 'misc.capacity goes on showing what it showed when the fault was switched on.',
  scope: 'What software reads, until it is switched off or the next boot.',
  doesNot: 'Nothing is wrong before the host changes, which without a reboot only `module-off` makes it do.',
  window: 'lasts',
  chance: 128,
  set: ({ overlay, reader }, on) => {
    const found = reader.read(miscCapacityPath);
    if (!on) overlay.delete(miscCapacityPath);
    else overlay.set(miscCapacityPath, found.ok ? found.text : undefined);
  },
};
