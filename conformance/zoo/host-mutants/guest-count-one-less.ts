import { type HostMutant, showing } from './host-mutant.js';

/** libvirt counts MAX−MIN plain SEV guests instead of one more. */
export const guestCountOneLess: HostMutant = {
  name: 'guest-count-one-less',
  sentence: 'libvirt counts MAX−MIN plain SEV guests instead of one more.',
  killedBy: 'host/shown/guest-counts',
  machine: showing(/domcapabilities/, (text) => text.replace(/(?<=<maxGuests>)\d+/, (count) => String(Number(count) - 1))),
};
