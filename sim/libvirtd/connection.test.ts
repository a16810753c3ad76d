import { describe, expect, it } from 'vitest';
import { composeHost } from '../../profiles/index.js';
import { Host } from '../host/host.js';
import { LibvirtDaemon } from './daemon.js';
import { nothing, string, uint } from './protocol/layouts.js';
import { messageStatus, messageTypes, packet, programs } from './protocol/packet.js';
import type { Procedure } from './protocol/procedure.js';
import { line, openLine } from './testing/line.js';

const second = 1_000_000_000n;

function daemonOf({ libvirt = '12', now = (): bigint => 0n, without = [] as readonly string[] } = {}) {
  const host = new Host(composeHost({ machine: 'genoa', versions: { libvirt } }));
  return new LibvirtDaemon(host, { hostname: 'genoa', now, without: new Set(without) });
}

function unknown(number: number): Procedure {
  return { number, args: nothing, ret: nothing };
}

const header = {
  program: programs.remote,
  version: 1,
  procedure: 6,
  type: messageTypes.call,
  serial: 7,
  status: messageStatus.ok,
};

describe('opening', () => {
  it('asks nobody who they are, and says so', async () => {
    const { client } = line(daemonOf());
    expect(await client.call('authList', undefined)).toEqual({ ok: true, value: { types: [0] } });
  });

  it('answers nothing but authentication before polkit was asked, where it is wanted', async () => {
    const { client } = line(daemonOf(), { authentication: 'polkit' });
    expect(await client.call('authList', undefined)).toEqual({ ok: true, value: { types: [2] } });
    expect(await client.open()).toMatchObject({ ok: false, reason: { code: 39, domain: 7, message: 'authentication required' } });
    expect(await client.call('authPolkit', undefined)).toEqual({ ok: true, value: { complete: 1 } });
    expect(await client.open()).toMatchObject({ ok: true });
  });

  it('refuses calls before anything is open', async () => {
    const { client } = line(daemonOf());
    const reason = { code: 1, domain: 7, message: 'internal error: hypervisor connection not open' };
    expect(await client.call('connectGetUri', undefined)).toMatchObject({ ok: false, reason });
    expect(await client.call('connectSupportsFeature', { feature: 14 })).toMatchObject({ ok: false, reason });
  });

  it('takes no name, an empty one, and go-libvirt’s way of saying that there is one', async () => {
    for (const name of [undefined, '']) {
      const { client } = line(daemonOf());
      await client.call('connectOpen', { name, flags: 0 });
      expect(await client.call('connectGetUri', undefined)).toEqual({ ok: true, value: { uri: 'qemu:///system' } });
    }
    const { connection, client } = line(daemonOf());
    const args = Buffer.concat([Buffer.from('010000000000000e', 'hex'), Buffer.from('qemu:///system'), Buffer.alloc(2 + 4)]);
    const bytes = packet({ ...header, procedure: 1 }, nothing, undefined);
    const call = Buffer.concat([bytes, args]);
    call.writeUInt32BE(call.length, 0);
    expect(() => connection.receive(call)).toThrow('a reply to no call: serial 7');
    expect(await client.call('connectGetUri', undefined)).toEqual({ ok: true, value: { uri: 'qemu:///system' } });
  });

  it.each([
    ['foo:///system', 5, 0, 'no connection driver available for foo:///system', 'no connection driver available for %1$s'],
    ['qemu://elsewhere/system', 5, 0, 'no connection driver available for qemu://elsewhere/system', expect.any(String)],
    ['qemu:///other', 1, 0, "internal error: unexpected qemu URI path '/other', try qemu:///system", expect.any(String)],
  ])('refuses %s', async (name, code, domain, message, str1) => {
    const { client } = line(daemonOf());
    expect(await client.open(name)).toMatchObject({ ok: false, reason: { code, domain, message, str1 } });
  });

  it('refuses a second open, and forgets the first over it', async () => {
    const { client } = await openLine(daemonOf());
    expect(await client.open()).toMatchObject({
      reason: { code: 1, domain: 7, message: 'internal error: connection already open' },
    });
    expect(await client.call('connectGetUri', undefined)).toMatchObject({ reason: { message: /not open/ } });
  });

  it('keeps the first open where that quirk is off', async () => {
    const { client } = await openLine(daemonOf({ without: ['second-open-closes'] }));
    await client.open();
    expect(await client.call('connectGetUri', undefined)).toMatchObject({ ok: true });
  });

  it('ends the connection after the reply to close', async () => {
    const { client, ended } = await openLine(daemonOf());
    expect(await client.call('connectClose', undefined)).toEqual({ ok: true, value: undefined });
    expect(ended()).toBe('closed by the client');
  });
});

