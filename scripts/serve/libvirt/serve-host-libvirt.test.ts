import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { outsideDomainXml } from '../../../sim/world/outside-domain.js';
import { memoryTerminal } from '../../memory-terminal.js';
import { carryOut } from '../carry-out.js';
import { readInstruction } from '../instruction.js';
import { serveHosts } from '../served-host.js';
import { type LibvirtFlags, libvirtOfHosts } from './libvirt-of-hosts.js';
import { promptText } from './status-prompt.js';
import { openSocketClient } from './testing/socket-client.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fauxmetal-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const changes = { setting: [], kernel: undefined, qemu: undefined, libvirt: undefined, ovmf: undefined };

/** Hosts with trees and libvirt, all below the folder; `end` ends them. */
async function serving(machines: readonly string[], more: Partial<LibvirtFlags> = {}) {
  const terminal = memoryTerminal(['host', 'serve']);
  const flags = {
    socket: join(folder, 's'),
    tcp: undefined,
    'tcp-anywhere': false,
    'libvirt-events': join(folder, 'events'),
    'libvirt-without': [],
  };
  const { hosts, remove } = serveHosts(machines, changes, join(folder, 'tree'), { force: false });
  const libvirt = libvirtOfHosts(hosts, { ...flags, ...more }, { prompt: () => {} }, terminal);
  await libvirt?.serve();
  const say = async (line: string) => {
    const instruction = readInstruction(line);
    return instruction === undefined || 'problem' in instruction ? instruction : await carryOut(instruction, hosts);
  };
  const end = async () => {
    await libvirt?.stop();
    remove();
  };
  return { hosts, say, end };
}

function charged(tree: string): string {
  return readFileSync(join(folder, tree, 'sys/fs/cgroup/misc.current'), 'utf8');
}

function events(): readonly Record<string, unknown>[] {
  const lines = readFileSync(join(folder, 'events'), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

it('a domain that is started over the socket moves misc.current in the tree, shows in status, and is logged', async () => {
  const { hosts, say, end } = await serving(['genoa'], {});
  const [{ host } = expect.unreachable()] = hosts;
  const { client } = await openSocketClient(join(folder, 's'));
  const before = charged('tree');
  const xmlDesc = outsideDomainXml('web', 'sev', host.boot.firmwareFiles);
  const created = await client.call('domainCreateXml', { xmlDesc, flags: 0 });
  expect(created).toMatchObject({ ok: true, value: { dom: { name: 'web', id: 1 } } });
  expect(charged('tree')).not.toBe(before);
  expect(await say('status')).toMatchObject({
    hosts: [{ guests: [{ name: 'web', protection: 'sev' }], pools: [{ pool: 'sev', current: 1 }] }],
  });
  expect(promptText(hosts)).toMatch(/^genoa \[1 client, 1 domain, sev 1\/\d+.*\]> $/);
  if (created.ok) await client.call('domainDestroy', created.value);
  expect(charged('tree')).toBe(before);
  expect(events().map(({ host: on, kind }) => [on, kind])).toContainEqual(['genoa', 'lifecycle']);
  await end();
  expect(readdirSync(folder)).toEqual(['events']);
});

it('what a line starts and stops is libvirt’s, so that clients see it come and go', async () => {
  const { say, end } = await serving(['genoa']);
  const { client } = await openSocketClient(join(folder, 's'));
  expect(await say('start web sev')).toMatchObject({ ok: true, guest: 'web', protection: 'sev', keyId: expect.any(Number) });
  expect(await client.call('domainLookupByName', { name: 'web' })).toMatchObject({ ok: true, value: { dom: { id: 1 } } });
  expect(await say('start web sev')).toMatchObject({ ok: false, guest: 'web', cause: 'refused-by-libvirt', error: { code: 55 } });
  expect(await say('stop web')).toMatchObject({ ok: true });
  expect(await client.call('domainLookupByName', { name: 'web' })).toMatchObject({ ok: false, reason: { code: 42 } });
  expect(await say('stop web')).toMatchObject({ ok: false, error: { code: 42 } });
  await end();
});

it('a reboot cuts clients off, and what ran is gone', async () => {
  const { say, end } = await serving(['genoa']);
  await say('start web sev');
  const { socket } = await openSocketClient(join(folder, 's'));
  const ended = new Promise((resolve) => socket.once('close', resolve));
  expect(await say('reboot')).toMatchObject({ ok: true, died: ['web'] });
  await ended;
  const { client } = await openSocketClient(join(folder, 's'));
  expect(await client.call('connectListAllDomains', { needResults: 1, flags: 3 })).toMatchObject({
    ok: true,
    value: { domains: [] },
  });
  await end();
});

it('several hosts have a folder each, and find one another', async () => {
  const { hosts, end } = await serving(['genoa', 'rome', 'rome'], { tcp: '127.0.0.1:0' });
  expect(hosts.map(({ libvirt }) => libvirt?.uri)).toEqual(
    ['genoa', 'rome', 'rome-2'].map((name) => `qemu+unix:///system?socket=${join(folder, 's', name, 'libvirt-sock')}`),
  );
  const [first] = hosts;
  expect(first?.libvirt?.daemon.reach('rome-2')?.hostname).toBe('rome-2');
  expect(new Set(hosts.map(({ libvirt }) => libvirt?.tcpUri)).size).toBe(3);
  await end();
  expect(readdirSync(folder)).toEqual(['events']);
});
