import type { MarkRecord } from '../../reports/log.js';
import { guestForms, hostFaultNames, nodeMishaps } from '../../sim/contracts/commands.js';
import type { Evidence, LabelEvent, RunEvent, TraceEvent } from '../../sim/contracts/evidence.js';
import { confidentialProtections, protections } from '../../sim/contracts/protection.js';

/**
 * Situations a run is expected to meet, declared before it starts: stage × outcome × protection, and everything that can happen to a
 * node or a guest. A mark that is never hit is listed in the report, so a campaign cannot quietly stop exercising something.
 */
export const markCatalogue: readonly MarkRecord[] = [
  ...forEach(protections, (protection) =>
    ['admit/allowed', 'admit/refused', 'place/placed', 'start/started', 'release/stopped'].map((at) => `${at}/${protection}`),
  ),
  ...forEach(confidentialProtections, (protection) =>
    ['place/refused', 'start/refused', 'start/outside', 'start/last-key'].map((at) => `${at}/${protection}`),
  ),
  ...forEach(
    [
      'admitted',
      'not-placed',
      'placed',
      'started',
      'not-started',
      'migration-asked',
      'eviction-asked',
      'restart-asked',
      'deletion-asked',
      'stopped',
      'kubelet-refused',
      'agent-back',
      'agent-silent',
      'libvirtd-back',
    ],
    (what) => [`run/${what}`],
  ),
  ...forEach(['label', 'boot', 'configure'], (event) => [`${event}/again`]),
  ...forEach(
    ['interval', 'configured', 'files-changed', ...nodeMishaps.filter((what) => what !== 'libvirtd-restarted')],
    (what) => [`label/${what}`],
  ),
  ...forEach(['conflict', 'spoiled', 'skipped', 'unhealthy', 'no-quote-service'], (what) => [`label/${what}`]),
  ...forEach(['kubelet/admitted', 'kubelet/refused', 'edit/cordoned', 'edit/open', 'place/cordoned'], (at) => [at]),
  ...forEach(guestForms, (form) => [`form/${form}/allowed`, `form/${form}/refused`]),
  ...forEach(
    [
      'launchMembers',
      'selectors',
      'userData',
      'kernelBoot',
      'vsock',
      'hostDevice',
      'tpm',
      'dedicatedCpus',
      'session',
      'attestation',
      'protectionIn',
      'maxMemoryMib',
    ],
    (field) => [`asked/${field}`],
  ),
  ...forEach(
    ['sev/fetchcertchain', 'sev/setupsession', 'sev/querylaunchmeasurement', 'sev/injectlaunchsecret', 'pause', 'unpause'],
    (request) => [`request/${request}/granted`, `request/${request}/refused`],
  ),
  ...forEach(['hold', 'start', 'recreate', 'inject', 'pause', 'resume'], (next) => [`next/${next}`]),
  ...forEach(['user', 'eviction', 'host-reboot', 'crash'], (by) => [`stopped/${by}`]),
  ...forEach(hostFaultNames, (fault) => [`fault/${fault}`, `fault/${fault}/over`]),
  ...forEach(['limit/accepted', 'limit/refused', 'inspect'], (at) => [at]),
];

const positions: ReadonlyMap<string, number> = new Map(markCatalogue.map(({ id }, index) => [id, index]));

/** Positions in {@link markCatalogue} that a case hit, ascending. */
export function marksOf(evidence: Evidence): readonly number[] {
  const hit = new Set<number>();
  for (const event of evidence.trace) {
    for (const id of marksOfEvent(event)) {
      const position = positions.get(id);
      if (position !== undefined) hit.add(position);
    }
  }
  return [...hit].sort((left, right) => left - right);
}

function marksOfEvent(event: TraceEvent): readonly string[] {
  switch (event.event) {
    case 'admit': {
      const { spec, decision } = event;
      const answer = decision.allowed ? 'allowed' : 'refused';
      const asked = Object.keys(spec).map((field) => `asked/${field}`);
      return [`admit/${answer}/${spec.protection}`, `form/${spec.form ?? 'instance'}/${answer}`, ...asked];
    }
    case 'place': {
      const closed = event.hosts.some(({ cordoned }) => cordoned === true);
      const placed = `place/${event.decision.placed ? 'placed' : 'refused'}/${event.protection}`;
      return closed ? [placed, 'place/cordoned'] : [placed];
    }
    case 'kubelet':
      return [`kubelet/${event.admitted ? 'admitted' : 'refused'}`];
    case 'edit':
      return [`edit/${event.cordoned ? 'cordoned' : 'open'}`];
    case 'start':
      return [
        event.outside
          ? `start/outside/${event.protection}`
          : `start/${event.result.started ? 'started' : 'refused'}/${event.protection}`,
        ...(event.result.started && event.usage?.free === 0 ? [`start/last-key/${event.protection}`] : []),
      ];
    case 'release':
      return [`release/stopped/${event.protection}`];
    case 'fault':
      return [`fault/${event.fault}${event.on ? '' : '/over'}`];
    case 'limit':
      return [`limit/${event.errno === undefined ? 'accepted' : 'refused'}`];
    case 'inspect':
      return ['inspect'];
    case 'run':
      return marksOfRun(event);
    case 'label':
      return event.step < 0 ? [] : marksOfLabel(event);
    case 'boot':
    case 'configure':
      return event.step < 0 ? [] : [`${event.event}/again`];
    default:
      return [];
  }
}

function marksOfLabel({ happening, conflict, spoiled, annotations = {}, quoteService, decision }: LabelEvent): readonly string[] {
  return [
    'label/again',
    `label/${happening}`,
    ...(conflict === true ? ['label/conflict'] : []),
    ...(spoiled !== undefined ? ['label/spoiled'] : []),
    ...(Object.keys(annotations).some((key) => key.endsWith('/skip-node')) ? ['label/skipped'] : []),
    ...(Object.values(decision.unhealthy ?? {}).some((count) => count > 0) ? ['label/unhealthy'] : []),
    ...(quoteService !== undefined ? ['label/no-quote-service'] : []),
  ];
}

function marksOfRun({ happening, decision }: RunEvent): readonly string[] {
  const next = `next/${decision.next}`;
  if (happening.what === 'request') {
    return [`request/${happening.request}/${decision.answer?.allowed === true ? 'granted' : 'refused'}`, next];
  }
  return [`run/${happening.what}`, next, ...(happening.what === 'stopped' ? [`stopped/${happening.by}`] : [])];
}

function forEach<Item>(items: readonly Item[], ids: (item: Item) => readonly string[]): readonly MarkRecord[] {
  return items.flatMap(ids).map((id) => ({ id }));
}
