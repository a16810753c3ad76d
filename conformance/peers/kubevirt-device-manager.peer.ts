import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { JsonObject } from '../../sim/core/json.js';
import type { Outcome } from '../../sim/core/outcome.js';
import { pathWithBubblewrap } from './bubblewrap.js';
import { builtGo } from './built-programs.js';
import { nameOf, type PeerHost, peerHost } from './every-host.js';
import { kubevirtModules, kubevirtTemplateFiles, kubevirtVersion } from './kubevirt-modules.js';
import { type LineProgram, startLineProgram } from './line-program.js';
import { run } from './program.js';
import { type ServedHost, serveHost } from './served-host.js';

// KubeVirt's own device plugins, as its maintainers publish them, on the files of our hosts and at our kubelet: what they announce is what
// our KubeVirt would, and after a restart of the kubelet they behave as our quirks say.

const devicesOfSev = 7;

const resources = { sev: 'devices.kubevirt.io/sev', tdx: 'devices.kubevirt.io/tdx' };

let program: Outcome<string, string>;
let path = '';
let sandboxes = false;
const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-kubevirt-'));
const running: { stop(): Promise<void> }[] = [];

/** Building takes minutes the first time. */
const buildPatienceMs = 1_800_000;

beforeAll(async () => {
  program = await builtGo('kubevirt-device-manager', ['go 1.26.0', ...kubevirtModules], kubevirtTemplateFiles);
  path = await pathWithBubblewrap();
  sandboxes =
    (await run('bwrap', ['--ro-bind', '/', '/', '--unshare-pid', '--proc', '/proc', 'true'], { env: { PATH: path } })).code === 0;
}, buildPatienceMs);

afterEach(async () => {
  for (const each of running.splice(0).reverse()) await each.stop();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('registers at our kubelet, which shows its devices healthy only where our host has /dev/sev', async (context) => {
  if (!program.ok) return context.skip(program.reason);
  if (!sandboxes) return context.skip('bubblewrap does not run here');
  const genoa = await started(program.value, peerHost('genoa', {}));
  await genoa.until(resources.sev, ({ allocatable }) => allocatable === devicesOfSev);
  const answer = await genoa.served.ask(`allocate web ${resources.sev}`);
  expect(answer).toMatchObject({
    containers: {
      [resources.sev]: { response: { devices: [{ containerPath: '/dev/sev', hostPath: '/dev/sev', permissions: 'rwm' }] } },
    },
  });
  const without = await started(program.value, peerHost('genoa', { 'no-dev-sev': true }));
  await without.until(resources.sev, ({ capacity, allocatable }) => capacity === devicesOfSev && allocatable === 0);
  await context.annotate(`KubeVirt ${kubevirtVersion}: its SEV plugin on genoa, with and without /dev/sev`);
});

it('announces as many TDX devices as our misc.capacity has keys, and mounts the directory of the quote service', async (context) => {
  if (!program.ok) return context.skip(program.reason);
  if (!sandboxes) return context.skip('bubblewrap does not run here');
  const xeon = await started(program.value, peerHost('emerald-rapids', {}));
  await xeon.until(resources.tdx, ({ allocatable }) => allocatable === 31);
  expect(await xeon.served.ask(`allocate web ${resources.tdx}`)).toMatchObject({
    containers: {
      [resources.tdx]: {
        response: { mounts: [{ containerPath: '/var/run/tdx-qgs', hostPath: '/var/run/tdx-qgs', readOnly: false }] },
      },
    },
  });
  await context.annotate(`KubeVirt ${kubevirtVersion}: its TDX plugin announced the 31 keys of emerald-rapids`);
});

it('registers again for SEV when our kubelet is restarted, and for TDX never does', async (context) => {
  if (!program.ok) return context.skip(program.reason);
  if (!sandboxes) return context.skip('bubblewrap does not run here');
  const xeon = await started(program.value, peerHost('emerald-rapids', {}));
  await xeon.until(resources.tdx, ({ allocatable }) => allocatable === 31);
  await xeon.until(resources.sev, ({ capacity }) => capacity === devicesOfSev);
  await xeon.served.ask('restart-kubelet');
  await xeon.until(resources.sev, ({ capacity }) => capacity === devicesOfSev);
  expect(await xeon.state(resources.tdx)).toMatchObject({ connected: false, allocatable: 0 });
  expect(readdirSync(xeon.sockets)).toEqual(['kubelet.sock', 'kubevirt-sev.sock']);
  await context.annotate(
    `KubeVirt ${kubevirtVersion}: after a restart of our kubelet its SEV plugin came back, its TDX plugin did not`,
  );
});

/** A host that is served with a directory and a kubelet, and KubeVirt's plugins on it. */
interface HostWithKubevirt {
  readonly served: ServedHost;
  readonly sockets: string;
  state(resource: string): Promise<JsonObject>;
  /** Waits until the kubelet says so of a resource. */
  until(resource: string, condition: (state: JsonObject) => boolean): Promise<void>;
}

async function started(file: string, host: PeerHost): Promise<HostWithKubevirt> {
  const tree = mkdtempSync(join(folder, 't-'));
  const sockets = mkdtempSync(join(folder, 's-'));
  const words = [...nameOf(host).split(' '), '--tree', tree, '--device-plugin', sockets, '--kubelet-only'];
  const answer = await serveHost(words);
  if (!answer.ok) return expect.fail(answer.reason);
  const served = answer.value;
  running.push(served);
  const program = sandboxed(file, tree, sockets);
  running.push({ stop: () => program.end() });
  return {
    served,
    sockets,
    state: async (resource) => stateOf(await served.ask('devices'), resource),
    until: async (resource, condition) => {
      await served.askUntil('devices', (answer) => condition(stateOf(answer, resource)));
    },
  };
}

/** The program alone in a world of the host's files; `/proc/1/root` is that world, as a host is for virt-handler. */
function sandboxed(file: string, tree: string, sockets: string): LineProgram {
  const sev = join(tree, 'dev/sev');
  const args = [
    ...['--unshare-pid', '--die-with-parent', '--proc', '/proc', '--tmpfs', '/dev', '--ro-bind', file, '/program'],
    ...['--ro-bind', join(tree, 'sys'), '/sys', '--bind', sockets, '/var/lib/kubelet/device-plugins'],
    ...(existsSync(sev) ? ['--ro-bind', sev, '/dev/sev'] : []),
    ...(existsSync(join(tree, 'var/run')) ? ['--ro-bind', join(tree, 'var/run'), '/var/run'] : []),
  ];
  return startLineProgram('bwrap', [...args, '/program', `${devicesOfSev}`], { PATH: path });
}

function stateOf({ resources: states }: JsonObject, resource: string): JsonObject {
  return (states as readonly JsonObject[]).find((state) => state.resource === resource) ?? {};
}
