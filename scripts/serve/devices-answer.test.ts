import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { memoryTerminal } from '../memory-terminal.js';
import { answerLines } from './answer-lines.js';
import { serveHostDevicePlugins } from './device-plugins/serve-host-device-plugins.js';
import { serveHosts } from './served-host.js';

const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-devices-'));
afterAll(() => rmSync(folder, { recursive: true }));

const kubevirt = { quirk: [], compat: undefined, cluster: [], 'kubelet-only': false };

/** Serves a machine's device plugins and gives it lines; the answers, and what was said on the way. */
async function answersOf(machine: string, setting: readonly string[], lines: readonly string[], json = false) {
  const request = { setting: [...setting], kernel: undefined, qemu: undefined, libvirt: undefined, ovmf: undefined };
  const { hosts } = serveHosts([machine], request, undefined, { force: false });
  const terminal = memoryTerminal();
  const [host] = hosts;
  if (host === undefined) expect.fail('no host');
  const sockets = join(folder, `${readdirSync(folder).length}`);
  host.devicePlugins = await serveHostDevicePlugins(host, sockets, kubevirt, terminal);
  await answerLines({ lines: lineByLine(lines), answered: () => {} }, hosts, terminal, json);
  await host.devicePlugins.stop();
  return { answers: terminal.printed().split('\n').slice(0, -1), noted: terminal.noted() };
}

async function* lineByLine(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

it('gives launcher pods their devices until the key IDs are used up', async () => {
  const lines = [
    'allocate a snp',
    'allocate b snp',
    'free a',
    'allocate b snp',
    'free c',
    'allocate c vendor.example/gpu',
    'devices',
  ];
  const { answers, noted } = await answersOf('genoa', ['min-sev-asid=2'], lines);
  const devices = 'devices.kubevirt.io/';
  expect(answers[0]).toContain(`genoa: a admitted: ${devices}kvm kvm0`);
  expect(answers[0]).toContain(`${devices}sev-esids sev-esids0`);
  expect(answers.slice(1, 6)).toEqual([
    `genoa: b not admitted: UnexpectedAdmissionError: Allocate failed due to requested number of devices unavailable for ${devices}sev-esids. Requested: 1, Available: 0, which is unexpected`,
    'genoa: a holds no devices any more',
    answers[0]?.replace('genoa: a', 'genoa: b'),
    'not done: no pod "c" holds devices of genoa',
    'genoa: c admitted: no devices; no plugin announced vendor.example/gpu',
  ]);
  expect(answers[6]).toContain(`${devices}sev-esids 1/1,`);
  expect(answers[6]).toMatch(/, b$/);
  expect(noted).toContain(`genoa: ${devices}sev-esids registered by kubevirt-sev-esids.sock\n`);
});

it('answers as JSON with the state of every resource, and boots with what the new settings give', async () => {
  const lines = ['allocate web tdx', 'restart-kubelet', 'reboot no-quote-generation-service', 'devices'];
  const { answers } = await answersOf('emerald-rapids', [], lines, true);
  const tdx = { resource: 'devices.kubevirt.io/tdx', connected: true };
  const parsed = answers.map((answer) => JSON.parse(answer) as { pods?: unknown; resources?: readonly { resource: string }[] });
  expect(parsed[1]).toMatchObject({ ok: true, do: 'restart-kubelet', host: 'emerald-rapids', pods: [{ pod: 'web' }] });
  expect(parsed[1]?.resources?.find(({ resource }) => resource === tdx.resource)).toMatchObject({ capacity: 0, allocated: 1 });
  expect(parsed[3]).toMatchObject({ ok: true, do: 'devices', pods: [] });
  expect(parsed[3]?.resources?.find(({ resource }) => resource === tdx.resource)).toMatchObject({
    ...tdx,
    capacity: 31,
    allocated: 0,
  });
});

it('says that there is no kubelet where none was asked for', async () => {
  const request = { setting: [], kernel: undefined, qemu: undefined, libvirt: undefined, ovmf: undefined };
  const { hosts } = serveHosts(['rome'], request, undefined, { force: false });
  const terminal = memoryTerminal();
  await answerLines({ lines: lineByLine(['devices']), answered: () => {} }, hosts, terminal, false);
  expect(terminal.printed()).toBe('not done: rome has no kubelet; start with --device-plugin FOLDER\n');
});
