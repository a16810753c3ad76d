import type { EndGuest, EndHost, Evidence, TraceEvent } from '../../sim/contracts/evidence.js';
import type { Claim, HostToPlaceOn, LabelDecision } from '../../sim/contracts/subject.js';
import type { Json, JsonObject } from '../../sim/core/json.js';
import type { EventOf } from './observations.js';

/**
 * What one of several stacks on the same hosts has to answer for: its own decisions, unwrapped, with the guests of the others as guests
 * that somebody started behind its back. Certificates are left out: a guest may wait for what another stack holds.
 */
export function evidenceOfOneStack(evidence: Evidence, stack: string): Evidence {
  const known = new Map<string, string>();
  const trace = evidence.trace.flatMap((event) => {
    if (event.event === 'admit') known.set(event.guest, String(event.request.stack));
    return eventOfOneStack(event, stack, known);
  });
  const config = partOf(evidence.case.config, stack);
  return {
    case: { ...evidence.case, stack, config },
    hosts: evidence.hosts,
    trace,
    end: {
      guests: evidence.end.guests.filter((guest) => stackOf(guest, known) === stack),
      hosts: Object.fromEntries(Object.entries(evidence.end.hosts).map(([name, host]) => [name, ownEnd(host, stack)])),
    },
  };
}

function eventOfOneStack(event: TraceEvent, stack: string, known: ReadonlyMap<string, string>): readonly TraceEvent[] {
  const own = !('guest' in event) || (known.get(event.guest) ?? stack) === stack;
  switch (event.event) {
    case 'start':
    case 'release':
      return [own ? event : { ...event, outside: true }];
    case 'configure':
      return [{ ...event, config: partOf(event.config, stack) }];
    case 'label':
      return ownLabelEvents(event, stack);
  }
  if (!own) return [];
  switch (event.event) {
    case 'admit':
      return [
        {
          ...event,
          request: inner(event.request),
          config: partOf(event.config, stack),
          decision: event.decision.allowed ? { ...event.decision, guest: inner(event.decision.guest) } : event.decision,
        },
      ];
    case 'place':
      return [{ ...event, claim: unwrappedClaim(event.claim), hosts: event.hosts.map((host) => ownHost(host, stack)) }];
    case 'kubelet':
      return [{ ...event, claim: unwrappedClaim(event.claim) }];
    case 'render':
      return [{ ...event, object: inner(event.object) }];
    case 'run': {
      const { guest } = event.decision;
      return [guest === undefined ? event : { ...event, decision: { ...event.decision, guest: inner(guest) } }];
    }
    default:
      return [event];
  }
}

/**
 * Who reports providers offers everything at once: device plugins on such a node register with what the agent publishes, which the judges of
 * KubeVirt read from an event of its own where parts of the cluster work side by side.
 */
function ownLabelEvents(event: EventOf<'label'>, stack: string): readonly TraceEvent[] {
  const decision = ownLabelling(event, stack);
  const own: TraceEvent = { ...event, decision };
  if (stack !== 'kubevirt' || event.conflict === true || event.decision.providers === undefined) return [own];
  const { step, host } = event;
  return [own, { event: 'register', step, host, resources: decision.resources }];
}

/** Labels and devices are Kubernetes', providers OpenStack's. */
function ownLabelling({ before, decision }: EventOf<'label'>, stack: string): LabelDecision {
  const { providers, moved, refusesToServe, ...rest } = decision;
  const memory = partOf(decision.memory ?? {}, stack);
  return stack === 'kubevirt' ? { ...rest, memory } : { ...decision, labels: before, resources: {}, memory };
}

/** What guests hold of a host, as far as it is counted as this stack counts: OpenStack by provider and class. */
function ownUnits(units: Readonly<Record<string, number>>, stack: string): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(units).filter(([name]) => name.includes(':') === (stack === 'nova')));
}

function ownHost(host: HostToPlaceOn, stack: string): HostToPlaceOn {
  return { ...host, resources: ownUnits(host.resources, stack), used: ownUnits(host.used, stack) };
}

function ownEnd(host: EndHost, stack: string): EndHost {
  const { allocatable = {}, capacity = {} } = host;
  const units = { allocatable: ownUnits(allocatable, stack), capacity: ownUnits(capacity, stack) };
  return { ...host, used: ownUnits(host.used, stack), ...units };
}

function unwrappedClaim(claim: Claim): Claim {
  return { ...claim, object: inner(claim.object) };
}

function inner(object: JsonObject): JsonObject {
  return objectOf(object.of);
}

function partOf(config: JsonObject, stack: string): JsonObject {
  return objectOf(config[stack]);
}

function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function stackOf({ name }: EndGuest, known: ReadonlyMap<string, string>): string | undefined {
  return known.get(name);
}
