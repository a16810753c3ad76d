import { describe, expect, it } from 'vitest';
import { composeHost } from '../../profiles/index.js';
import { Host } from '../host/host.js';
import { outsideDomainXml } from '../world/outside-domain.js';
import { LibvirtDaemon } from './daemon.js';
import type { DaemonEvent } from './daemon-contract.js';
import { openLine } from './testing/line.js';

const one = { name: 'one', uuid: '3f1d6bc2-7c5e-4b0a-8c5c-2b1c6f8b6d10', id: 1 };
const two = { name: 'two', uuid: '3f1d6bc2-7c5e-4b0a-8c5c-2b1c6f8b6d11', id: 2 };
const started = (domain: typeof one): DaemonEvent => ({ kind: 'lifecycle', domain, event: 2, detail: 0 });

function daemonOf({ libvirt = '12', without = [] as readonly string[] } = {}) {
  const host = new Host(composeHost({ machine: 'genoa', versions: { libvirt } }));
  return new LibvirtDaemon(host, { hostname: 'genoa', now: () => 0n, without: new Set(without) });
}

describe('events', () => {
  it('reach those who registered for them, with the id they got', async () => {
    const daemon = daemonOf();
    const [{ client: all }, { client: some }, { client: none }] = [
      await openLine(daemon),
      await openLine(daemon),
      await openLine(daemon),
    ];
    await all.call('connectDomainEventCallbackRegisterAny', { eventID: 0, dom: undefined });
    const registered = await some.call('connectDomainEventCallbackRegisterAny', { eventID: 0, dom: two });
    expect(registered).toEqual({ ok: true, value: { callbackID: 1 } });
    daemon.events.emit(started(one));
    daemon.events.emit(started(two));
    expect(all.heard.map(({ body }) => body)).toMatchObject([
      { callbackID: 0, msg: { dom: one } },
      { callbackID: 0, msg: { dom: two } },
    ]);
    expect(some.heard).toMatchObject([
      {
        name: 'domainEventCallbackLifecycle',
        header: { serial: 1, type: 2 },
        body: { callbackID: 1, msg: { dom: two, event: 2, detail: 0 } },
      },
    ]);
    expect(none.heard).toEqual([]);
  });

  it.each([
    [1, { kind: 'reboot', domain: one }, 'domainEventCallbackReboot'],
    [7, { kind: 'control-error', domain: one }, 'domainEventCallbackControlError'],
    [
      21,
      { kind: 'job-completed', domain: one, params: [{ field: 'operation', type: 'int', value: 1 }] },
      'domainEventCallbackJobCompleted',
    ],
    [23, { kind: 'metadata', domain: one, type: 0, namespace: undefined }, 'domainEventCallbackMetadataChange'],
  ] as readonly (readonly [number, DaemonEvent, string])[])(
    'of id %d come as their own message',
    async (eventID, event, name) => {
      const daemon = daemonOf();
      const { client } = await openLine(daemon);
      await client.call('connectDomainEventCallbackRegisterAny', { eventID, dom: undefined });
      daemon.events.emit(event);
      expect(client.heard).toMatchObject([{ name, body: { callbackID: 0 } }]);
    },
  );

  it('come no more after the callback was given back', async () => {
    const daemon = daemonOf();
    const { client } = await openLine(daemon);
    await client.call('connectDomainEventCallbackRegisterAny', { eventID: 0, dom: undefined });
    expect(await client.call('connectDomainEventCallbackDeregisterAny', { callbackID: 0 })).toMatchObject({ ok: true });
    const reason = { code: 1, domain: 7, message: 'internal error: domain event callback 0 not registered' };
    expect(await client.call('connectDomainEventCallbackDeregisterAny', { callbackID: 0 })).toMatchObject({ ok: false, reason });
    daemon.events.emit(started(one));
    expect(client.heard).toEqual([]);
  });

  it('have serial 0 where that quirk is off', async () => {
    const daemon = daemonOf({ without: ['event-serial-one'] });
    const { client } = await openLine(daemon);
    await client.call('connectDomainEventCallbackRegisterAny', { eventID: 0, dom: undefined });
    daemon.events.emit(started(one));
    expect(client.heard[0]?.header.serial).toBe(0);
  });

  it('can be listened to by a log, until it has heard enough', () => {
    const daemon = daemonOf();
    const heard: DaemonEvent[] = [];
    const stop = daemon.events.listen((event) => heard.push(event));
    daemon.events.emit(started(one));
    stop();
    daemon.events.emit(started(two));
    expect(heard).toEqual([started(one)]);
  });
});

