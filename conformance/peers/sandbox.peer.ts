import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listMachines } from '../../profiles/index.js';
import type { Outcome } from '../../sim/core/outcome.js';
import { Host } from '../../sim/host/host.js';
import { openTree } from '../../sim/surfaces/index.js';
import { pathWithBubblewrap } from './bubblewrap.js';
import { nameOf, peerHost } from './every-host.js';
import { fauxmetal, findHostExec, type HostExec } from './host-exec.js';
import { type Ended, run } from './program.js';

// bubblewrap and the kernel's mount namespaces, held against what `host exec` promises: the host's files and nobody else's, the
// command's own exit code and signals, and a machine that is afterwards as it was before.

const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-sandbox-'));
afterAll(() => rmSync(folder, { recursive: true }));

let hostExec: Outcome<HostExec, string>;
let environment: Record<string, string>;

beforeAll(async () => {
  hostExec = await findHostExec();
  environment = { PATH: await pathWithBubblewrap() };
});

/** Runs `host exec` on the command line, with what its caller sees: exit code and both outputs. */
function exec(
  host: readonly string[],
  command: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Ended> {
  const words = [fauxmetal, 'host', 'exec', ...host, '--', ...command];
  return run(process.execPath, words, { ...options, env: { ...environment, ...options.env } });
}

const everyPeerMachine = listMachines().map(({ id }) => peerHost(id, {}));

it('prints the key IDs of a split Genoa', async (context) => {
  if (!hostExec.ok) return context.skip(hostExec.reason);
  const files = ['/sys/fs/cgroup/misc.capacity', '/sys/module/kvm_amd/parameters/sev_snp'];
  const shown = await exec(['genoa', '--setting', 'min-sev-asid=100'], ['cat', ...files]);
  expect(shown).toEqual({ code: 0, stdout: 'sev 907\nsev_es 99\nY\n', stderr: '' });
  await context.annotate('3 lines of a Genoa with 99 of 1006 key IDs for SEV-SNP');
});

it.for(everyPeerMachine.map((host) => [nameOf(host), host] as const))(
  'shows every file of %s byte by byte',
  async ([, host], context) => {
    if (!hostExec.ok) return context.skip(hostExec.reason);
    const files = openTree(new Host(host.description))
      .entries()
      .filter(({ file }) => file.status.kind === 'file');
    const expected = files.map(({ file }) => `${sha256(file.read())}  ${file.path}`);
    const shown = await exec([host.machine], ['sha256sum', ...files.map(({ file }) => file.path)]);
    expect(shown.stdout.trimEnd().split('\n')).toEqual(expected);
    await context.annotate(`${expected.length} files of ${host.machine}, equal`);
  },
);

function sha256(content: { readonly ok: boolean; readonly text?: string }): string {
  return createHash('sha256')
    .update(content.text ?? '')
    .digest('hex');
}

describe('the command', () => {
  it.for([
    [['true'], 0],
    [['sh', '-c', 'exit 3'], 3],
    [['sh', '-c', 'kill -TERM $$'], 143],
    [['sh', '-c', 'kill -KILL $$'], 137],
    [['no-such-command'], 127],
    [['/etc/passwd'], 126],
    [['sh', '-c', 'no-such-command'], 127],
  ] as const)('ends with its own exit code: %j', async ([command, code], context) => {
    if (!hostExec.ok) return context.skip(hostExec.reason);
    expect((await exec(['rome'], command)).code).toBe(code);
  });

  it('keeps directory, environment and standard input, and can write where it could before', async (context) => {
    if (!hostExec.ok) return context.skip(hostExec.reason);
    const shown = await exec(['rome'], ['sh', '-c', 'pwd; echo "$GREETING"; cat; echo new > written'], {
      cwd: folder,
      env: { GREETING: 'hello' },
    });
    expect(shown).toEqual({ code: 0, stdout: `${folder}\nhello\n`, stderr: '' });
    expect(readFileSync(join(folder, 'written'), 'utf8')).toBe('new\n');
  });

  it('gets SIGTERM and SIGINT that were sent to us, and may take its time', async (context) => {
    if (!hostExec.ok) return context.skip(hostExec.reason);
    const script = 'trap "echo interrupted" INT; trap "sleep 0.2; exit 9" TERM; echo ready; while :; do sleep 0.02; done';
    const words = [fauxmetal, 'host', 'exec', 'rome', '--', 'sh', '-c', script];
    const child = spawn(process.execPath, words, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    const [ready] = await once(child.stdout, 'data');
    child.kill('SIGINT');
    const [interrupted] = await once(child.stdout, 'data');
    child.kill('SIGTERM');
    expect([`${ready}`, `${interrupted}`, await once(child, 'exit')]).toEqual(['ready\n', 'interrupted\n', [9, null]]);
  });
});

describe('the machine', () => {
  it('is afterwards as before, whatever the command did', async (context) => {
    if (!hostExec.ok) return context.skip(hostExec.reason);
    const before = surroundings();
    const script =
      'for d in /var/lib /usr/share /sys/module /sys/fs/cgroup; do mkdir $d/fauxmetal-was-here; done; echo x > /var/lib/kubevirt-node-labeller/new';
    for (const command of [['true'], ['sh', '-c', 'kill -KILL $$'], ['sh', '-c', script]])
      await exec(['emerald-rapids'], command, { env: { TMPDIR: folder } });
    expect(surroundings()).toEqual(before);
  });

  it('is hidden where it would contradict the host', async (context) => {
    if (!hostExec.ok) return context.skip(hostExec.reason);
    const paths = ['/dev/kvm', '/dev/sev', '/dev/cpu', '/sys/module/kvm_amd', '/sys/module/kvm_intel'];
    const script = 'for p; do [ -e "$p" ] && echo "$p"; done; ls -A /sys/fs/cgroup';
    const host = [
      'genoa',
      '--setting',
      'kvm-not-loaded',
      '--setting',
      'no-misc-controller',
      '--setting',
      'no-dev-sev',
      '--setting',
      'no-dev-kvm',
    ];
    expect((await exec(host, ['sh', '-c', script, 'sh', ...paths])).stdout).toBe('');
  });

  it('need not be root’s', async (context) => {
    if (!hostExec.ok) return context.skip(hostExec.reason);
    if (process.getuid?.() !== 0) return context.skip('the other tests are run by an ordinary user already');
    const asNobody = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'];
    const readable = await run(asNobody[0] ?? '', [...asNobody.slice(1), process.execPath, fauxmetal, '--version'], { cwd: '/' });
    if (readable.code !== 0) return context.skip('an ordinary user cannot start fauxmetal here');
    const script = `id -u; cat /sys/fs/cgroup/misc.capacity`;
    const words = [...asNobody.slice(1), process.execPath, fauxmetal, 'host', 'exec', 'rome', '--', 'sh', '-c', script];
    expect(await run('setpriv', words, { cwd: '/', env: environment })).toEqual({
      code: 0,
      stdout: '65534\nsev 509\n',
      stderr: '',
    });
  });
});

/** What a careless sandbox would leave behind. */
function surroundings(): readonly unknown[] {
  const listed = ['/var/lib', '/usr/share', '/sys/module', '/dev', '/var/log'].map((directory) => readdirSync(directory).sort());
  const leftOver = readdirSync(folder).filter((name) => name.startsWith('fauxmetal-exec-'));
  return [listed, leftOver, existsSync('/usr/share/edk2/ovmf')];
}
