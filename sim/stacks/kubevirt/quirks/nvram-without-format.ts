import type { Quirk } from './quirk.js';

/** Where libvirt chooses the firmware, it may also choose the format of the variable store, and take a raw one for qcow2. */
export const nvramWithoutFormat: Quirk = {
  name: 'nvram-without-format',
  sentence:
    'Where libvirt chooses the firmware, it may also choose the format of the variable store, and take a raw one for qcow2.',
  releases: [{ product: 'kubevirt-main', from: '2026-06-18', to: '2026-06-18' }],
  source: 'kubevirt@a405ff5da1, fixed by kubevirt@34a5b7adfa',
  killedBy: 'kubevirt/domain/libvirt-chooses-raw-variables',
  choices: { nvramFormatIsSaid: false },
};
