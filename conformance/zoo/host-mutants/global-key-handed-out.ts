import { HkidPool } from '../../../sim/host/hkid-pool.js';
import { type HostMutant, withParts } from './host-mutant.js';

/** The first private key, which is the own one of the TDX module, is given to guests. */
export const globalKeyHandedOut: HostMutant = {
  name: 'global-key-handed-out',
  sentence: 'The first private key, which is the own one of the TDX module, is given to guests.',
  killedBy: 'host/keys/id-is-in-range',
  machine: withParts({ hkids: (first, size) => new HkidPool(Math.max(0, first - 1), size) }),
};
