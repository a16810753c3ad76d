import type { LibvirtError } from '../../../sim/contracts/subject.js';
import { done, type Outcome } from '../../../sim/core/outcome.js';
import { type EndedGuest, Host } from '../../../sim/host/host.js';
import { type HostMutant, ofClass } from './host-mutant.js';

class MutantHost extends Host {
  override destroyDomain(name: string): Outcome<EndedGuest, LibvirtError> {
    const guest = this.truth.live.guests.find((each) => each.name === name);
    return guest === undefined ? super.destroyDomain(name) : done({ guest });
  }
}

/** A guest that is destroyed goes on running. */
export const guestSurvivesDestroy: HostMutant = {
  name: 'guest-survives-destroy',
  sentence: 'A guest that is destroyed goes on running.',
  killedBy: 'host/keys/end-matches-running',
  machine: ofClass(MutantHost),
};
