import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { LabelDecision } from '../../sim/contracts/subject.js';
import { canonicalJson, type JsonObject } from '../../sim/core/json.js';
import type { Outcome } from '../../sim/core/outcome.js';
import { Host } from '../../sim/host/host.js';
import { openTree } from '../../sim/surfaces/index.js';
import { kubevirtKit } from '../subjects/kubevirt.js';
import { builtGo } from './built-programs.js';
import { nameOf, type PeerHost, peerHost } from './every-host.js';
import { type LineProgram, startLineProgram } from './line-program.js';
import { type ServedHost, serveHost } from './served-host.js';

// Both sides of the kubelet's device-plugin API as Kubernetes publishes it: its plugin stubs against our kubelet, its kubelet stubs
// against our plugins of KubeVirt, over real sockets of `fauxmetal host serve --device-plugin`.

const version = 'v0.34.3';

const moduleLines = ['go 1.24.0', `require k8s.io/kubelet ${version}`];

interface Event extends JsonObject {
  readonly event: string;
  readonly facts: JsonObject | null;
}

let program: Outcome<string, string>;
const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-sockets-'));
const hosts: ServedHost[] = [];
const peers: LineProgram[] = [];

beforeAll(async () => {
  program = await builtGo('device-plugins', moduleLines);
});

afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop();
  for (const peer of peers.splice(0)) await peer.end();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a plugin made with the stubs of Kubernetes, at our kubelet', () => {
  const resource = 'peer.example/device';

  async function plugin(path: string) {
    const sockets = mkdtempSync(join(folder, 'k-'));
    const served = await hostWith(['rome', '--device-plugin', sockets]);
    const peer = start(path, ['plugin', sockets, resource, 'd0', 'd1', 'd2']);
    const state = (condition: (state: JsonObject) => boolean) =>
      served.askUntil('devices', (answer) => condition(stateOf(answer, resource)));
    await saying(peer, 'registered');
    await state(({ capacity }) => capacity === 3);
    return { served, peer, state };
  }

  it('registers, is watched, and sees which devices a pod gets', async (context) => {
    if (!program.ok) return context.skip(program.reason);
    const { served, peer, state } = await plugin(program.value);
    const answer = await served.ask(`allocate web ${resource}=2`);
    expect(answer).toEqual({
      ...{ ok: true, do: 'allocate', host: 'rome', pod: 'web', admitted: true, ignored: [] },
      containers: {
        [resource]: {
          devices: ['d1', 'd2'],
          response: {
            envs: { DEVICES: 'd1 d2' },
            mounts: [{ containerPath: '/run/peer', hostPath: '/run/peer', readOnly: true }],
            devices: [{ containerPath: '/dev/peer', hostPath: '/dev/peer0', permissions: 'rw' }],
            annotations: { peer: 'yes' },
            cdiDevices: [{ name: 'peer.example/device=0' }],
          },
        },
      },
    });
    expect([(await saying(peer, 'allocated')).facts, (await saying(peer, 'pre-started')).facts]).toEqual([
      ['d1', 'd2'],
      ['d1', 'd2'],
    ]);
    expect(await served.ask(`allocate other ${resource}=2`)).toMatchObject({
      ok: false,
      reason: 'UnexpectedAdmissionError',
      message: `Allocate failed due to requested number of devices unavailable for ${resource}. Requested: 2, Available: 1, which is unexpected`,
    });
    peer.write('Unhealthy');
    await state(({ capacity, allocatable }) => capacity === 3 && allocatable === 0);
    await context.annotate(
      `k8s.io/kubelet ${version}: its plugin registered with our kubelet, which gave 2 of its 3 devices to a pod`,
    );
  });

  it('finds its socket removed when the kubelet is restarted, registers again, and pods keep what they hold', async (context) => {
    if (!program.ok) return context.skip(program.reason);
    const { served, peer, state } = await plugin(program.value);
    await served.ask(`allocate web ${resource}`);
    expect(stateOf(await served.ask('restart-kubelet'), resource)).toMatchObject({ capacity: 0, allocated: 1 });
    await saying(peer, 'socket removed');
    await saying(peer, 'registered');
    await state(({ capacity, allocated }) => capacity === 3 && allocated === 1);
    await context.annotate(`k8s.io/kubelet ${version}: its plugin registered again after our kubelet's restart`);
  });

  it('stays in the capacity when it dies, with nothing to allocate', async (context) => {
    if (!program.ok) return context.skip(program.reason);
    const { peer, state } = await plugin(program.value);
    await peer.kill();
    expect(stateOf(await state(({ connected }) => connected === false), resource)).toMatchObject({ capacity: 3, allocatable: 0 });
  });

  it.for([
    [resource, 'v1alpha1', 'requested API version "v1alpha1" is not supported by kubelet. Supported version is ["v1beta1"]'],
    ['device', 'v1beta1', 'the ResourceName "device" is invalid'],
    ['kubernetes.io/device', 'v1beta1', 'the ResourceName "kubernetes.io/device" is invalid'],
  ] as const)('is refused as %s in version %s', async ([name, api, words], context) => {
    if (!program.ok) return context.skip(program.reason);
    const sockets = mkdtempSync(join(folder, 'r-'));
    await hostWith(['rome', '--device-plugin', sockets]);
    const peer = start(program.value, ['plugin', sockets, resource, 'd0']);
    await saying(peer, 'registered');
    peer.write(`register ${sockets} ${name} ${api}`);
    expect((await saying(peer, 'refused')).facts).toBe(`rpc error: code = Unknown desc = ${words}`);
  });
});

