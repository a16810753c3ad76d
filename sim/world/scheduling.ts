import type { Claim, PlaceDecision } from '../contracts/subject.js';
import { type Cluster, handOn, handOnNews } from './cluster.js';
import { SubjectPanic } from './guarded-subject.js';
import type { GuestRecord } from './guest.js';
import { ended, happen, start, startStep } from './guest-life.js';
import { freeKeys } from './key-usage.js';
import type { WorldHost } from './world-host.js';

/**
 * Asks the scheduler for a host. The kubelet there has the last word; once it has taken the pod the guest is started, unless the
 * subject holds it.
 */
export function place(cluster: Cluster, guest: GuestRecord): void {
  const run = (): void => {
    if (guest.state === 'pending') bind(cluster, guest);
  };
  handOn(cluster, { actor: 'scheduler', guest, run });
}

/** News for the kubelet that a pod is bound to its node. */
export function sendToKubelet(cluster: Cluster, guest: GuestRecord, here: WorldHost): void {
  const { stay } = guest;
  const run = (): void => {
    if (guest.stay === stay) arrive(cluster, guest, here);
  };
  handOnNews(cluster, here, { actor: 'kubelet', host: here.node.name, guest, run });
}

function bind(cluster: Cluster, guest: GuestRecord): void {
  const decision = schedule(cluster, guest);
  guest.refusal = decision.placed ? undefined : decision.message;
  if (!decision.placed) guest.moving = false;
  if (!decision.placed) return happen(cluster, guest, { what: 'not-placed', message: decision.message });
  const here = cluster.hosts.get(decision.host);
  if (here === undefined) throw new SubjectPanic('place', `there is no host "${decision.host}" among those that were shown`);
  guest.state = 'binding';
  guest.host = decision.host;
  guest.stay += 1;
  guest.booking = booked(guest.claim, decision);
  if (cluster.work !== undefined && cluster.rules.countsBoundPods) here.node.expect(guest.booking);
  sendToKubelet(cluster, guest, here);
}

/**
 * Asks the subject for a host.
 *
 * @param avoided Hosts that are not shown, of a guest that is to leave `movingFrom`.
 */
export function schedule(
  { subject, hosts, config, trace }: Cluster,
  { name, spec, claim }: GuestRecord,
  movingFrom?: string,
  avoided: readonly string[] = [],
): PlaceDecision {
  const { protection } = spec;
  const shown = Array.from(hosts.values(), ({ node }) => node.view).filter((host) => !avoided.includes(host.name));
  const decision = subject.place(claim, shown, config);
  const free = protection === 'none' ? {} : freeKeys(hosts, protection);
  const moving = movingFrom === undefined ? {} : { movingFrom };
  trace.record({ event: 'place', guest: name, protection, claim, hosts: shown, decision, freeKeys: free, ...moving });
  return decision;
}

/** What a guest holds of a host once it is there. */
export function booked(claim: Claim, { takes }: { readonly takes?: Claim['resources'] }): Claim {
  return takes === undefined ? claim : { ...claim, resources: takes };
}

/** A pod comes to its kubelet; one that it has seen before, or that is to end, is left as it is. */
function arrive(cluster: Cluster, guest: GuestRecord, here: WorldHost): void {
  const { name: host } = here.node;
  if (guest.state !== 'binding') {
    if (guest.taken && !cluster.rules.actsOnceOnRepeatedNews) here.node.admit(guest.booking);
    return;
  }
  if (!admitted(cluster, guest, here)) return;
  guest.state = 'bound';
  guest.taken = true;
  guest.moving = false;
  happen(cluster, guest, { what: 'placed', host });
  if (guest.state !== 'bound') return;
  if (cluster.work === undefined) start(cluster, guest);
  else handOnNews(cluster, here, startStep(cluster, guest, here));
}

function admitted(cluster: Cluster, guest: GuestRecord, { node }: WorldHost): boolean {
  const { booking: claim } = guest;
  const { name: host } = node;
  const taken = claim !== guest.claim;
  if (cluster.work !== undefined) node.forget(claim);
  const verdict = node.admit(claim, taken);
  if (!taken) cluster.trace.record({ event: 'kubelet', guest: guest.name, host, claim, ...verdict });
  if (verdict.admitted) return true;
  const { reason, message } = verdict;
  guest.host = undefined;
  guest.moving = false;
  ended(cluster, guest, { what: 'kubelet-refused', host, reason, message });
  return false;
}
