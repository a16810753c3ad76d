import type { LabelEvent, PlaceEvent, RunEvent, TraceEvent } from '../../../sim/contracts/evidence.js';
import type { OpenFaults } from './lasting-faults.js';
import { platformOf } from './platform.js';

/** The situations one event shows. What happens before the first command is none, guests aside. */
export function marksOfEvent(event: TraceEvent, faults: OpenFaults): readonly string[] {
  switch (event.event) {
    case 'admit': {
      const { spec, decision } = event;
      const answer = decision.allowed ? 'allowed' : 'refused';
      const asked = Object.keys(spec).map((field) => `asked/${field}`);
      return [`admit/${answer}/${spec.protection}`, `form/${spec.form ?? 'instance'}/${answer}`, ...asked];
    }
    case 'place':
      return marksOfPlace(event, faults);
    case 'kubelet':
      return [`kubelet/${event.admitted ? 'admitted' : 'refused'}`];
    case 'edit':
      return [`edit/${event.cordoned ? 'cordoned' : 'open'}`];
    case 'start': {
      const ended = `start/${event.result.started ? 'started' : 'refused'}/${event.protection}`;
      return [
        ...(event.outside ? [`start/outside/${event.protection}`] : [ended]),
        ...during(ended, event.host, faults),
        ...(event.result.started && event.usage?.free === 0 ? [`start/last-key/${event.protection}`] : []),
      ];
    }
    case 'release': {
      const stopped = `release/stopped/${event.protection}`;
      return [stopped, ...during(stopped, event.host, faults)];
    }
    case 'fault':
      return [`fault/${event.fault}${event.on ? '' : '/over'}`];
    case 'limit':
      return [`limit/${event.errno === undefined ? 'accepted' : 'refused'}`];
    case 'inspect':
      return ['inspect'];
    case 'run':
      return marksOfRun(event);
    case 'label':
      return event.step < 0 ? [] : marksOfLabel(event, faults);
    case 'boot':
    case 'configure':
      return event.step < 0 ? [] : [`${event.event}/again`];
    default:
      return [];
  }
}

/** The same under everything that is wrong with a host meanwhile. */
function during(mark: string, host: string, faults: OpenFaults): readonly string[] {
  return Array.from(faults.on(host), (fault) => `${mark}/${fault}`);
}

/** A guest that was refused was refused by each host it could have had. */
function marksOfPlace({ hosts, decision, protection, claim }: PlaceEvent, faults: OpenFaults): readonly string[] {
  const mark = `place/${decision.placed ? 'placed' : 'refused'}/${protection}`;
  const pinned = claim.selectors['kubernetes.io/hostname'];
  const candidates = decision.placed ? [decision.host] : pinned === undefined ? hosts.map(({ name }) => name) : [pinned];
  const closed = hosts.some(({ cordoned }) => cordoned === true);
  return [mark, ...(closed ? ['place/cordoned'] : []), ...candidates.flatMap((host) => during(mark, host, faults))];
}

function marksOfLabel(event: LabelEvent, faults: OpenFaults): readonly string[] {
  const { host, happening, conflict, spoiled, annotations = {}, quoteService, decision, truth } = event;
  const platform = platformOf(truth);
  return [
    'label/again',
    `label/${happening}`,
    ...(conflict === true ? ['label/conflict'] : []),
    ...(spoiled !== undefined ? ['label/spoiled'] : []),
    ...(Object.keys(annotations).some((key) => key.endsWith('/skip-node')) ? ['label/skipped'] : []),
    ...(Object.values(decision.unhealthy ?? {}).some((count) => count > 0) ? ['label/unhealthy'] : []),
    ...(quoteService !== undefined ? ['label/no-quote-service'] : []),
    ...(platform === undefined
      ? []
      : during(`label/${decision.problems.length > 0 ? 'troubled' : 'clean'}/${platform}`, host, faults)),
  ];
}

function marksOfRun({ happening, decision }: RunEvent): readonly string[] {
  const next = `next/${decision.next}`;
  if (happening.what === 'request') {
    return [`request/${happening.request}/${decision.answer?.allowed === true ? 'granted' : 'refused'}`, next];
  }
  return [`run/${happening.what}`, next, ...(happening.what === 'stopped' ? [`stopped/${happening.by}`] : [])];
}