describe('features', () => {
  it('are those of libvirt’s QEMU driver, and unknown ones are not there', async () => {
    const { client } = await openLine(daemonOf());
    const answers = [];
    for (let feature = 1; feature <= 17; feature++) answers.push(await client.call('connectSupportsFeature', { feature }));
    expect(answers.map((answer) => answer.ok && answer.value.supported).join('')).toBe('00110111111111110');
  });
});

describe('calls that cannot be answered', () => {
  it.each([
    [programs.remote, 99_999, 'unknown procedure: 99999'],
    [programs.remote, -1, 'unknown procedure: -1'],
    [programs.qemu, 1, 'unknown procedure: 1'],
    [0x6891, 1, 'Cannot find program 26769 version 1'],
  ])('program %d, procedure %d: %s', async (program, number, message) => {
    const { client } = await openLine(daemonOf());
    const reason = { code: 39, domain: 7, message, str1: '%s', str2: message, int1: -1, int2: -1 };
    expect(await client.callNumber(program, unknown(number), undefined)).toEqual({ ok: false, reason });
  });

  it.each(['8.0', '9.0', '10.5'])('libvirt %s does not know what came later', async (libvirt) => {
    const { client } = await openLine(daemonOf({ libvirt }));
    const dom = { name: 'a', uuid: '3f1d6bc2-7c5e-4b0a-8c5c-2b1c6f8b6d10', id: -1 };
    expect(await client.call('domainGetAutostartOnce', { dom })).toMatchObject({ reason: { message: 'unknown procedure: 449' } });
  });

  it('a payload that is no such argument', async () => {
    const { client } = await openLine(daemonOf());
    const lookup: Procedure<number, undefined> = { number: 23, args: uint, ret: nothing };
    const reason = { code: 39, message: 'Unable to decode message payload' };
    expect(await client.callNumber(programs.remote, lookup as Procedure, 0xffff_ffff)).toMatchObject({ reason });
  });

  it('a status that calls do not have', async () => {
    const { connection, sent } = await openLine(daemonOf());
    expect(() => connection.receive(packet({ ...header, status: 2 }, nothing, undefined))).toThrow(/serial 7/);
    expect(sent.at(-1)?.toString('latin1')).toContain('Unexpected message status 2');
  });

  it('what is no call gets no answer', async () => {
    const { connection, sent, ended } = await openLine(daemonOf());
    const before = sent.length;
    for (const type of [1, 2, 3, 5, 6, 77]) connection.receive(packet({ ...header, type }, nothing, undefined));
    expect([sent.length, ended()]).toEqual([before, undefined]);
  });

  it('a message too short for its header ends the connection', async () => {
    const { connection, ended } = await openLine(daemonOf());
    connection.receive(Buffer.from('0000000800000000', 'hex'));
    expect(ended()).toBe('the message ends 4 bytes too early');
  });
});

describe('amounts that no reply can hold', () => {
  const dom = { name: 'a', uuid: '3f1d6bc2-7c5e-4b0a-8c5c-2b1c6f8b6d10', id: -1 };
  const huge = 0x7fff_ffff;

  it.each([
    ['domainGetVcpus', { dom, maxinfo: huge, maplen: 1 }, 'maxinfo > REMOTE_VCPUINFO_MAX'],
    ['domainGetVcpus', { dom, maxinfo: 1, maplen: huge }, 'maxinfo * maplen > REMOTE_CPUMAPS_MAX'],
    ['domainGetVcpus', { dom, maxinfo: -1, maplen: 1 }, 'maxinfo must be non-negative'],
    ['domainGetVcpuPinInfo', { dom, ncpumaps: huge, maplen: huge, flags: 0 }, 'ncpumaps > REMOTE_VCPUINFO_MAX'],
    ['domainMemoryStats', { dom, maxStats: 1025, flags: 0 }, 'maxStats > REMOTE_DOMAIN_MEMORY_STATS_MAX'],
    ['nodeGetCpuStats', { cpuNum: -1, nparams: 17, flags: 0 }, 'nparams too large'],
    ['nodeGetCellsFreeMemory', { startCell: 0, maxcells: huge }, 'maxcells > REMOTE_NODE_MAX_CELLS'],
    ['connectListDefinedDomains', { maxnames: 16_385 }, 'maxnames > REMOTE_DOMAIN_LIST_MAX'],
  ] as const)('%s %j: %s', async (name, args, detail) => {
    const { client } = await openLine(daemonOf());
    const reason = { code: 1, domain: 7, message: `internal error: ${detail}`, str2: detail };
    expect(await client.call(name, args as never)).toMatchObject({ ok: false, reason });
  });
});

