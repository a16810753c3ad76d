import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { MemoryEntry } from '../../../sim/contracts/memory-reader.js';
import { UsageError } from '../../../sim/core/usage-error.js';
import { bothGates } from '../../../sim/stacks/kubevirt/example-guest.js';
import { exampleNode, xeon } from '../../../sim/stacks/kubevirt/example-node.js';
import { kubevirt } from '../../../sim/stacks/kubevirt/index.js';
import type { ResourceState } from './device-table.js';
import { Kubelet } from './kubelet.js';
import { apiVersion, type Device, devicePlugin, registration } from './messages.js';
import { type ServedDevicePlugins, serveDevicePlugins } from './serve-device-plugins.js';
import { answering, dialSocket, type RpcServer, serveOnSocket, streaming } from './unix-socket-rpc.js';
import { type NodeWithKubevirt, VirtHandler } from './virt-handler.js';

const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-plugins-'));
afterAll(() => rmSync(folder, { recursive: true }));

const running: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of running.splice(0).reverse()) await stop();
});

const backoffMs = [5, 10];
const socket = { kind: 'socket', mode: 0o777 } as const;
const prefix = 'devices.kubevirt.io/';

describe('a node with KubeVirt', () => {
  it('shows what the label stage decided as devices of its kubelet', async () => {
    const genoa = await serve();
    expect(amounts(genoa)).toMatchObject({
      'sev-asids': [907, 907],
      'sev-esids': [99, 99],
      sev: [1000, 1000],
      kvm: [1000, 1000],
    });
    const intel = await serve(xeon);
    expect(amounts(intel)).toMatchObject({ tdx: [31, 31] });
    expect(readdirSync(intel.folder)).toEqual(expect.arrayContaining(['kubelet.sock', 'kubevirt-kvm.sock', 'kubevirt-tdx.sock']));
  });

  it('gives a launcher pod its devices, and refuses one too many in the words of the kubelet', async () => {
    const { kubelet, launcherResources } = await serve({ '/sys/fs/cgroup/misc.capacity': 'sev 9\nsev_es 1\n' });
    const wanted = launcherResources('snp');
    expect(wanted).toMatchObject({ [`${prefix}sev`]: 1, [`${prefix}sev-esids`]: 1 });
    expect(await kubelet?.admit('web', wanted)).toMatchObject({
      admitted: true,
      ignored: [],
      containers: {
        [`${prefix}sev`]: { devices: ['sev0'], response: { devices: [{ hostPath: '/dev/sev' }] } },
        [`${prefix}sev-esids`]: { devices: ['sev-esids0'], response: {} },
      },
    });
    expect(await kubelet?.admit('other', wanted)).toEqual({
      admitted: false,
      reason: 'UnexpectedAdmissionError',
      message: `Allocate failed due to requested number of devices unavailable for ${prefix}sev-esids. Requested: 1, Available: 0, which is unexpected`,
    });
    expect(kubelet?.pods().map(({ pod }) => pod)).toEqual(['web']);
    kubelet?.release('web');
    expect(await kubelet?.admit('other', wanted)).toMatchObject({ admitted: true });
  });

  it('ignores what no plugin ever announced, as the kubelet does', async () => {
    const { kubelet } = await serve();
    expect(await kubelet?.admit('web', { 'vendor.example/gpu': 1 })).toEqual({
      admitted: true,
      containers: {},
      ignored: ['vendor.example/gpu'],
    });
  });

  it('registers all plugins again after a restart of the kubelet, and pods keep their devices', async () => {
    const served = await serve();
    await served.kubelet?.admit('web', { [`${prefix}sev-esids`]: 2 });
    const before = amounts(served);
    await served.kubelet?.restart({ podsSurvive: true });
    expect(Object.values(amounts(served)).flat()).toEqual(Object.values(before).flatMap(() => [0, 0]));
    await until(() => JSON.stringify(amounts(served)) === JSON.stringify(before));
    expect(served.kubelet?.pods()).toEqual([{ pod: 'web', devices: { [`${prefix}sev-esids`]: ['sev-esids0', 'sev-esids1'] } }]);
  });

  it('registers one plugin again whose socket somebody removed', async () => {
    const served = await serve();
    rmSync(join(served.folder, 'kubevirt-sev.sock'));
    await until(() => stateOf(served, 'sev')?.connected === false);
    await until(() => stateOf(served, 'sev')?.allocatable === 1000);
  });

  it('loses its TDX devices at a restart of the kubelet where KubeVirt does not notice it', async () => {
    const served = await serve(xeon, ['kubelet-restart-unnoticed']);
    await served.kubelet?.restart({ podsSurvive: true });
    await until(() => stateOf(served, 'kvm')?.allocatable === 1000);
    expect(stateOf(served, 'tdx')).toMatchObject({ allocatable: 0, connected: false });
  });

  it('loses its pods when the machine boots, and comes back with the devices it then has', async () => {
    const entries: Record<string, MemoryEntry | undefined> = {};
    const reader = exampleNode(entries);
    const served = await serveIn(fresh(), { ...nodeWith({}), reader });
    await served.kubelet?.admit('web', { [`${prefix}sev`]: 1 });
    await served.reboot();
    expect(served.kubelet?.pods()).toEqual([]);
    expect(amounts(served)).toMatchObject({ 'sev-esids': [99, 99] });
  });

  it('announces devices that vanish as unhealthy while they are away', async () => {
    const there: { service: boolean } = { service: true };
    const service = { '/var/run/tdx-qgs/qgs.socket': socket, '/var/run/tdx-qgs/qgs.conf': '' };
    const node = nodeWith({ ...xeon, ...service }, [], { ...bothGates, attestationEnforced: true });
    const hidden = (path: string): boolean => !there.service && path.endsWith('.socket');
    const reader = { ...node.reader, stat: (path: string) => (hidden(path) ? undefined : node.reader.stat(path)) };
    const served = await serveIn(fresh(), { ...node, reader });
    there.service = false;
    await served.virtHandler?.filesChanged();
    await until(() => stateOf(served, 'tdx')?.allocatable === 0);
    expect(stateOf(served, 'tdx')).toMatchObject({ capacity: 31, connected: true });
    there.service = true;
    await served.virtHandler?.filesChanged();
    await until(() => stateOf(served, 'tdx')?.allocatable === 31);
  });

  it('leaves nothing behind, and nothing of others', async () => {
    const served = await serve();
    const { folder: made } = served;
    await served.stop();
    expect(existsSync(made)).toBe(false);
    mkdirSync(made);
    const again = await serveIn(made, nodeWith({}));
    writeFileSync(join(made, 'DEPRECATION'), '');
    await again.stop();
    expect(readdirSync(made)).toEqual(['DEPRECATION']);
  });
});

