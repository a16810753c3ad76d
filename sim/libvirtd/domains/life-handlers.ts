import { done, type Outcome } from '../../core/outcome.js';
import type { Call, Daemon, DomainName, Fault } from '../daemon-contract.js';
import { fault, notRunning, unknownFlags } from '../faults.js';
import type { Handlers } from '../protocol/procedures.js';
import { tellLifecycle } from './domain-events.js';
import { lifecycle, reasons, states } from './domain-states.js';
import { type Domain, isActive, nameOf } from './domain-store.js';
import { onDomain, onRunning } from './on-domain.js';
import { reset } from './reset.js';
import { alreadyRunning, setState, startDomain } from './start-domain.js';
import { goesBackTo } from './start-from.js';
import { stopDomain } from './stop-domain.js';

/** Handlers of a domain's life: start, pause, end. Source: libvirt 11.3.0 `src/qemu/qemu_driver.c`; events as run with 9.0.0, 11.3.0, 12.8.0. */
export const lifeHandlers: Handlers = {
  domainCreate: onDomain((domain, _, call) => {
    const started = start(domain, 0, call);
    return started.ok ? done(undefined) : started;
  }),
  domainCreateWithFlags: onDomain((domain, { flags }, call) => start(domain, flags, call)),
  domainSuspend: onRunning((domain, _, { daemon }) => suspend(domain, daemon)),
  domainResume: onRunning((domain, _, { daemon }) => resume(domain, daemon)),
  domainShutdown: onDomain((domain, _, { daemon }) => shutdown(domain, 0, daemon)),
  domainShutdownFlags: onDomain((domain, { flags }, { daemon }) => shutdown(domain, flags, daemon)),
  domainReboot: onRunning(
    (domain, { flags }, { daemon }) => unknownFlags('qemuDomainReboot', flags, 3) ?? reset(domain, daemon, 'guest'),
  ),
  domainReset: onRunning(
    (domain, { flags }, { daemon }) => unknownFlags('qemuDomainReset', flags, 0) ?? reset(domain, daemon, 'host'),
  ),
  domainDestroy: onRunning((domain, _, { daemon }) => destroy(domain, 0, daemon)),
  domainDestroyFlags: onDomain((domain, { flags }, { daemon }) => destroy(domain, flags, daemon)),
};

const startFlags = { paused: 1, autodestroy: 2, forceBoot: 8 } as const;

/** A saved guest continues where it was, unless it is to boot; its image is used up. */
function start(domain: Domain, flags: number, { daemon, client }: Call): Outcome<{ readonly dom: DomainName }, Fault> {
  const wrong = unknownFlags('qemuDomainCreateWithFlags', flags, 0x2f);
  if (wrong !== undefined) return wrong;
  if (isActive(domain)) return alreadyRunning(daemon);
  const image = (flags & startFlags.forceBoot) === 0 ? domain.saved : undefined;
  const paused = (flags & startFlags.paused) !== 0 || image?.paused === true;
  const config = domain.definition;
  if (image !== undefined) domain.definition = image.definition;
  const started = startDomain(daemon, domain, { paused, from: image === undefined ? 'boot' : 'image' });
  goesBackTo(domain, config);
  if (!started.ok) return started;
  domain.saved = undefined;
  if ((flags & startFlags.autodestroy) !== 0) domain.destroyedWith = client.id;
  return done({ dom: nameOf(domain) });
}

function suspend(domain: Domain, daemon: Daemon): Outcome<undefined, Fault> {
  if (domain.state === states.paused) return done(undefined);
  daemon.host.suspendDomain(domain.definition.name);
  setState(daemon, domain, states.paused, reasons.paused.user);
  tellLifecycle(daemon, domain, lifecycle.suspended.event, lifecycle.suspended.paused);
  return done(undefined);
}

function resume(domain: Domain, daemon: Daemon): Outcome<undefined, Fault> {
  if (domain.state === states.running) return alreadyRunning(daemon);
  daemon.host.resumeDomain(domain.definition.name);
  setState(daemon, domain, states.running, reasons.running.unpaused);
  tellLifecycle(daemon, domain, lifecycle.resumed.event, lifecycle.resumed.unpaused);
  return done(undefined);
}

/** A guest that runs obeys the power button at once; one that is paused cannot. */
function shutdown(domain: Domain, flags: number, daemon: Daemon): Outcome<undefined, Fault> {
  const wrong = unknownFlags('qemuDomainShutdownFlags', flags, 3);
  if (wrong !== undefined) return wrong;
  if (!isActive(domain)) return notRunning(daemon, 'qemu');
  if (domain.state === states.running) stopDomain(daemon, domain, 'shutdown', 'guest');
  return done(undefined);
}

function destroy(domain: Domain, flags: number, daemon: Daemon): Outcome<undefined, Fault> {
  const wrong = unknownFlags('qemuDomainDestroyFlags', flags, 3);
  if (wrong !== undefined) return wrong;
  if (!isActive(domain)) return notRunning(daemon);
  if (domain.migration?.role === 'destination') return fault(daemon, 'operation-invalid', 'domain is being migrated');
  stopDomain(daemon, domain, 'destroyed', 'host');
  return done(undefined);
}
