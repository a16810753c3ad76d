import { done, type Outcome } from '../../../core/outcome.js';
import type { Daemon, Fault } from '../../daemon-contract.js';
import { fault, notRunning } from '../../faults.js';
import { jobCompleted, operations } from '../completed-job.js';
import { migratable } from '../document/shown-document.js';
import { documentText } from '../document/write-document.js';
import { tellLifecycle } from '../domain-events.js';
import { lifecycle, reasons, states } from '../domain-states.js';
import { type Domain, domainsOf, isActive } from '../domain-store.js';
import { migrationBlocked } from '../migration-blockers.js';
import { setState } from '../start-domain.js';
import { stopDomain } from '../stop-domain.js';
import { migrationCookie } from './migration-cookie.js';
import { asksFor, type MigrationRequest } from './migration-request.js';

/** The document and the cookie that the other side is given. */
export interface Begun {
  readonly cookieOut: Uint8Array;
  readonly xml: string;
}

/** First phase: may the guest leave? Source: libvirt 11.3.0 `src/qemu/qemu_migration.c` `qemuMigrationSrcBegin`. */
export function begin(daemon: Daemon, domain: Domain, request: MigrationRequest): Outcome<Begun, Fault> {
  const offline = asksFor(request, 'offline');
  if (!offline && !isActive(domain)) return notRunning(daemon);
  const blocked = offline ? undefined : migrationBlocked(daemon, domain);
  if (blocked !== undefined) return blocked;
  if (!offline && domain.destroyedWith !== undefined)
    return fault(daemon, 'operation-invalid', 'domain is marked for auto destroy');
  if (offline && !asksFor(request, 'persist')) {
    return fault(daemon, 'operation-invalid', 'offline migration must be specified with the persistent flag set');
  }
  const { root } = domain.next ?? domain.definition;
  return done({ cookieOut: migrationCookie(daemon, domain.definition), xml: request.xml ?? documentText(migratable(root)) });
}

/** Third phase: the guest's memory goes over, which takes no time here. The guest stands still meanwhile. */
export function perform(
  daemon: Daemon,
  domain: Domain,
  request: MigrationRequest,
): Outcome<{ readonly cookieOut: Uint8Array }, Fault> {
  const cookieOut = migrationCookie(daemon, domain.definition);
  if (asksFor(request, 'offline')) return done({ cookieOut });
  if (!isActive(domain)) return notRunning(daemon);
  const wasPaused = domain.state === states.paused;
  domain.migration = { role: 'source', wasPaused };
  if (!wasPaused) {
    daemon.host.suspendDomain(domain.definition.name);
    setState(daemon, domain, states.paused, reasons.paused.migration);
    tellLifecycle(daemon, domain, lifecycle.suspended.event, lifecycle.suspended.migrated);
  }
  return domain.definition.launchSecurity === 'tdx'
    ? fault(daemon, 'operation-failed', `job 'migration out' unexpectedly failed`)
    : done({ cookieOut });
}

/** Last phase: the guest is gone from here, or it goes on as if nothing had been. */
export function confirm(daemon: Daemon, domain: Domain, request: MigrationRequest, cancelled: boolean): void {
  const { migration } = domain;
  domain.migration = undefined;
  if (cancelled) return goOn(daemon, domain, migration?.wasPaused ?? true);
  if (asksFor(request, 'undefineSource')) domain.persistent = false;
  if (asksFor(request, 'offline')) {
    if (!domain.persistent && !isActive(domain)) domainsOf(daemon).remove(domain);
    return;
  }
  stopDomain(daemon, domain, 'migrated', 'host');
  jobCompleted(daemon, domain, operations.migrationOut);
}

function goOn(daemon: Daemon, domain: Domain, wasPaused: boolean): void {
  if (wasPaused) return;
  daemon.host.resumeDomain(domain.definition.name);
  setState(daemon, domain, states.running, reasons.running.unpaused);
  tellLifecycle(daemon, domain, lifecycle.resumed.event, lifecycle.resumed.unpaused);
}
