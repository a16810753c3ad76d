import type { StartAttempt, StartOptions } from '../../../sim/host/host.js';
import { Host } from '../../../sim/host/host.js';
import { type HostMutant, ofClass } from './host-mutant.js';

/** Where another guest starts while one is torn down, the key ID of the latter never comes back. */
export const teardownLostInARace: HostMutant = {
  name: 'teardown-lost-in-a-race',
  sentence: 'Where another guest starts while one is torn down, the key ID of the latter never comes back.',
  killedBy: 'host/keys/come-home',
  machine: ofClass(
    class extends Host {
      #starts = 0;

      override startDomain(xml: string, options?: StartOptions): StartAttempt {
        this.#starts += 1;
        return super.startDomain(xml, options);
      }

      override startCommandLine(argv: readonly string[], options?: StartOptions): StartAttempt {
        this.#starts += 1;
        return super.startCommandLine(argv, options);
      }

      override endDomain(name: string): ReturnType<Host['endDomain']> {
        const [ending, before] = [super.endDomain(name), this.#starts];
        if (!ending.ok) return ending;
        const { guest, giveBack } = ending.value;
        return { ok: true, value: { guest, giveBack: () => void (this.#starts === before && giveBack()) } };
      }
    },
  ),
};
