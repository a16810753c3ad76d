import { Host, type StartAttempt, type StartOptions } from '../../../sim/host/host.js';
import { type HostMutant, ofClass } from './host-mutant.js';

class MutantHost extends Host {
  override startDomain(xml: string, options?: StartOptions): StartAttempt {
    const attempt = super.startDomain(xml, options);
    const { result } = attempt;
    const fallen = result.started && result.protection === 'sev-es';
    return fallen ? { ...attempt, result: { ...result, protection: 'sev' } } : attempt;
  }
}

/** A SEV-ES guest runs with its registers in the clear, as plain SEV. */
export const esRunsAsSev: HostMutant = {
  name: 'es-runs-as-sev',
  sentence: 'A SEV-ES guest runs with its registers in the clear, as plain SEV.',
  killedBy: 'host/keys/protection-given-is-asked',
  machine: ofClass(MutantHost),
};
