import { Host } from '../../../sim/host/host.js';
import { type HostMutant, ofClass } from './host-mutant.js';

/** The key ID of a guest can be had again while the kernel still tears the guest down. */
export const keyBackBeforeTeardown: HostMutant = {
  name: 'key-back-before-teardown',
  sentence: 'The key ID of a guest can be had again while the kernel still tears the guest down.',
  killedBy: 'host/keys/id-is-unique',
  machine: ofClass(
    class extends Host {
      override endDomain(name: string): ReturnType<Host['endDomain']> {
        const ending = super.endDomain(name);
        if (ending.ok) ending.value.giveBack();
        return ending;
      }
    },
  ),
};