describe('a kubelet made with the stubs of Kubernetes, with our plugins of KubeVirt', () => {
  const cases = [
    [peerHost('genoa', { 'min-sev-asid': 100 }), { 'devices.kubevirt.io/sev-esids': 99, 'devices.kubevirt.io/sev-asids': 907 }],
    [peerHost('emerald-rapids', {}), { 'devices.kubevirt.io/tdx': 31 }],
  ] as const;

  it.for(cases.map(([host, keys]) => [nameOf(host), host, keys] as const))(
    'takes the plugins of %s, gets the devices the stack decided on, and loses them all in the end',
    async ([, host, keys], context) => {
      if (!program.ok) return context.skip(program.reason);
      const sockets = mkdtempSync(join(folder, 'p-'));
      const peer = start(program.value, ['kubelet', sockets]);
      await saying(peer, 'listening');
      const served = await hostWith([...nameOf(host).split(' '), '--device-plugin', sockets]);
      expect(served.ready).toMatchObject({ hosts: [{ kubelet: 'foreign', devicePlugins: sockets }] });
      const decided = decisionFor(host);
      expect(decided.resources).toMatchObject(keys);
      const expected = expectedLists(decided);
      await announced(peer, expected);
      peer.write('restart');
      await announced(peer, expected);
      await served.stop();
      hosts.splice(0);
      await gathered(expected.length, () => listed(peer, (devices) => devices === 0));
      expect(readdirSync(sockets)).toEqual(['kubelet.sock']);
      const counts = JSON.stringify(decided.resources);
      await context.annotate(
        `k8s.io/kubelet ${version}: its kubelet stubs took ${expected.length} plugins of ${nameOf(host)}, twice: ${counts}`,
      );
    },
  );

  it('gives containers the device node, the directory of the quote generation service, or nothing', async (context) => {
    if (!program.ok) return context.skip(program.reason);
    const given: Record<string, JsonObject> = {};
    for (const [host] of cases) Object.assign(given, await allocations(program.value, host));
    expect(given).toMatchObject({
      'devices.kubevirt.io/kvm': { device: '/dev/kvm /dev/kvm rwm' },
      'devices.kubevirt.io/tun': { device: '/dev/net/tun /dev/net/tun rwm' },
      'devices.kubevirt.io/sev': { device: '/dev/sev /dev/sev rwm' },
      'devices.kubevirt.io/tdx': { mount: '/var/run/tdx-qgs /var/run/tdx-qgs false' },
      'devices.kubevirt.io/sev-asids': { containers: 1, preStart: false },
    });
    await context.annotate(
      `k8s.io/kubelet ${version}: its kubelet stubs took ${Object.keys(given).length} of our plugins and allocated from each`,
    );
  });
});

