import { done } from '../../../core/outcome.js';
import type { Handlers } from '../../protocol/procedures.js';
import { states } from '../domain-states.js';
import type { Domain } from '../domain-store.js';
import { onDomain } from '../on-domain.js';
import { finish, prepare } from './destination.js';
import { asksFor, type MigrationRequest, migrateFlags, olderRequest, requestOf } from './migration-request.js';
import { migratePeerToPeer } from './peer-to-peer.js';
import { begin, confirm, perform } from './source.js';

/** Handlers of migration, version 3, in its newer and its older form. Source: libvirt 11.3.0 `src/qemu/qemu_driver.c`; events as run. */
export const migrationHandlers: Handlers = {
  domainMigrateBegin3Params: onDomain((domain, { params, flags }, { daemon }) => begin(daemon, domain, requestOf(params, flags))),
  domainMigratePrepare3Params: ({ params, cookieIn, flags }, { daemon }) => prepare(daemon, requestOf(params, flags), cookieIn),
  domainMigratePerform3Params: onDomain((domain, { dconnuri, params, flags }, { daemon }) => {
    const request = requestOf(params, flags);
    if (!asksFor(request, 'peerToPeer')) return perform(daemon, domain, request);
    return migratePeerToPeer(daemon, domain, stillPaused(domain, request), dconnuri ?? '');
  }),
  domainMigrateFinish3Params: ({ params, flags, cancelled }, { daemon }) =>
    finish(daemon, requestOf(params, flags), cancelled !== 0),
  domainMigrateConfirm3Params: onDomain((domain, { params, flags, cancelled }, { daemon }) => {
    confirm(daemon, domain, requestOf(params, flags), cancelled !== 0);
    return done(undefined);
  }),
  domainMigrateBegin3: onDomain((domain, { xmlin, flags, dname }, { daemon }) =>
    begin(daemon, domain, olderRequest(flags, dname, xmlin)),
  ),
  domainMigratePrepare3: ({ cookieIn, uriIn, flags, dname, domXml }, { daemon }) =>
    prepare(daemon, olderRequest(flags, dname, domXml, uriIn), cookieIn),
  domainMigratePerform3: onDomain((domain, { xmlin, dconnuri, uri, flags, dname }, { daemon }) => {
    const request = olderRequest(flags, dname, xmlin, uri);
    if (!asksFor(request, 'peerToPeer')) return perform(daemon, domain, request);
    return migratePeerToPeer(daemon, domain, stillPaused(domain, request), dconnuri ?? uri ?? '');
  }),
  domainMigrateFinish3: ({ dname, flags, cancelled }, { daemon }) =>
    finish(daemon, olderRequest(flags, dname, undefined), cancelled !== 0),
  domainMigrateConfirm3: onDomain((domain, { flags, cancelled }, { daemon }) => {
    confirm(daemon, domain, olderRequest(flags, undefined, undefined), cancelled !== 0);
    return done(undefined);
  }),
};

/** A guest that is paused arrives paused. Clients that drive a migration see to it themselves. */
function stillPaused(domain: Domain, request: MigrationRequest): MigrationRequest {
  return domain.state === states.paused ? { ...request, flags: request.flags | migrateFlags.paused } : request;
}
