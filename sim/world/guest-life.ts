import type { Happening, RunDecision } from '../contracts/subject.js';
import type { Cluster } from './cluster.js';
import type { GuestRecord } from './guest.js';
import type { WorldHost } from './world-host.js';

/** Who ended a guest's stay on its host. */
type StoppedBy = Extract<Happening, { what: 'stopped' }>['by'];

/**
 * Tells the subject what happened to a guest, and does what it decides next.
 *
 * @param by Who stops the guest, should it come to that.
 */
export function happen(cluster: Cluster, guest: GuestRecord, happening: Happening, by: StoppedBy = 'user'): void {
  follow(cluster, guest, tell(cluster, guest, happening), by);
}

/** Tells the subject what happened to a guest; what is to be done next is left to the caller. */
export function tell({ subject, config, trace }: Cluster, guest: GuestRecord, happening: Happening): RunDecision {
  const decision = subject.run(guest.object, happening, guest.status, config);
  guest.status = decision.status;
  if (decision.guest !== undefined) guest.object = decision.guest;
  trace.record({ event: 'run', guest: guest.name, protection: guest.spec.protection, happening, decision });
  return decision;
}

/** A life of a guest begins: it is as it was admitted, and has no host yet. */
export function begin(cluster: Cluster, guest: GuestRecord): void {
  guest.state = 'pending';
  guest.object = guest.admitted;
  tell(cluster, guest, { what: 'admitted' });
}

/** Renders the domain of a bound guest and starts it. */
export function start(cluster: Cluster, guest: GuestRecord): void {
  const here = hostOf(cluster, guest);
  if (here === undefined) return;
  const { name: host } = here.node;
  const { protection } = guest.spec;
  const decision = cluster.subject.render(guest.object, { name: host, reader: here.reader }, cluster.config);
  cluster.trace.record({ event: 'render', guest: guest.name, host, protection, object: guest.object, decision });
  if (!decision.rendered) return happen(cluster, guest, { what: 'not-rendered', message: decision.message });
  const paused = guest.spec.startPaused === true;
  const { result, name: domain } = here.host.startDomain(decision.xml, { paused });
  cluster.trace.recordStart(guest.name, here, protection, false, result);
  if (!result.started) return happen(cluster, guest, { what: 'not-started', host, error: result.error });
  guest.state = 'running';
  guest.domain = domain;
  happen(cluster, guest, { what: 'started', host, paused });
}

/** Ends a guest's stay on its host: the domain is destroyed, the key goes back, the pod is gone. */
export function stop(cluster: Cluster, guest: GuestRecord, by: StoppedBy): void {
  const here = hostOf(cluster, guest);
  if (here === undefined) return;
  destroy(cluster, guest, here);
  lose(cluster, guest, by);
}

/** A guest's domain has ended with its host: its pod is gone, and the subject hears of it. */
export function lose(cluster: Cluster, guest: GuestRecord, by: StoppedBy): void {
  const host = guest.host ?? '';
  leave(cluster, guest);
  ended(cluster, guest, { what: 'stopped', host, by });
}

/** A guest is over; the subject hears of it, and may make it anew. It is placed when things settle. */
export function ended(cluster: Cluster, guest: GuestRecord, happening: Happening): void {
  guest.state = 'over';
  if (tell(cluster, guest, happening).next !== 'recreate' || guest.deleted) return;
  guest.recreations += 1;
  cluster.somethingChanged = true;
  begin(cluster, guest);
}

/** The host a guest is bound to. */
export function hostOf({ hosts }: Cluster, { host }: GuestRecord): WorldHost | undefined {
  return host === undefined ? undefined : hosts.get(host);
}

function follow(cluster: Cluster, guest: GuestRecord, { next }: RunDecision, by: StoppedBy): void {
  switch (next) {
    case 'hold':
      if (guest.state === 'bound') guest.state = 'held';
      return;
    case 'start':
      if (guest.state !== 'held') return;
      guest.state = 'bound';
      return start(cluster, guest);
    case 'stop':
      return stop(cluster, guest, by);
    case 'give-up':
      return giveUp(cluster, guest);
    case 'pause':
      return onDomain(cluster, guest, 'suspendDomain');
    case 'resume':
      return onDomain(cluster, guest, 'resumeDomain');
    case 'inject':
      return onDomain(cluster, guest, 'injectLaunchSecret');
  }
}

/** Whether libvirt was willing shows in what the domain does next; the subject is not told. */
function onDomain(cluster: Cluster, guest: GuestRecord, act: 'suspendDomain' | 'resumeDomain' | 'injectLaunchSecret'): void {
  if (guest.domain !== undefined) hostOf(cluster, guest)?.host[act](guest.domain);
}

/** The control plane has written the guest off: nothing of it is left on the host. */
function giveUp(cluster: Cluster, guest: GuestRecord): void {
  const here = hostOf(cluster, guest);
  if (here === undefined) return;
  destroy(cluster, guest, here);
  leave(cluster, guest);
}

function destroy(cluster: Cluster, guest: GuestRecord, here: WorldHost): void {
  if (guest.domain === undefined) return;
  here.host.destroyDomain(guest.domain);
  guest.domain = undefined;
  cluster.trace.recordRelease(guest.name, here, guest.spec.protection, false);
}

function leave(cluster: Cluster, guest: GuestRecord): void {
  hostOf(cluster, guest)?.node.letGo(guest.claim);
  guest.state = 'over';
  guest.host = undefined;
  guest.domain = undefined;
  cluster.somethingChanged = true;
}
