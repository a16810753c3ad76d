import { done, type Outcome } from '../../core/outcome.js';
import type { Daemon, Fault } from '../daemon-contract.js';
import { fault, faultOf } from '../faults.js';
import { devicesOf } from './definition.js';
import { liveDefinition } from './document/live-document.js';
import { documentText } from './document/write-document.js';
import { tellControlError, tellLifecycle } from './domain-events.js';
import { lifecycle, reasons, states } from './domain-states.js';
import { type Domain, domainsOf, setRunning, stopped } from './domain-store.js';

/** How a domain comes to run. */
export interface StartMode {
  readonly paused?: boolean;
  /** What it runs from: firmware (the default), a saved image, or another host. */
  readonly from?: 'boot' | 'image' | 'migration';
}

/**
 * Starts a domain on the simulated host, which takes a key ID where the guest needs one. A start uses up an id even when it fails, and
 * the only event of a failure is that the monitor's connection was lost.
 */
export function startDomain(daemon: Daemon, domain: Domain, mode: StartMode = {}): Outcome<void, Fault> {
  const paused = mode.paused === true || mode.from === 'migration';
  domain.id = domainsOf(daemon).nextId();
  domain.nvramWritten = domain.definition.hasNvram;
  const { result } = daemon.host.startDomain(documentText(domain.definition.root), { paused });
  if (!result.started) return notStarted(daemon, domain, faultOf(daemon, result.error));
  const config = domain.definition;
  domain.definition = liveDefinition(config, { id: domain.id, boot: daemon.host.boot, portsTaken: portsTaken(daemon) });
  domain.next = config;
  domain.startedAt = daemon.now();
  if (mode.from !== 'migration') tellStarted(daemon, domain, paused, mode.from === 'image');
  return done(undefined);
}

/** QEMU is gone before it said anything, or was never run where libvirt itself refused. */
function notStarted(daemon: Daemon, domain: Domain, reason: Fault): { readonly ok: false; readonly reason: Fault } {
  const qemuRan = reason.code === 1;
  if (qemuRan) tellControlError(daemon, domain);
  stopped(domain, reasons.shutoff.failed);
  return { ok: false, reason };
}

/** Paused guests are told to be started first; running ones are told to be resumed first. Source: libvirt 9.0.0 to 12.8.0 as run. */
function tellStarted(daemon: Daemon, domain: Domain, paused: boolean, restored: boolean): void {
  const { started, resumed, suspended } = lifecycle;
  const detail = restored ? started.restored : started.booted;
  if (paused) {
    setState(daemon, domain, states.paused, reasons.paused.user);
    tellLifecycle(daemon, domain, started.event, detail);
    return tellLifecycle(daemon, domain, suspended.event, suspended.paused);
  }
  setState(daemon, domain, states.running, restored ? reasons.running.restored : reasons.running.booted);
  if (restored) tellLifecycle(daemon, domain, started.event, detail);
  tellLifecycle(daemon, domain, resumed.event, restored ? 2 : resumed.unpaused);
  if (!restored) tellLifecycle(daemon, domain, started.event, detail);
}

/** Ports that displays of running guests listen on. */
function portsTaken(daemon: Daemon): ReadonlySet<number> {
  const running = domainsOf(daemon)
    .all()
    .filter(({ next }) => next !== undefined);
  const displays = running.flatMap(({ definition }) => devicesOf(definition, 'graphics'));
  return new Set(displays.map(({ attributes }) => Number(attributes.port ?? -1)));
}

/** A domain that runs is in another state from now on. */
export function setState(daemon: Daemon, domain: Domain, state: number, reason: number): void {
  domain.state = state;
  domain.reason = reason;
  setRunning(domain, state === states.running, daemon.now());
}

/** Why a domain cannot be started now. */
export function alreadyRunning(daemon: Daemon): ReturnType<typeof fault> {
  return fault(daemon, 'operation-invalid', 'domain is already running');
}
