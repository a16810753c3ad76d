import type { Happening, LibvirtError, RenderDecision, RunDecision } from '../contracts/subject.js';
import type { JsonObject } from '../core/json.js';
import { type Cluster, handOn, handOnNews } from './cluster.js';
import type { GuestRecord, StoppedBy } from './guest.js';
import type { Step } from './work.js';
import type { WorldHost } from './world-host.js';

/**
 * Tells the subject what happened to a guest, and does what it decides next.
 *
 * @param by Who stops the guest, should it come to that.
 */
export function happen(cluster: Cluster, guest: GuestRecord, happening: Happening, by: StoppedBy = 'user'): void {
  const { object } = guest;
  follow(cluster, guest, tell(cluster, guest, happening), by, object);
}

/** Tells the subject what happened to a guest; what is to be done next is left to the caller. */
export function tell({ subject, config, trace, protectionOf }: Cluster, guest: GuestRecord, happening: Happening): RunDecision {
  const decision = subject.run(guest.object, happening, guest.status, config);
  guest.status = decision.status;
  if (decision.guest !== undefined) {
    guest.object = decision.guest;
    if (protectionOf !== undefined) guest.spec = { ...guest.spec, protection: protectionOf(decision.guest) };
  }
  trace.record({ event: 'run', guest: guest.name, protection: guest.spec.protection, happening, decision });
  return decision;
}

/** A life of a guest begins: it is as it was admitted, and has no host yet. */
export function begin(cluster: Cluster, guest: GuestRecord): void {
  guest.state = 'pending';
  guest.object = guest.admitted;
  tell(cluster, guest, { what: 'admitted' });
}

/** Has a bound guest started: its domain is rendered, libvirtd starts it, and the subject hears of it. */
export function start(cluster: Cluster, guest: GuestRecord): void {
  const here = hostOf(cluster, guest);
  if (here !== undefined) handOn(cluster, startStep(cluster, guest, here));
}

/** The step that renders a guest and has it started. */
export function startStep(cluster: Cluster, guest: GuestRecord, here: WorldHost): Step {
  const { stay } = guest;
  const run = (): void => {
    if (guest.state === 'bound' && guest.stay === stay) render(cluster, guest, here);
  };
  return { actor: 'handler', host: here.node.name, guest, run };
}

/** The subject hears of a guest that runs, unless it has heard already. */
export function reportStart(cluster: Cluster, guest: GuestRecord, here: WorldHost): void {
  const { stay } = guest;
  const { name: host } = here.node;
  const run = (): void => {
    if (guest.state !== 'running' || guest.reported || guest.stay !== stay) return;
    guest.reported = true;
    happen(cluster, guest, { what: 'started', host, paused: guest.spec.startPaused === true });
  };
  handOn(cluster, { actor: 'handler', host, guest, run });
}

/**
 * Ends a guest's stay on its host: the domain is destroyed, the key goes back, the pod is gone.
 *
 * @param afterwards What comes then; at once where the guest has no host. Where it is to end already, this is what comes then instead.
 */
export function stop(cluster: Cluster, guest: GuestRecord, by: StoppedBy, afterwards?: () => void): void {
  const here = hostOf(cluster, guest);
  if (afterwards !== undefined) guest.afterwards = afterwards;
  if (here === undefined) {
    if (!guest.tearingDown) goOn(cluster, guest);
    return;
  }
  if (guest.state === 'stopping') return;
  const { rules } = cluster;
  const half = guest.state === 'starting' && !rules.stopsWhatIsStarting;
  toStop(cluster, guest, by);
  if (!rules.keepsDevicesToTheEnd) letGo(cluster, guest);
  if (half) podGone(cluster, guest, here);
  else sendEnd(cluster, guest, here);
}

/** News for the node that a guest is to end. */
export function sendEnd(cluster: Cluster, guest: GuestRecord, here: WorldHost): void {
  const { stay } = guest;
  const { name: host } = here.node;
  const run = (): void => {
    if (guest.state === 'stopping' && guest.stay === stay) endDomain(cluster, guest, here);
  };
  const again = (): void =>
    cluster.trace.because(guest.stopCause, () => handOn(cluster, { actor: 'libvirtd', host, guest, run, lost: again }));
  handOnNews(cluster, here, { actor: 'libvirtd', host, guest, run, lost: again });
}

/** The hypervisor process of a running guest dies. */
export function die(cluster: Cluster, guest: GuestRecord): void {
  const here = hostOf(cluster, guest);
  if (here === undefined) return;
  toStop(cluster, guest, 'crash');
  endDomain(cluster, guest, here);
}

/**
 * A guest's domain has ended, or it has ended with its host: its pod is gone, and the subject hears of it. A guest that keeps its place is
 * only off, unless that is its end.
 */
