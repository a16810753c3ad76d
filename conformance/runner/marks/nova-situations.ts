import { hostFaultNames } from '../../../sim/contracts/commands.js';
import { confidentialProtections, type Technology } from '../../../sim/contracts/protection.js';
import { novaGuestRequests } from '../../commands/nova-manifests.js';
import { confidential, type Mark, named } from './mark.js';

/** Requests that nothing in the state of a server stands in the way of for ever. */
const requests = [...new Set(novaGuestRequests.map(({ request }) => request))].filter(
  (request) => request !== 'nothing-like-this',
);

/** What a run over Nova is expected to meet: stage × outcome × protection, and what can happen to servers and compute hosts. */
export const novaSituations: readonly Mark[] = [
  ...named('admit/allowed/none', 'admit/refused/none', 'place/placed/none', 'start/started/none', 'release/stopped/none'),
  ...confidentialProtections.flatMap((protection): readonly Mark[] => [
    ...['admit/allowed', 'place/refused', 'start/outside'].map((at) => mark(`${at}/${protection}`, 'any', protection)),
    ...['place/placed', 'start/started', 'release/stopped', 'start/last-key'].map((at) =>
      mark(`${at}/${protection}`, protection, protection),
    ),
  ]),
  ...named(
    ...['admitted', 'not-placed', 'placed', 'started', 'migration-asked', 'restart-asked', 'deletion-asked', 'stopped'].map(
      (what) => `run/${what}`,
    ),
    ...['agent-back', 'agent-silent', 'libvirtd-back'].map((what) => `run/${what}`),
    ...['label', 'boot', 'configure'].map((event) => `${event}/again`),
    ...['interval', 'configured', 'agent-started', 'agent-restarted', 'agent-silent', 'agent-stopping'].map(
      (what) => `label/${what}`,
    ),
    ...requests.map((request) => `request/${request}/granted`),
    ...requests.map((request) => `request/${request}/refused`),
    ...['power-off', 'start', 'reboot', 'offload', 'unshelve', 'relocate', 'confirm', 'revert', 'pause', 'resume'].map(
      (next) => `next/${next}`,
    ),
    ...['host-reboot', 'crash'].map((by) => `stopped/${by}`),
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

function mark(id: string, needs: NonNullable<Mark['needs']>, knows: Technology): Mark {
  return { id, needs, knows };
}