describe('read-only connections', () => {
  const dom = { name: 'a', uuid: '3f1d6bc2-7c5e-4b0a-8c5c-2b1c6f8b6d10', id: -1 };
  const caps = { emulatorbin: undefined, arch: undefined, machine: undefined, virttype: undefined, flags: 0 };

  it.each([
    ['through the read-only socket', { readOnly: true }, 0],
    ['by asking for it', {}, 1],
  ] as const)('%s, may not call what changes or probes something', async (_, traits, flags) => {
    const { client } = line(daemonOf(), traits);
    await client.open('qemu:///system', flags);
    const detail = 'read only access prevents virConnectGetDomainCapabilities';
    const reason = {
      code: 29,
      domain: 20,
      message: `operation forbidden: ${detail}`,
      str1: 'operation forbidden: %1$s',
      str2: detail,
    };
    expect(await client.call('connectGetDomainCapabilities', caps)).toMatchObject({ ok: false, reason });
  });

  it('may see no secrets', async () => {
    const { client } = line(daemonOf({ libvirt: '9.0' }), { readOnly: true });
    await client.open();
    const reason = { message: 'operation forbidden: virDomainGetXMLDesc with secure flag', str1: 'operation forbidden: %s' };
    const answer = await client.call('domainGetXmlDesc', { dom, flags: 1 });
    if (answer.ok || answer.reason.code !== 39) expect(answer).toMatchObject({ ok: false, reason });
  });

  it.each([
    ['networkCreateXml', { xml: '' }, 19],
    ['domainSnapshotCreateXml', { dom, xmlDesc: '', flags: 0 }, 35],
  ] as const)('%s is denied by its own part of libvirt, where it is answered at all', async (name, args, domain) => {
    const { client } = line(daemonOf(), { readOnly: true });
    await client.open();
    const answer = await client.call(name, args as never);
    if (!answer.ok && answer.reason.code !== 39) expect(answer.reason).toMatchObject({ code: 29, domain });
  });
});

describe('keepalive', () => {
  const silence = (program: number, procedure: number) =>
    packet({ program, version: 1, procedure, type: messageTypes.message, serial: 0, status: 0 }, nothing, undefined);

  it('answers pings of clients with 28 bytes', () => {
    const { connection, client, sent } = line(daemonOf());
    connection.receive(silence(programs.keepAlive, 1));
    expect(client.heard.map(({ header: { program, procedure, serial } }) => ({ program, procedure, serial }))).toEqual([
      { program: programs.keepAlive, procedure: 2, serial: 0 },
    ]);
    expect(sent[0]).toHaveLength(28);
  });

  it('pings a silent client that asked for it every five seconds, and gives up after five pings', async () => {
    let now = 0n;
    const daemon = daemonOf({ now: () => now });
    const { client, ended } = line(daemon);
    expect(await client.call('connectSupportsFeature', { feature: 10 })).toEqual({ ok: true, value: { supported: 1 } });
    for (; now < 29n * second; now += second) daemon.tick();
    expect([client.heard.length, ended()]).toEqual([5, undefined]);
    now = 31n * second;
    daemon.tick();
    expect(ended()).toBe('connection closed due to keepalive timeout');
    expect(daemon.connections).toEqual([]);
  });

  it('leaves clients alone that did not ask', async () => {
    let now = 0n;
    const daemon = daemonOf({ now: () => now });
    const { client, ended } = await openLine(daemon);
    for (; now < 100n * second; now += second) daemon.tick();
    expect([client.heard.length, ended()]).toEqual([0, undefined]);
  });
});

describe('a text that is too long for its error', () => {
  it('is answered with an error all the same', async () => {
    const { client } = await openLine(daemonOf());
    const lookup: Procedure<string, undefined> = { number: 23, args: string, ret: nothing };
    const answer = await client.callNumber(programs.remote, lookup as Procedure, 'x'.repeat(4_194_300));
    expect(answer.ok).toBe(false);
  });
});
