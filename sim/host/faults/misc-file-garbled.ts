import { type HostFault, miscCapacityPath } from './host-fault.js';

/** Fault `misc-file-garbled`. */
export const miscFileGarbled: HostFault = {
  name: 'misc-file-garbled',
  about: 'misc.capacity is cut off in its first number and goes on with bytes that are no text: no count in it can be read.',
  scope: 'What software reads, until it is switched off or the next boot; a file that is not there stays away.',
  doesNot: 'No kernel writes such a file; it stands for a faulty overlay or proxy between kernel and reader.',
  window: 'lasts',
  chance: 128,
  set: ({ overlay, reader }, on) => {
    overlay.delete(miscCapacityPath);
    const found = reader.read(miscCapacityPath);
    if (on && found.ok) overlay.set(miscCapacityPath, `${found.text.slice(0, found.text.search(/\d/) + 1)}\u0000\ufffd\n`);
  },
};