describe('plugins and a kubelet that is somebody else’s', () => {
  it('register with it, withdraw their devices at the end, and leave its socket alone', async () => {
    const path = fresh();
    mkdirSync(path);
    const kubelet = await kubeletIn(path);
    const served = await serveIn(path, nodeWith({}));
    expect(served.kubelet).toBeUndefined();
    await until(() => kubelet.resources().some(({ resource, capacity }) => resource === `${prefix}sev-esids` && capacity === 99));
    await served.stop();
    await until(() => kubelet.resources().every(({ capacity, connected }) => capacity === 0 && !connected));
    expect(readdirSync(path)).toEqual(['kubelet.sock']);
  });

  it('try again, at growing intervals, until there is one', async () => {
    const path = fresh();
    mkdirSync(path);
    const said: string[] = [];
    const virtHandler = new VirtHandler(nodeWith({}), path, (sentence) => void said.push(sentence), backoffMs);
    running.push(() => virtHandler.stop());
    await virtHandler.start();
    expect(said).toContain(`${prefix}sev: error starting the device plugin: no kubelet listens on ${join(path, 'kubelet.sock')}`);
    expect(readdirSync(path)).toEqual([]);
    const kubelet = await kubeletIn(path);
    await until(() => kubelet.resources().some(({ resource, capacity }) => resource === `${prefix}sev` && capacity === 1000));
  });
});

