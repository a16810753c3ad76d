import { guestForms, hostFaultNames, nodeMishaps } from '../../../sim/contracts/commands.js';
import { confidentialProtections } from '../../../sim/contracts/protection.js';
import { confidential, type Mark, named } from './mark.js';

/** Stage × outcome × protection, and everything that can happen to a node or a guest, whatever else is wrong at the time. */
export const kubevirtSituations: readonly Mark[] = [
  ...named('admit/allowed/none', 'admit/refused/none', 'place/placed/none', 'start/started/none', 'release/stopped/none'),
  ...confidentialProtections.flatMap((protection): readonly Mark[] => {
    const offered = ['place/placed', 'start/started', 'release/stopped', 'start/refused', 'start/last-key'];
    const asked = ['admit/allowed', 'admit/refused', 'place/refused', 'start/outside'];
    return [
      ...asked.map((at): Mark => ({ id: `${at}/${protection}`, needs: 'any', knows: protection })),
      ...offered.map((at): Mark => ({ id: `${at}/${protection}`, needs: protection, knows: protection })),
    ];
  }),
  ...named(
    ...[
      'admitted',
      'not-placed',
      'placed',
      'started',
      'migration-asked',
      'eviction-asked',
      'restart-asked',
      'deletion-asked',
    ].map((what) => `run/${what}`),
    ...['stopped', 'agent-back', 'agent-silent', 'libvirtd-back'].map((what) => `run/${what}`),
    ...['label', 'boot', 'configure'].map((event) => `${event}/again`),
    ...['interval', 'configured', ...nodeMishaps.filter((what) => what !== 'libvirtd-restarted')].map((what) => `label/${what}`),
    ...['spoiled', 'skipped'].map((what) => `label/${what}`),
    ...['kubelet/admitted', 'edit/cordoned', 'edit/open', 'place/cordoned'],
    ...guestForms.flatMap((form) => [`form/${form}/allowed`, `form/${form}/refused`]),
    ...['selectors', 'userData', 'kernelBoot', 'vsock', 'hostDevice', 'tpm', 'dedicatedCpus', 'maxMemoryMib'].map(
      (field) => `asked/${field}`,
    ),
    ...['pause', 'unpause'].flatMap((request) => [`request/${request}/granted`, `request/${request}/refused`]),
    ...['recreate', 'pause', 'resume'].map((next) => `next/${next}`),
    ...['user', 'eviction', 'host-reboot', 'crash'].map((by) => `stopped/${by}`),
    'inspect',
  ),
  ...confidential('run/not-started', 'run/kubelet-refused', 'kubelet/refused', 'label/conflict', 'label/unhealthy'),
  ...confidential(
    'limit/accepted',
    'limit/refused',
    ...hostFaultNames.flatMap((fault) => [`fault/${fault}`, `fault/${fault}/over`]),
  ),
  ...['label/files-changed', 'label/no-quote-service'].map((id): Mark => ({ id, needs: 'tdx' })),
  { id: 'asked/launchMembers', needs: 'any' },
  { id: 'asked/protectionIn', needs: 'any', knows: 'preference' },
  ...['asked/session', 'asked/attestation', 'next/hold', 'next/start', 'next/inject'].map(
    (id): Mark => ({ id, needs: 'sev', knows: 'attestation' }),
  ),
  ...['sev/fetchcertchain', 'sev/setupsession', 'sev/querylaunchmeasurement', 'sev/injectlaunchsecret'].flatMap((request) =>
    ['granted', 'refused'].map((answer): Mark => ({ id: `request/${request}/${answer}`, needs: 'sev', knows: 'attestation' })),
  ),
];