export function lose(cluster: Cluster, guest: GuestRecord, by: StoppedBy): void {
  const host = guest.host ?? '';
  if (guest.claim.keepsPlace === true && guest.afterwards === undefined) {
    guest.state = 'held';
    guest.domain = undefined;
    return happen(cluster, guest, { what: 'stopped', host, by });
  }
  if (guest.state !== 'stopping') guest.stopCause = cluster.trace.cause;
  leave(cluster, guest);
  ended(cluster, guest, { what: 'stopped', host, by });
}

/** A guest is over; the subject hears of it, and may make it anew. It is placed when things settle. */
export function ended(cluster: Cluster, guest: GuestRecord, happening: Happening): void {
  guest.state = 'over';
  guest.madeAnew = tell(cluster, guest, happening).next === 'recreate';
  if (!guest.tearingDown) goOn(cluster, guest);
}

/** The host a guest is bound to. */
export function hostOf({ hosts }: Cluster, { host }: GuestRecord): WorldHost | undefined {
  return host === undefined ? undefined : hosts.get(host);
}

function render(cluster: Cluster, guest: GuestRecord, here: WorldHost): void {
  const { name: host } = here.node;
  const { protection } = guest.spec;
  const defined = here.defined.get(guest.name);
  const shown = { name: host, reader: here.reader, ...(defined !== undefined && { defined }) };
  const decision = cluster.subject.render(guest.object, shown, cluster.config);
  cluster.trace.record({ event: 'render', guest: guest.name, host, protection, object: guest.object, decision });
  guest.failure = decision.rendered ? undefined : decision.message;
  if (!decision.rendered) return happen(cluster, guest, { what: 'not-rendered', message: decision.message });
  guest.state = 'starting';
  const { stay } = guest;
  const run = (): void => startDomain(cluster, guest, here, decision, stay);
  const lost = (): void => {
    if (cluster.rules.remembersStarts && guest.state === 'starting' && guest.stay === stay)
      notStarted(cluster, guest, here, connectionLost);
  };
  handOn(cluster, { actor: 'libvirtd', host, guest, run, lost });
}

type Rendered = Extract<RenderDecision, { rendered: true }>;

/** libvirtd does what it was told, even where the guest is to end by now; its end comes behind, or has overtaken it. */
function startDomain(cluster: Cluster, guest: GuestRecord, here: WorldHost, { xml, commandLine }: Rendered, stay: number): void {
  const { state, spec } = guest;
  if (guest.endedStay === stay) return;
  const stillHere = guest.stay === stay && (state === 'starting' || state === 'stopping');
  if (!stillHere && cluster.rules.stopsWhatIsStarting) return;
  const options = { paused: spec.startPaused === true };
  const attempt =
    commandLine === undefined ? here.host.startDomain(xml, options) : here.host.startCommandLine(commandLine, options);
  const { result, name: domain } = attempt;
  guest.launched = spec.protection;
  cluster.trace.recordStart(guest.name, here, spec.protection, false, result);
  if (!stillHere) return;
  if (result.started && guest.claim.keepsPlace === true) here.defined.set(guest.name, here.host.definedDomain(xml));
  if (result.started) guest.domain = domain;
  if (state === 'stopping') return;
  if (!result.started) return notStarted(cluster, guest, here, result.error);
  guest.state = 'running';
  guest.reported = false;
  reportStart(cluster, guest, here);
}

function notStarted(cluster: Cluster, guest: GuestRecord, here: WorldHost, error: LibvirtError): void {
  guest.state = 'bound';
  guest.failure = error.message;
  const { stay } = guest;
  const { name: host } = here.node;
  const run = (): void => {
    if (guest.state === 'bound' && guest.stay === stay) happen(cluster, guest, { what: 'not-started', host, error });
  };
  handOn(cluster, { actor: 'handler', host, guest, run });
}

/** What a client of libvirt hears when the daemon goes away below it. Source: libvirt `src/rpc/virnetclient.c`, `virnetsocket.c`. */
const connectionLost: LibvirtError = { code: 38, domain: 7, message: 'End of file while reading data: Input/output error' };

function follow(cluster: Cluster, guest: GuestRecord, decision: RunDecision, by: StoppedBy, before: JsonObject): void {
  switch (decision.next) {
    case 'hold':
      if (guest.state === 'bound') guest.state = 'held';
      return;
    case 'start':
      if (guest.state !== 'held') return;
      guest.state = 'bound';
      return start(cluster, guest);
    case 'stop':
      return hostOf(cluster, guest) && stop(cluster, guest, by);
    case 'give-up':
      return giveUp(cluster, guest);
    case 'pause':
      return onDomain(cluster, guest, 'suspendDomain');
    case 'resume':
      return onDomain(cluster, guest, 'resumeDomain');
    case 'inject':
      return onDomain(cluster, guest, 'injectLaunchSecret');
    default:
      return cluster.moveOrStay(guest, decision, before);
  }
}

