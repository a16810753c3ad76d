import { childOf, readXml } from '../../../core/xml-reader.js';
import { element, writeXml } from '../../../core/xml-writer.js';
import type { Daemon } from '../../daemon-contract.js';
import { hostUuid } from '../../node/host-uuid.js';
import type { Definition } from '../definition.js';

/** What one side of a migration tells the other through the client. Source: libvirt 11.3.0 `src/qemu/qemu_migration_cookie.c`. */
export function migrationCookie(daemon: Daemon, { name, uuid }: Definition): Uint8Array {
  const document = element(
    'qemu-migration',
    {},
    element('name', {}, name),
    element('uuid', {}, uuid),
    element('hostname', {}, daemon.hostname),
    element('hostuuid', {}, hostUuid(daemon)),
  );
  // The bytes are a C string with its end.
  return Buffer.from(`${writeXml(document)}\0`);
}

/** UUID of the host a cookie comes from; undefined for anything else. */
export function hostOfCookie(cookie: Uint8Array): string | undefined {
  const read = readXml(Buffer.from(cookie).toString('utf8').replace(/\0$/, ''));
  return read.ok ? childOf(read.value, 'hostuuid')?.text : undefined;
}
