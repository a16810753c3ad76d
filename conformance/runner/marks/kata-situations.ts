import { hostFaultNames } from '../../../sim/contracts/commands.js';
import { confidential, type Mark, named } from './mark.js';

/** What a run over Confidential Containers is expected to meet: stage × outcome × protection, and what can happen to pods and nodes. */
export const kataSituations: readonly Mark[] = [
  ...named('admit/allowed/none', 'admit/refused/none', 'place/placed/none', 'start/started/none', 'release/stopped/none'),
  ...(['sev', 'sev-es'] as const).map((knows): Mark => ({ id: `admit/refused/${knows}`, needs: 'any', knows })),
  ...(['snp', 'tdx'] as const).flatMap((protection): readonly Mark[] => [
    ...['admit/allowed', 'place/refused', 'start/outside'].map(
      (at): Mark => ({ id: `${at}/${protection}`, needs: 'any', knows: protection }),
    ),
    ...['place/placed', 'start/started', 'release/stopped', 'start/last-key'].map(
      (at): Mark => ({ id: `${at}/${protection}`, needs: protection, knows: protection }),
    ),
  ]),
  ...named(
    ...['admitted', 'not-placed', 'placed', 'started', 'migration-asked', 'deletion-asked', 'stopped'].map(
      (what) => `run/${what}`,
    ),
    ...['agent-back', 'agent-silent'].map((what) => `run/${what}`),
    ...['label', 'boot', 'configure'].map((event) => `${event}/again`),
    ...['interval', 'configured', 'agent-started', 'agent-restarted', 'agent-silent', 'agent-stopping'].map(
      (what) => `label/${what}`,
    ),
    ...['crash', 'host-reboot'].map((by) => `stopped/${by}`),
    'place/cordoned',
    'label/spoiled',
    'inspect',
  ),
  ...confidential(
    'limit/accepted',
    'limit/refused',
    'asked/members',
    ...hostFaultNames.flatMap((fault) => [`fault/${fault}`, `fault/${fault}/over`]),
  ),
];