/** Whether libvirt was willing shows in what the domain does next; the subject is not told. */
function onDomain(cluster: Cluster, guest: GuestRecord, act: 'suspendDomain' | 'resumeDomain' | 'injectLaunchSecret'): void {
  if (guest.domain !== undefined) hostOf(cluster, guest)?.host[act](guest.domain);
}

/** The control plane has written the guest off: nothing of it is left on the host. */
function giveUp(cluster: Cluster, guest: GuestRecord): void {
  const here = hostOf(cluster, guest);
  if (here === undefined) {
    guest.state = 'over';
    return;
  }
  destroy(cluster, guest, here);
  leave(cluster, guest);
  if (!guest.tearingDown) goOn(cluster, guest);
}

function toStop({ trace }: Cluster, guest: GuestRecord, by: StoppedBy): void {
  guest.state = 'stopping';
  guest.stoppedBy = by;
  guest.stopCause = trace.cause;
}

function endDomain(cluster: Cluster, guest: GuestRecord, here: WorldHost): void {
  guest.endedStay = guest.stay;
  if (cluster.work === undefined) destroy(cluster, guest, here);
  else tearDown(cluster, guest, here);
  podGone(cluster, guest, here);
}

/** The domain ends, and its key ID goes back before anything else happens. */
export function destroy(cluster: Cluster, guest: GuestRecord, here: WorldHost): void {
  if (guest.domain === undefined) return;
  here.host.destroyDomain(guest.domain);
  guest.domain = undefined;
  cluster.trace.recordRelease(guest.name, here, guest.launched, false);
}

/** The domain is gone at once; what the kernel does behind it takes its time. */
function tearDown(cluster: Cluster, guest: GuestRecord, here: WorldHost): void {
  const { domain, name, launched } = guest;
  const ending = domain === undefined ? undefined : here.host.endDomain(domain);
  guest.domain = undefined;
  if (ending?.ok !== true) return;
  guest.tearingDown = true;
  const over = (): void => {
    guest.tearingDown = false;
    if (guest.state === 'over') goOn(cluster, guest);
  };
  const run = (): void => {
    ending.value.giveBack();
    cluster.somethingChanged = true;
    cluster.trace.recordRelease(name, here, launched, false);
    over();
  };
  handOn(cluster, { actor: 'kernel', host: here.node.name, guest, run, lost: over });
}

/** The kubelet finds all processes of the pod gone. */
function podGone(cluster: Cluster, guest: GuestRecord, here: WorldHost): void {
  const { stay } = guest;
  const run = (): void => {
    if (guest.state === 'stopping' && guest.stay === stay) lose(cluster, guest, guest.stoppedBy);
  };
  handOn(cluster, { actor: 'kubelet', host: here.node.name, guest, run });
}

/** Nothing is left of the guest on any host. */
export function leave(cluster: Cluster, guest: GuestRecord): void {
  hostOf(cluster, guest)?.defined.delete(guest.name);
  letGo(cluster, guest);
  letGoOfKept(cluster, guest);
  guest.state = 'over';
  guest.host = undefined;
  guest.domain = undefined;
  cluster.somethingChanged = true;
}

/** The pod holds nothing of its node any more, whether the kubelet had taken it or was only to do so. */
function letGo(cluster: Cluster, guest: GuestRecord): void {
  const node = hostOf(cluster, guest)?.node;
  if (guest.taken) node?.letGo(guest.booking);
  else node?.forget(guest.booking);
  guest.taken = false;
  cluster.somethingChanged = true;
}

/** The place a guest could go back to is free for others. */
export function letGoOfKept(cluster: Cluster, guest: GuestRecord): void {
  const { kept } = guest;
  if (kept === undefined) return;
  cluster.hosts.get(kept.host)?.node.letGo(kept.booking);
  if (kept.host !== guest.host) cluster.hosts.get(kept.host)?.defined.delete(guest.name);
  guest.kept = undefined;
  cluster.somethingChanged = true;
}

/** What comes after a guest's end: a new instance, and whatever else its end was for. */
function goOn(cluster: Cluster, guest: GuestRecord): void {
  const { madeAnew, deleted, afterwards } = guest;
  if (!madeAnew && afterwards === undefined) return;
  guest.madeAnew = false;
  guest.afterwards = undefined;
  cluster.trace.because(afterwards === undefined ? cluster.trace.cause : guest.stopCause, () => {
    if (madeAnew && !deleted) {
      guest.recreations += 1;
      cluster.somethingChanged = true;
      begin(cluster, guest);
    }
    afterwards?.();
  });
}
