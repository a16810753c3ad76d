import { Host, type StartAttempt, type StartOptions } from '../../../sim/host/host.js';
import { type HostMutant, ofClass } from './host-mutant.js';

class MutantHost extends Host {
  override startDomain(xml: string, options?: StartOptions): StartAttempt {
    return withAKey(super.startDomain(xml, options));
  }

  override startCommandLine(argv: readonly string[], options?: StartOptions): StartAttempt {
    return withAKey(super.startCommandLine(argv, options));
  }
}

function withAKey(attempt: StartAttempt): StartAttempt {
  const { result } = attempt;
  return result.started && result.protection === 'none' ? { ...attempt, result: { ...result, keyId: 1 } } : attempt;
}

/** An ordinary guest is given a key ID. */
export const ordinaryGuestTakesAKey: HostMutant = {
  name: 'ordinary-guest-takes-a-key',
  sentence: 'An ordinary guest is given a key ID.',
  killedBy: 'host/keys/ordinary-guest-holds-none',
  machine: ofClass(MutantHost),
};
