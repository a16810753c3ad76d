import { AsidPool } from '../../../sim/host/asid-pool.js';
import { type HostMutant, withParts } from './host-mutant.js';

class MutantAsids extends AsidPool {
  override release(): void {}
}

/** The ASID of a guest that ends stays in use. */
export const endedGuestKeepsItsKey: HostMutant = {
  name: 'ended-guest-keeps-its-key',
  sentence: 'The ASID of a guest that ends stays in use.',
  killedBy: 'host/keys/in-use-matches-running',
  machine: withParts({ asids: (ranges, flush) => new MutantAsids(ranges, flush) }),
};
