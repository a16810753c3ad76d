import { done, type Outcome } from '../../../core/outcome.js';
import type { Daemon, DomainName, Fault } from '../../daemon-contract.js';
import { fault } from '../../faults.js';
import { hostUuid } from '../../node/host-uuid.js';
import { domainFor } from '../define-handlers.js';
import { type Definition, definitionOf } from '../definition.js';
import { part, withChild } from '../document/xml-part.js';
import { tellLifecycle } from '../domain-events.js';
import { lifecycle, reasons, states } from '../domain-states.js';
import { type Domain, domainsOf, isActive, nameOf } from '../domain-store.js';
import { readDefinition } from '../read-definition.js';
import { setState, startDomain } from '../start-domain.js';
import { stopDomain } from '../stop-domain.js';
import { hostOfCookie, migrationCookie } from './migration-cookie.js';
import { asksFor, type MigrationRequest } from './migration-request.js';

/** Where the source is to send the guest. */
export interface Prepared {
  readonly cookieOut: Uint8Array;
  readonly uriOut: string | undefined;
}

/** First port of the range that QEMU listens on for guests that arrive. Source: libvirt `src/qemu/qemu.conf.in`. */
const firstPort = 49152;

/**
 * Second phase: QEMU is started and waits for the guest, which takes its key ID here already.
 * Source: libvirt 11.3.0 `src/qemu/qemu_migration.c` `qemuMigrationDstPrepareAny`.
 */
export function prepare(daemon: Daemon, request: MigrationRequest, cookieIn: Uint8Array): Outcome<Prepared, Fault> {
  const own = hostUuid(daemon);
  if (hostOfCookie(cookieIn) === own) return fault(daemon, 'internal', `Attempt to migrate guest to the same host ${own}`);
  const arriving = arrivingDefinition(daemon, request);
  if (!arriving.ok) return arriving;
  const known = domainFor(daemon, arriving.value);
  if (!known.ok) return known;
  if (known.value !== undefined && isActive(known.value)) {
    return fault(daemon, 'operation-invalid', `domain '${arriving.value.name}' is already active`, 'domain');
  }
  const cookieOut = migrationCookie(daemon, arriving.value);
  const domain = known.value ?? domainsOf(daemon).add(arriving.value, false);
  if (asksFor(request, 'offline')) {
    domain.definition = arriving.value;
    return done({ cookieOut, uriOut: undefined });
  }
  const waiting = waitFor(daemon, domain, arriving.value);
  return waiting.ok ? done({ cookieOut, uriOut: request.uri ?? uriOf(daemon) }) : waiting;
}

/** Each guest that arrives has a port of its own. */
function uriOf(daemon: Daemon): string {
  const arriving = domainsOf(daemon)
    .all()
    .filter(({ migration }) => migration?.role === 'destination');
  return `tcp:${daemon.hostname}:${firstPort + arriving.length - 1}`;
}

function arrivingDefinition(daemon: Daemon, { xml, name }: MigrationRequest): Outcome<Definition, Fault> {
  if (xml === undefined) return fault(daemon, 'internal', 'no domain XML passed');
  const definition = readDefinition(daemon, xml);
  if (!definition.ok || name === undefined) return definition;
  return done(definitionOf(withChild(definition.value.root, 'name', part('name', {}, name))));
}

/** Starts the guest that is to be filled. When that fails, a domain that was not defined is forgotten. */
function waitFor(daemon: Daemon, domain: Domain, definition: Definition): Outcome<undefined, Fault> {
  const config = domain.definition;
  domain.definition = definition;
  const started = startDomain(daemon, domain, { from: 'migration' });
  if (!started.ok) {
    domain.definition = config;
    if (!domain.persistent) domainsOf(daemon).remove(domain);
    return started;
  }
  if (domain.persistent) domain.next = config;
  domain.migration = { role: 'destination', wasPaused: false };
  setState(daemon, domain, states.paused, reasons.paused.migration);
  tellLifecycle(daemon, domain, lifecycle.started.event, lifecycle.started.migrated);
  return done(undefined);
}

/** Fourth phase: the guest goes on here, or what waited for it ends. `wasPaused` guests stay paused. */
export function finish(
  daemon: Daemon,
  request: MigrationRequest,
  cancelled: boolean,
): Outcome<{ readonly dom: DomainName; readonly cookieOut: Uint8Array }, Fault> {
  const name = request.name ?? '';
  const domain = domainsOf(daemon).byName(name);
  if (domain === undefined) return fault(daemon, 'no-domain', `no domain with matching name '${name}'`);
  if (cancelled) return cancel(daemon, domain);
  domain.migration = undefined;
  if (asksFor(request, 'persist')) persist(daemon, domain);
  if (isActive(domain)) goOn(daemon, domain, asksFor(request, 'paused'));
  return done({ dom: nameOf(domain), cookieOut: migrationCookie(daemon, domain.definition) });
}

/** The error that says that all went as it was to. */
function cancel(daemon: Daemon, domain: Domain): { readonly ok: false; readonly reason: Fault } {
  if (isActive(domain)) stopDomain(daemon, domain, 'failed', 'host');
  else if (!domain.persistent) domainsOf(daemon).remove(domain);
  return fault(daemon, 'migration-aborted', '');
}

function persist(daemon: Daemon, domain: Domain): void {
  const detail = domain.persistent ? lifecycle.defined.updated : lifecycle.defined.added;
  domain.persistent = true;
  tellLifecycle(daemon, domain, lifecycle.defined.event, detail);
}

function goOn(daemon: Daemon, domain: Domain, paused: boolean): void {
  if (paused) {
    setState(daemon, domain, states.paused, reasons.paused.user);
    return tellLifecycle(daemon, domain, lifecycle.suspended.event, lifecycle.suspended.paused);
  }
  daemon.host.resumeDomain(domain.definition.name);
  setState(daemon, domain, states.running, reasons.running.migrated);
  tellLifecycle(daemon, domain, lifecycle.resumed.event, lifecycle.resumed.migrated);
}
