import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../sim/core/usage-error.js';
import { memoryTerminal } from '../memory-terminal.js';
import { answerLines } from './answer-lines.js';
import { serveHosts } from './served-host.js';

const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-serve-'));
afterAll(() => rmSync(folder, { recursive: true }));

const asShipped = { setting: [], kernel: undefined, qemu: undefined, libvirt: undefined, ovmf: undefined };

/** Serves machines in a fresh directory and gives them lines; the answers, and what is in a file then. */
async function served(
  machines: readonly string[],
  lines: readonly string[],
  options: { json?: boolean; setting?: string[] } = {},
) {
  const directory = mkdtempSync(join(folder, 'tree-'));
  const hosts = serveHosts(machines, { ...asShipped, setting: options.setting ?? [] }, directory, { force: false });
  const terminal = memoryTerminal();
  const source = { lines: lineByLine(lines), answered: () => {} };
  await answerLines(source, hosts.hosts, terminal, options.json === true);
  const answers = terminal.printed().split('\n').slice(0, -1);
  return { answers, read: (path: string) => readFileSync(join(directory, path), 'utf8'), directory, remove: hosts.remove };
}

async function* lineByLine(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

const withSnp = { setting: ['min-sev-asid=100'] };

describe('a host that is served', () => {
  it('shows a started guest in misc.current at once, and its end too', async () => {
    const { answers, read } = await served(['genoa'], ['start a snp', 'start b sev', 'stop a'], withSnp);
    expect(answers).toEqual(['genoa: a started (snp, key ID 1)', 'genoa: b started (sev, key ID 100)', 'genoa: a stopped']);
    expect(read('sys/fs/cgroup/misc.current')).toBe('sev 1\nsev_es 0\n');
    expect(read('sys/fs/cgroup/misc.peak')).toBe('sev 1\nsev_es 1\n');
  });

  it('answers with the words of libvirt when a start is refused', async () => {
    const { answers } = await served(['genoa'], ['start a snp', 'start a snp', 'stop b'], withSnp);
    expect(answers.slice(1)).toEqual([
      'genoa: a not started: Requested operation is not valid: domain is already running',
      "genoa: b not stopped: Domain not found: no domain with matching name 'b'",
    ]);
  });

  it('starts what a document describes', async () => {
    const file = join(folder, 'a guest.xml');
    writeFileSync(
      file,
      `<domain type='kvm'><name>plain</name><memory>1024</memory><os><type arch='x86_64' machine='q35'>hvm</type></os></domain>`,
    );
    const { answers } = await served(['genoa'], [`domain ${file}`, `domain ${file}x`, 'status']);
    expect(answers).toEqual([
      'genoa: plain started (none)',
      `not done: ${file}x cannot be read (ENOENT)`,
      'genoa: sev 0/1006, plain (none)',
    ]);
  });

  it('reboots with the settings it has, with none, and with others, and keeps them where they are wrong', async () => {
    const lines = [
      'start a snp',
      'reboot',
      'status',
      'reboot as-shipped',
      'status',
      'reboot no-such-thing',
      'reboot min-sev-asid=5',
      'status',
    ];
    const { answers, read } = await served(['genoa'], lines, withSnp);
    expect(answers[1]).toBe('genoa: rebooted; died: a');
    expect([answers[2], answers[4], answers[7]]).toEqual([
      'genoa: sev 0/907, sev_es 0/99, no guests',
      'genoa: sev 0/1006, no guests',
      'genoa: sev 0/1002, sev_es 0/4, no guests',
    ]);
    expect(answers[5]).toContain('not done: unknown setting "no-such-thing"');
    expect(read('sys/fs/cgroup/misc.capacity')).toBe('sev 1002\nsev_es 4\n');
  });

  it('follows what is left of the quote generation service until the host boots', async () => {
    const lines = ['quote-service directory', 'quote-service nothing', 'quote-service directory', 'reboot'];
    const { answers, directory } = await served(['emerald-rapids'], lines, { json: true });
    const socket = '/var/run/tdx-qgs/qgs.socket';
    expect(answers.map((answer) => JSON.parse(answer) as unknown)).toMatchObject([
      { do: 'quote-service', left: 'directory', removed: [socket] },
      { do: 'quote-service', left: 'nothing', removed: [] },
      { do: 'quote-service', left: 'directory', removed: [] },
      { do: 'reboot', changed: [socket] },
    ]);
    expect(readdirSync(join(directory, 'var/run/tdx-qgs'))).toEqual(['qgs.socket']);
    const { answers: others } = await served(['rome'], ['quote-service nothing']);
    expect(others).toEqual(['not done: rome has no quote generation service']);
  });

  it('answers as JSON with the paths whose files were replaced, and stops at quit', async () => {
    const { answers } = await served(['genoa'], ['start a sev', 'nonsense', 'quit', 'status'], { json: true });
    expect(answers.map((answer) => JSON.parse(answer) as unknown)).toEqual([
      {
        ...{ ok: true, do: 'start', host: 'genoa', guest: 'a', protection: 'sev', keyId: 1 },
        ...{ changed: ['/sys/fs/cgroup/misc.current', '/sys/fs/cgroup/misc.peak'], removed: [] },
      },
      { ok: false, problem: 'there is no instruction "nonsense"; help lists them all' },
      { ok: true, do: 'quit' },
    ]);
  });

  it('answers every line with one line, also where QEMU said several', async () => {
    const lines = Array.from({ length: 12 }, (_, index) => `start guest-${index} snp`);
    const { answers } = await served(['genoa'], [...lines, 'help', 'status'], { setting: ['min-sev-asid=10'] });
    expect(answers).toHaveLength(lines.length + 2);
    expect(answers[9]).toContain('guest-9 not started: internal error: ');
  });
});

describe('several hosts', () => {
  it('have a folder each, and are called by name', async () => {
    const { answers, read, directory } = await served(
      ['genoa', 'rome', 'genoa'],
      ['genoa-2: start a sev', 'rome: status', 'status', 'stop a', 'milan: status'],
    );
    expect(readdirSync(directory).sort()).toEqual(['genoa', 'genoa-2', 'rome']);
    expect([read('genoa/sys/fs/cgroup/misc.current'), read('genoa-2/sys/fs/cgroup/misc.current')]).toEqual([
      'sev 0\n',
      'sev 1\n',
    ]);
    expect(answers.slice(1)).toEqual([
      'rome: sev 0/509, no guests',
      'genoa: sev 0/1006, no guests; rome: sev 0/509, no guests; genoa-2: sev 1/1006, a (sev 1)',
      'not done: say which host, as in "genoa: stop …"; there are genoa, rome, genoa-2',
      'not done: there is no host "milan"; there are genoa, rome, genoa-2',
    ]);
  });
});

describe('the directory', () => {
  it('is gone at the end with everything that was made around it', () => {
    const inside = join(folder, 'a', 'b', 'c');
    serveHosts(['rome'], asShipped, inside, { force: false }).remove();
    serveHosts(['rome', 'genoa'], asShipped, inside, { force: false }).remove();
    expect(readdirSync(folder)).not.toContain('a');
  });

  it('stays empty when it was there before, and keeps what others put around it', async () => {
    const { directory, remove } = await served(['rome'], []);
    remove();
    expect(readdirSync(directory)).toEqual([]);
    const { directory: several, remove: removeSeveral } = await served(['rome', 'genoa'], []);
    writeFileSync(join(several, 'mine'), '');
    removeSeveral();
    expect(readdirSync(several)).toEqual(['mine']);
  });

  it('is not made when one of several hosts cannot have its own', () => {
    const directory = join(folder, 'taken');
    mkdirSync(join(directory, 'genoa', 'mine'), { recursive: true });
    expect(() => serveHosts(['rome', 'genoa'], asShipped, directory, { force: false })).toThrow(UsageError);
    expect(readdirSync(directory)).toEqual(['genoa']);
  });
});
