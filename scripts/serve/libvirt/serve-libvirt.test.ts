import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { composeHost } from '../../../profiles/index.js';
import { Host } from '../../../sim/host/host.js';
import { LibvirtDaemon } from '../../../sim/libvirtd/daemon.js';
import type { DaemonEvent } from '../../../sim/libvirtd/daemon-contract.js';
import { type ServedLibvirt, serveLibvirt } from './serve-libvirt.js';
import { openSocketClient, socketClient } from './testing/socket-client.js';

let folder = '';
let path = '';
let daemon: LibvirtDaemon;
const running: ServedLibvirt[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fauxmetal-'));
  path = join(folder, 'libvirt-sock');
  daemon = new LibvirtDaemon(new Host(composeHost({ machine: 'genoa' })), { hostname: 'genoa', now: () => 0n });
});

afterEach(async () => {
  for (const served of running.splice(0)) await served.stop();
  rmSync(folder, { recursive: true });
});

async function served(tcp?: { readonly host: string; readonly port: number }): Promise<ServedLibvirt> {
  const serving = await serveLibvirt(daemon, { socket: path, ...(tcp !== undefined && { tcp }) });
  running.push(serving);
  return serving;
}

const event: DaemonEvent = {
  kind: 'lifecycle',
  domain: { name: 'one', uuid: '3f1d6bc2-7c5e-4b0a-8c5c-2b1c6f8b6d10', id: 1 },
  event: 2,
  detail: 0,
};

describe('sockets', () => {
  it('are for their owner, and a twin for all who may only look', async () => {
    const { uri, readOnlyUri } = await served();
    expect({ uri, readOnlyUri }).toEqual({
      uri: `qemu+unix:///system?socket=${path}`,
      readOnlyUri: `qemu+unix:///system?socket=${path}-ro`,
    });
    expect([path, `${path}-ro`].map((file) => (statSync(file).mode & 0o777).toString(8))).toEqual(['600', '777']);
    const { client } = await openSocketClient(path);
    expect(await client.call('connectGetUri', undefined)).toEqual({ ok: true, value: { uri: 'qemu:///system' } });
    const { client: looking } = await openSocketClient(`${path}-ro`);
    const caps = { emulatorbin: undefined, arch: undefined, machine: undefined, virttype: undefined, flags: 0 };
    expect(await looking.call('connectGetDomainCapabilities', caps)).toMatchObject({ ok: false, reason: { code: 29 } });
  });

  it('are also a port of this machine', async () => {
    const { tcpUri = '' } = await served({ host: '127.0.0.1', port: 0 });
    const port = Number(/^qemu\+tcp:\/\/127\.0\.0\.1:(\d+)\/system$/.exec(tcpUri)?.[1]);
    const { client } = await openSocketClient(port);
    expect(await client.call('connectGetUri', undefined)).toMatchObject({ ok: true });
  });

  it('are gone afterwards, and so are the clients', async () => {
    const { stop } = await served();
    const { socket } = await openSocketClient(path);
    const ended = once(socket, 'close');
    await stop();
    await ended;
    expect(readdirSync(folder)).toEqual([]);
    expect(daemon.connections).toEqual([]);
  });

  it('replace what a killed server left', async () => {
    const child = spawn(process.execPath, [
      '-e',
      'require("net").createServer().listen(process.argv[1], () => console.log("up"))',
      path,
    ]);
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(existsSync(path)).toBe(true);
    await served();
    await openSocketClient(path);
  });

  it('leave a living server alone, and a file that is none', async () => {
    await served();
    await expect(serveLibvirt(daemon, { socket: path })).rejects.toThrow('somebody serves there already');
    const file = join(folder, 'file');
    writeFileSync(file, '');
    await expect(serveLibvirt(daemon, { socket: file })).rejects.toThrow('there is a file in the way of the socket');
  });

  it('leave nothing behind when one of them cannot be made', async () => {
    const taken = createServer().listen(`${path}-ro`);
    await once(taken, 'listening');
    await expect(serveLibvirt(daemon, { socket: path })).rejects.toThrow('somebody serves there already');
    expect(existsSync(path)).toBe(false);
    taken.close();
  });

  it('with a path that no socket can have are refused in one sentence', async () => {
    const long = join(folder, 'x'.repeat(120));
    await expect(serveLibvirt(daemon, { socket: long })).rejects.toThrow(
      /the socket path has \d+ bytes, and Linux takes at most 107; serve from/,
    );
    await expect(serveLibvirt(daemon, { socket: join(folder, 'no', 'folder') })).rejects.toThrow(
      /cannot listen there \(E[A-Z]+\); name a path in a folder that you may write to/,
    );
  });
});

describe('many clients', () => {
  it('a thousand at once are answered, each its own', async () => {
    await served();
    const clients = await Promise.all(Array.from({ length: 1000 }, () => openSocketClient(path)));
    expect(daemon.connections).toHaveLength(1000);
    const answers = await Promise.all(clients.map(({ client }) => client.call('connectGetUri', undefined)));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    for (const { socket } of clients) socket.destroy();
    await vi.waitFor(() => expect(daemon.connections).toEqual([]), { timeout: 10_000 });
  });

  it('one that stops reading is cut off at a limit, and holds up nobody', async () => {
    await served();
    const { client: stalled, socket } = await openSocketClient(path);
    await stalled.call('connectDomainEventCallbackRegisterAny', { eventID: 0, dom: undefined });
    socket.pause();
    const { client: lively } = await openSocketClient(path);
    const long = { ...event, domain: { ...event.domain, name: 'x'.repeat(1_000_000) } };
    for (let sent = 0; sent < 60; sent++) daemon.events.emit(long);
    expect(await lively.call('connectGetUri', undefined)).toMatchObject({ ok: true });
    await vi.waitFor(() => expect(daemon.connections).toHaveLength(1));
  });

  it('one that calls and calls without reading is not read either', async () => {
    await served();
    const { client, socket } = await openSocketClient(path);
    socket.pause();
    const asked = Array.from({ length: 2000 }, () => client.call('connectGetCapabilities', undefined));
    const { client: lively } = await openSocketClient(path);
    expect(await lively.call('connectGetUri', undefined)).toMatchObject({ ok: true });
    expect(daemon.connections).toHaveLength(2);
    socket.resume();
    const answers = await Promise.all(asked);
    expect(answers.every(({ ok }) => ok)).toBe(true);
  });

  it('one that is killed in the middle of a call leaves no callbacks', async () => {
    await served();
    const script = `
      const socket = require('net').connect(process.argv[1], () => {
        for (const hex of process.argv.slice(2)) socket.write(Buffer.from(hex, 'hex'));
      });
      socket.on('data', () => console.log('answered'));`;
    const open = '0000002420008086000000010000000100000000000000000000000000000000' + '00000000';
    const register = '0000002420008086000000010000013c00000000000000010000000000000000' + '00000000';
    const half = '00000024200080860000000100000001';
    const child = spawn(process.execPath, ['-e', script, path, open, register, half]);
    await vi.waitFor(() => expect(daemon.connections[0]?.registrations.size).toBe(1), { timeout: 10_000 });
    const [connection] = daemon.connections;
    child.kill('SIGKILL');
    await vi.waitFor(() => expect(daemon.connections).toEqual([]), { timeout: 10_000 });
    expect(connection?.registrations.size).toBe(0);
    daemon.events.emit(event);
  });

  it('bytes that are no libvirt end that connection alone', async () => {
    await served();
    const { socket } = await socketClient(path);
    const ended = once(socket, 'close');
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await ended;
    await openSocketClient(path);
  });
});