/** Waits until the newest list of every plugin is what was expected. */
async function announced(peer: LineProgram, expected: readonly JsonObject[]): Promise<void> {
  const newest = new Map<string, JsonObject>();
  while (canonicalJson([...newest.values()].sort(byResource)) !== canonicalJson(expected)) {
    const { facts } = await listed(peer, (devices) => devices > 0);
    if (facts !== null) newest.set(`${facts.resource}`, facts);
  }
}

/** What the label stage of our KubeVirt decides for a host, with the configuration of `host serve`. */
function decisionFor({ description }: PeerHost): Pick<LabelDecision, 'resources' | 'unhealthy'> {
  const { featureGates = [] } = kubevirtKit.config;
  const reader = openTree(new Host(description));
  const labels = { 'kubernetes.io/arch': 'amd64' };
  const node = { name: 'h0', reader, labels, annotations: {}, happening: 'agent-started', memory: {} } as const;
  return kubevirtKit.subject([]).label(node, { featureGates });
}

function expectedLists({ resources, unhealthy = {} }: ReturnType<typeof decisionFor>): readonly JsonObject[] {
  const names = [...new Set([...Object.keys(resources), ...Object.keys(unhealthy)])];
  const lists = names.map((resource) => {
    const healthy = resources[resource] ?? 0;
    const devices = healthy + (unhealthy[resource] ?? 0);
    const [, name] = resource.split('/');
    const last = `${name}${devices - 1}`;
    return { resource, devices, healthy, first: `${name}0`, last, longest: last.length };
  });
  return lists.sort(byResource);
}

function byResource({ resource: left }: JsonObject, { resource: right }: JsonObject): number {
  return `${left}` < `${right}` ? -1 : 1;
}

/** What the plugins of a machine gave for their first device, by resource. */
async function allocations(path: string, host: PeerHost): Promise<Readonly<Record<string, JsonObject>>> {
  const sockets = mkdtempSync(join(folder, 'a-'));
  const peer = start(path, ['kubelet', sockets]);
  await saying(peer, 'listening');
  await hostWith([...nameOf(host).split(' '), '--device-plugin', sockets]);
  const given = await gathered(expectedLists(decisionFor(host)).length, () => saying(peer, 'allocated'));
  return Object.fromEntries(given.map(({ facts }) => [`${facts?.resource}`, facts ?? {}]));
}

function listed(peer: LineProgram, condition: (devices: number) => boolean): Promise<Event> {
  return peer.next<Event>(({ event, facts }) => event === 'list' && condition(Number(facts?.devices)));
}

async function gathered<Value>(count: number, one: () => Promise<Value>): Promise<readonly Value[]> {
  const values: Value[] = [];
  while (values.length < count) values.push(await one());
  return values;
}

async function hostWith(words: readonly string[]): Promise<ServedHost> {
  const served = await serveHost(words);
  if (!served.ok) return expect.fail(served.reason);
  hosts.push(served.value);
  return served.value;
}

function start(path: string, args: readonly string[]): LineProgram {
  const peer = startLineProgram(path, args);
  peers.push(peer);
  return peer;
}

function saying(peer: LineProgram, event: string): Promise<Event> {
  return peer.next<Event>((line) => line.event === event);
}

function stateOf({ resources }: JsonObject, resource: string): JsonObject {
  return (resources as readonly JsonObject[]).find((state) => state.resource === resource) ?? {};
}
