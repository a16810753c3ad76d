import type { Evidence, TraceEvent } from '../../sim/contracts/evidence.js';
import type { RunDecision } from '../../sim/contracts/subject.js';
import type { JsonObject } from '../../sim/core/json.js';
import { textOf } from '../model/json-member.js';
import { stateOf, statesFor } from '../model/nova-actions.js';
import type { NovaHappened } from '../model/nova-life.js';
import type { EventOf } from '../model/observations.js';
import { lookAtGuests } from './nova-guest-views.js';
import { haveSameCause, mayBeOvertaken, quoted } from './views.js';

/** Something somebody asked the API to do with a server. */
export interface NovaRequested extends NovaHappened {
  readonly action: string;
  readonly body: JsonObject;
  readonly answer: NonNullable<RunDecision['answer']>;
  readonly uuid: string;
  /** `vm_state` before. */
  readonly state: string;
}

/** Requests that were answered, of these actions or of any. */
export function novaRequests(evidence: Evidence, ...actions: readonly string[]): readonly NovaRequested[] {
  const all = answered(evidence);
  return actions.length === 0 ? all : all.filter(({ action }) => actions.includes(action));
}

/** Those that were granted. */
export function novaGranted(evidence: Evidence, ...actions: readonly string[]): readonly NovaRequested[] {
  return novaRequests(evidence, ...actions).filter(({ answer }) => answer.allowed);
}

/** Is the server in a state in which this can be done, with nothing else under way? */
export function isTimely({ action, body, state, before, hasRun }: NovaRequested): boolean {
  return hasRun && before?.task_state === undefined && statesFor(action, body)?.includes(state) === true;
}

/**
 * What followed from it for the same guest. Where the parts of the cluster work side by side something else may have come between, so that
 * only presence tells anything.
 */
export function novaSequel(evidence: Evidence, { at, event }: NovaHappened): readonly TraceEvent[] {
  const found: TraceEvent[] = [];
  for (const later of evidence.trace.slice(at + 1)) {
    if (!mayBeOvertaken(evidence) && later.event === 'command') break;
    if ('guest' in later && later.guest === event.guest && haveSameCause(later, event)) found.push(later);
  }
  return found;
}

/** The first event of a kind in a sequel. */
export function firstOf<Kind extends TraceEvent['event']>(sequel: readonly TraceEvent[], kind: Kind): EventOf<Kind> | undefined {
  return sequel.find((event): event is EventOf<Kind> => event.event === kind);
}

/** A decision about a guest in words. */
export function novaDecision({ decision: { answer, next, status } }: EventOf<'run'>): string {
  const told =
    answer === undefined ? '' : `${answer.allowed ? 'granted' : 'refused'} with ${answer.httpCode} ${quoted(answer.message)}, `;
  return `${told}next ${next}, shown as ${quoted(status)}`;
}

function answered(evidence: Evidence): readonly NovaRequested[] {
  const { happenings } = lookAtGuests(evidence);
  const known = requests.get(happenings);
  if (known !== undefined) return known;
  const fresh = happenings.flatMap(requestOf);
  requests.set(happenings, fresh);
  return fresh;
}

const requests = new WeakMap<readonly NovaHappened[], readonly NovaRequested[]>();

function requestOf(happened: NovaHappened): readonly NovaRequested[] {
  const { event, object, before } = happened;
  const { answer } = event.decision;
  const asked = actionOf(event.happening);
  if (answer === undefined || asked === undefined) return [];
  return [{ ...happened, ...asked, answer, uuid: textOf(object.uuid) ?? '', state: stateOf(before) }];
}

/** Commands of a case that are requests under another name. */
function actionOf(happening: EventOf<'run'>['happening']): { readonly action: string; readonly body: JsonObject } | undefined {
  switch (happening.what) {
    case 'request':
      return { action: happening.request, body: happening.body ?? {} };
    case 'migration-asked':
      return { action: 'live-migrate', body: {} };
    case 'restart-asked':
      return { action: 'reboot', body: { type: 'HARD' } };
    default:
      return undefined;
  }
}