describe('registering', () => {
  it.each([
    ['8.0', 27],
    ['9.0', 27],
    ['11.3', 28],
    ['12', 30],
  ])('libvirt %s knows %d kinds of domain events', async (libvirt, count) => {
    const { client } = await openLine(daemonOf({ libvirt }));
    expect(await client.call('connectDomainEventCallbackRegisterAny', { eventID: count - 1, dom: undefined })).toMatchObject({
      ok: true,
    });
    const reason = { code: 1, domain: 7, message: `internal error: unsupported event ID ${count}` };
    expect(await client.call('connectDomainEventCallbackRegisterAny', { eventID: count, dom: undefined })).toMatchObject({
      reason,
    });
    expect(await client.call('connectDomainEventCallbackRegisterAny', { eventID: -1, dom: undefined })).toMatchObject({
      ok: false,
    });
  });

  it('refuses what the connection has already, but not what differs', async () => {
    const { client } = await openLine(daemonOf());
    const register = (dom: typeof one | undefined) => client.call('connectDomainEventCallbackRegisterAny', { eventID: 0, dom });
    await register(undefined);
    expect(await register(undefined)).toMatchObject({
      reason: { code: 8, message: 'invalid argument: event callback already tracked' },
    });
    expect(await register(one)).toMatchObject({ ok: true });
  });

  it.each([
    ['connectNetworkEventRegisterAny', 'connectNetworkEventDeregisterAny', 'network', { net: undefined }],
    ['connectStoragePoolEventRegisterAny', 'connectStoragePoolEventDeregisterAny', 'storage pool', { pool: undefined }],
    ['connectNodeDeviceEventRegisterAny', 'connectNodeDeviceEventDeregisterAny', 'node device', { dev: undefined }],
    ['connectSecretEventRegisterAny', 'connectSecretEventDeregisterAny', 'secret', { secret: undefined }],
  ] as const)('%s counts its own callbacks', async (register, deregister, topic, of) => {
    const { client } = await openLine(daemonOf());
    await client.call('connectDomainEventCallbackRegisterAny', { eventID: 0, dom: undefined });
    expect(await client.call(register, { eventID: 0, ...of } as never)).toEqual({ ok: true, value: { callbackID: 0 } });
    const reason = { message: `internal error: unsupported ${topic} event ID 9` };
    expect(await client.call(register, { eventID: 9, ...of } as never)).toMatchObject({ reason });
    expect(await client.call(deregister, { callbackID: 0 })).toMatchObject({ ok: true });
    expect(await client.call(deregister, { callbackID: 0 })).toMatchObject({ ok: false });
  });

  it('ends with the connection', async () => {
    const daemon = daemonOf();
    const { client, connection } = await openLine(daemon);
    await client.call('connectDomainEventCallbackRegisterAny', { eventID: 0, dom: undefined });
    connection.closed();
    expect([connection.registrations.size, daemon.connections.length]).toEqual([0, 0]);
    daemon.events.emit(started(one));
    expect(client.heard).toEqual([]);
  });

  it('ends with the domains the client started for as long as it lives', async () => {
    const daemon = daemonOf();
    const { client, connection } = await openLine(daemon);
    const xmlDesc = outsideDomainXml('one', 'sev', daemon.host.boot.firmwareFiles);
    const autodestroy = 2;
    expect(await client.call('domainCreateXml', { xmlDesc, flags: autodestroy })).toMatchObject({ ok: true });
    const heard: DaemonEvent[] = [];
    daemon.events.listen((event) => heard.push(event));
    connection.closed();
    expect([daemon.host.guestCount, heard]).toMatchObject([0, [{ kind: 'lifecycle', event: 5, detail: 1 }]]);
  });

  it('ends when the host boots again, and so does the connection', async () => {
    const daemon = daemonOf();
    const { ended } = await openLine(daemon);
    daemon.rebooted();
    expect(ended()).toBe('the host has booted again');
  });
});