describe('the kubelet', () => {
  it('asks a plugin what it prefers, and tells it before the container starts', async () => {
    const path = fresh();
    mkdirSync(path);
    const kubelet = await kubeletIn(path);
    const asked: unknown[] = [];
    await pluginIn(path, 'own.sock', [
      answering(devicePlugin.options, () => ({ preStartRequired: true, getPreferredAllocationAvailable: true })),
      streaming(devicePlugin.listAndWatch, (stream) => stream.send({ devices: healthy('a', 'b', 'c') })),
      answering(devicePlugin.preferredAllocation, (request) => {
        asked.push(request);
        return { containerResponses: [{ deviceIDs: ['c', 'x'] }] };
      }),
      answering(devicePlugin.allocate, () => ({ containerResponses: [{ envs: { A: '1' } }] })),
      answering(devicePlugin.preStartContainer, (request) => {
        asked.push(request);
        return {};
      }),
    ]);
    await register(path, { endpoint: 'own.sock', resourceName: 'vendor.example/d' });
    await kubelet.settled();
    expect(await kubelet.admit('web', { 'vendor.example/d': 2 })).toEqual({
      admitted: true,
      containers: { 'vendor.example/d': { devices: ['c', 'a'], response: { envs: { A: '1' } } } },
      ignored: [],
    });
    expect(asked).toEqual([
      { containerRequests: [{ availableDeviceIDs: ['a', 'b', 'c'], mustIncludeDeviceIDs: [], allocationSize: 2 }] },
      { devicesIds: ['c', 'a'] },
    ]);
  });

  it.each([
    [{ version: 'v1alpha1' }, 'requested API version "v1alpha1" is not supported by kubelet. Supported version is ["v1beta1"]'],
    [{ resourceName: 'device' }, 'the ResourceName "device" is invalid'],
    [{ resourceName: 'kubernetes.io/device' }, 'the ResourceName "kubernetes.io/device" is invalid'],
    [{ resourceName: 'requests.example/device' }, 'the ResourceName "requests.example/device" is invalid'],
    [{ resourceName: 'vendor.example/a b' }, 'the ResourceName "vendor.example/a b" is invalid'],
  ])('refuses a plugin that registers with %j', async (changes, words) => {
    const path = fresh();
    mkdirSync(path);
    await kubeletIn(path);
    await expect(register(path, { endpoint: 'own.sock', resourceName: 'vendor.example/d', ...changes })).rejects.toThrow(words);
  });

  it('hands the words of a plugin on that does not allocate, and keeps nothing', async () => {
    const path = fresh();
    mkdirSync(path);
    const kubelet = await kubeletIn(path);
    await pluginIn(path, 'own.sock', [
      answering(devicePlugin.options, () => ({ preStartRequired: false, getPreferredAllocationAvailable: false })),
      streaming(devicePlugin.listAndWatch, (stream) => stream.send({ devices: healthy('a') })),
      answering(devicePlugin.allocate, () => {
        throw new Error('the device is on fire');
      }),
    ]);
    await register(path, { endpoint: 'own.sock', resourceName: 'vendor.example/d' });
    await kubelet.settled();
    expect(await kubelet.admit('web', { 'vendor.example/d': 1 })).toMatchObject({
      message: 'Allocate failed due to the device is on fire, which is unexpected',
    });
    expect(kubelet.pods()).toEqual([]);
  });

  it('takes the newest of two plugins for one resource', async () => {
    const path = fresh();
    mkdirSync(path);
    const kubelet = await kubeletIn(path);
    for (const [socket, ids] of [
      ['old.sock', ['a', 'b']],
      ['new.sock', ['c']],
    ] as const) {
      await pluginIn(path, socket, [
        answering(devicePlugin.options, () => ({ preStartRequired: false, getPreferredAllocationAvailable: false })),
        streaming(devicePlugin.listAndWatch, (stream) => stream.send({ devices: healthy(...ids) })),
      ]);
      await register(path, { endpoint: socket, resourceName: 'vendor.example/d' });
      await kubelet.settled();
    }
    expect(kubelet.resources()).toMatchObject([{ capacity: 1, allocatable: 1, connected: true }]);
  });
});

