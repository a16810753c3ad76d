import { done, type Outcome } from '../../../core/outcome.js';
import type { Daemon, Fault } from '../../daemon-contract.js';
import { fault } from '../../faults.js';
import type { Domain } from '../domain-store.js';
import { finish, prepare } from './destination.js';
import type { MigrationRequest } from './migration-request.js';
import { begin, confirm, perform } from './source.js';

/**
 * All phases in one call: the daemon of the source is the client of the other. Source: libvirt 11.3.0 `src/qemu/qemu_migration.c`
 * `qemuMigrationSrcPerformPeer2Peer3`.
 */
export function migratePeerToPeer(
  daemon: Daemon,
  domain: Domain,
  request: MigrationRequest,
  destination: string,
): Outcome<{ readonly cookieOut: Uint8Array }, Fault> {
  const begun = begin(daemon, domain, request);
  if (!begun.ok) return begun;
  const there = daemon.reach(destination);
  if (there === undefined) {
    const words = `Failed to connect to remote libvirt URI ${destination}: unable to connect to server: Connection refused`;
    return fault(daemon, 'operation-failed', words);
  }
  const asked = { ...request, xml: begun.value.xml, name: request.name ?? domain.definition.name };
  const prepared = prepare(there, asked, begun.value.cookieOut);
  if (!prepared.ok) return prepared;
  const performed = perform(daemon, domain, request);
  const finished = finish(there, asked, !performed.ok);
  confirm(daemon, domain, request, !finished.ok);
  if (!performed.ok) return performed;
  return finished.ok ? done({ cookieOut: new Uint8Array() }) : finished;
}