describe('a folder is refused', () => {
  it.each([
    ['that holds other things', 'letters.txt', 'the folder holds letters.txt'],
    ['in which a kubelet left its socket', 'kubelet.sock', 'nobody listens on kubelet.sock'],
  ])('%s', async (_, name, words) => {
    const path = fresh();
    mkdirSync(path);
    if (name.endsWith('.sock')) leaveSocket(join(path, name));
    else writeFileSync(join(path, name), '');
    await expect(serveIn(path, nodeWith({}))).rejects.toThrow(words);
    expect(readdirSync(path)).toEqual([name]);
  });

  it('where KubeVirt is served already', async () => {
    const { folder: taken } = await serve();
    await expect(serveIn(taken, nodeWith({}))).rejects.toThrow(UsageError);
  });

  it('where a kubelet is wanted and one listens', async () => {
    const { folder: taken } = await serve();
    const options = { now: () => 0, listener: () => {}, kubeletOnly: true };
    await expect(serveDevicePlugins(nodeWith({}), taken, options)).rejects.toThrow('a kubelet listens there already');
  });

  it('whose path has no room for sockets, and is not made', async () => {
    const long = join(folder, 'x'.repeat(100));
    await expect(serveIn(long, nodeWith({}))).rejects.toThrow('too long');
    expect(existsSync(long)).toBe(false);
  });
});

let count = 0;

/** A folder that does not exist yet. */
function fresh(): string {
  count += 1;
  return join(folder, `${count}`);
}

function nodeWith(
  changes: Readonly<Record<string, MemoryEntry | undefined>>,
  quirks: readonly string[] = [],
  config = bothGates,
): NodeWithKubevirt {
  const labels = { 'kubernetes.io/arch': 'amd64' };
  return { name: 'h0', reader: exampleNode(changes), labels, subject: kubevirt({ quirks }), config };
}

function serve(...node: Parameters<typeof nodeWith> | []): Promise<ServedDevicePlugins> {
  return serveIn(fresh(), nodeWith(...((node.length === 0 ? [{}] : node) as Parameters<typeof nodeWith>)));
}

async function serveIn(path: string, node: NodeWithKubevirt): Promise<ServedDevicePlugins> {
  const served = await serveDevicePlugins(node, path, { now: () => 0, listener: () => {}, backoffMs });
  running.push(() => served.stop());
  return served;
}

async function kubeletIn(path: string): Promise<Kubelet> {
  const kubelet = new Kubelet(
    path,
    () => 0,
    () => {},
  );
  await kubelet.start();
  running.push(() => kubelet.stop());
  return kubelet;
}

async function pluginIn(path: string, socket: string, handlers: Parameters<typeof serveOnSocket>[1]): Promise<RpcServer> {
  const server = await serveOnSocket(join(path, socket), handlers);
  running.unshift(() => server.close());
  return server;
}

async function register(path: string, request: { endpoint: string; resourceName: string; version?: string }): Promise<void> {
  const client = dialSocket(join(path, 'kubelet.sock'));
  try {
    await client.call(registration.register, { version: apiVersion, ...request });
  } finally {
    client.close();
  }
}

function healthy(...ids: readonly string[]): readonly Device[] {
  return ids.map((ID) => ({ ID, health: 'Healthy' }));
}

function stateOf(served: ServedDevicePlugins, name: string): ResourceState | undefined {
  return served.kubelet?.resources().find(({ resource }) => resource === prefix + name);
}

/** Capacity and allocatable by short name. */
function amounts(served: ServedDevicePlugins): Readonly<Record<string, readonly number[]>> {
  const rows = (served.kubelet?.resources() ?? []).map(
    ({ resource, capacity, allocatable }) => [resource.slice(prefix.length), [capacity, allocatable]] as const,
  );
  return Object.fromEntries(rows);
}

/** A socket file whose listener is gone. */
function leaveSocket(path: string): void {
  const script = `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
  spawnSync(process.execPath, ['-e', script]);
}

async function until(condition: () => boolean): Promise<void> {
  for (let attempt = 0; !condition(); attempt += 1) {
    expect(attempt).toBeLessThan(5000);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
