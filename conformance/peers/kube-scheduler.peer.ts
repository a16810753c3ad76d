import { afterAll, beforeAll, expect, it } from 'vitest';
import { listMachines } from '../../profiles/index.js';
import type { GuestSpec } from '../../sim/contracts/commands.js';
import { protections } from '../../sim/contracts/protection.js';
import type { Claim, HostToPlaceOn, PlaceDecision } from '../../sim/contracts/subject.js';
import type { JsonObject } from '../../sim/core/json.js';
import type { Outcome } from '../../sim/core/outcome.js';
import { openStream, streamSeed } from '../../sim/core/prng.js';
import { kwokToleration } from '../../sim/stacks/kubevirt/objects/node.js';
import { standaloneLauncherPod } from '../../sim/stacks/kubevirt/objects/standalone-launcher-pod.js';
import { quantityValue } from '../../sim/stacks/kubevirt/quantity.js';
import { kubevirtKit } from '../subjects/kubevirt.js';
import { builtGo } from './built-programs.js';
import { fauxmetal } from './host-exec.js';
import { kubernetesModules, kubernetesVersion } from './kubernetes-modules.js';
import { type LineProgram, startLineProgram } from './line-program.js';
import { outputOf } from './program.js';

// Kubernetes itself looks at the nodes of `fauxmetal manifest` and at our launcher pods: its API server's validation takes them all, and
// its scheduler's filters give the same verdict on every node as our `place`, with the same reasons and the same sentence.

const machines = [['genoa', '--setting', 'min-sev-asid=5'], ['rome'], ['emerald-rapids'], ['skylake']] as const;

const config = { featureGates: ['WorkloadEncryptionSEV', 'WorkloadEncryptionTDX'] };
const subject = kubevirtKit.subject([]);

let program: Outcome<string, string>;
const running: LineProgram[] = [];

/** Building takes minutes the first time. */
const buildPatienceMs = 1_800_000;

beforeAll(async () => {
  program = await builtGo('kube-scheduler', [
    'go 1.24.0',
    `require k8s.io/kubernetes v${kubernetesVersion}`,
    ...kubernetesModules,
  ]);
}, buildPatienceMs);

afterAll(async () => {
  for (const each of running) await each.end();
});

it('every node and every launcher pod is valid', async (context) => {
  if (!program.ok) return context.skip(program.reason);
  const kubernetes = startKubernetes(program.value);
  const all = listMachines().map(({ id }) => id);
  const nodes = [...(await manifest('node', ...all)), ...(await manifest('kwok-node', ...all))];
  const pods = protections.flatMap((protection) => [podOf(claimOf({ protection })), podOf(claimOf({ protection, vcpus: 4 }))]);
  for (const object of [...nodes, ...pods]) {
    expect([nameOf(object), await kubernetes({ do: 'validate', object })]).toEqual([nameOf(object), { errors: [] }]);
  }
  const wrong = { ...pods[0], spec: { ...(pods[0]?.spec as JsonObject), containers: [] } };
  expect(await kubernetes({ do: 'validate', object: wrong })).toEqual({ errors: ['spec.containers: Required value'] });
  await context.annotate(
    `Kubernetes ${kubernetesVersion}: validation took ${nodes.length} nodes and ${pods.length} launcher pods`,
  );
});

it.for(['node', 'kwok-node'])('every %s gets the verdict of the real filters, in their words', async (kind, context) => {
  if (!program.ok) return context.skip(program.reason);
  const kubernetes = startKubernetes(program.value);
  const fleet = await openFleet(kubernetes, kind);
  const stream = openStream(streamSeed(7, kind));
  const seen = { placed: 0, refused: 0, sentences: new Set<string>() };
  for (let step = 0; step < steps; step += 1) {
    for (const { name, cordoned } of fleet.hosts()) {
      if (cordoned === true ? stream.chance(1, 5) : stream.chance(1, 50)) await fleet.toggle(name);
    }
    const claim = claimOf({
      protection: stream.pick(protections),
      memoryMib: stream.chance(1, 30) ? 200 * 1024 : 64,
      ...(stream.chance(1, 6) && { onHost: stream.pick(fleet.hosts()).name }),
    });
    const ours = subject.place(claim, fleet.hosts(), config);
    const theirs = (await kubernetes({ do: 'place', object: podOf(claim) })) as unknown as Verdicts;
    expect(comparable(ours, fleet.hosts())).toEqual(inOurTerms(theirs, ours));
    if (ours.placed) await fleet.bind(ours.host, claim);
    else seen.sentences.add(ours.message);
    seen[ours.placed ? 'placed' : 'refused'] += 1;
  }
  const sentences = [...seen.sentences].join();
  for (const reason of reasonsToSee) expect(sentences).toContain(reason);
  const words = `${seen.placed} pods placed, ${seen.refused} refused in ${seen.sentences.size} different sentences`;
  await context.annotate(`kube-scheduler ${kubernetesVersion} on every ${kind}: the same verdicts and words: ${words}`);
});

const steps = 1000;

/** Each at least once, or the comparison is worth less than it looks. */
const reasonsToSee = [
  'node(s) were unschedulable',
  "node(s) didn't match Pod's node affinity/selector",
  'Too many pods',
  'Insufficient memory',
  'Insufficient devices.kubevirt.io/sev-esids',
  'Insufficient devices.kubevirt.io/tdx',
];

/** What Kubernetes' filters say of each node, and its sentence, which ends before what preemption adds. */
interface Verdicts {
  readonly verdicts: Readonly<Record<string, { readonly code: string; readonly reasons: readonly string[] }>>;
  readonly message: string;
}

/** Our decision: the host, or the reasons of each and the sentence. */
function comparable(ours: PlaceDecision, hosts: readonly HostToPlaceOn[]): JsonObject {
  if (ours.placed) return { host: ours.host, fits: true };
  const reasons = Object.fromEntries(hosts.map(({ name }) => [name, [...(ours.reasons[name] ?? [])].sort()]));
  return { reasons, message: ours.message };
}

function inOurTerms({ verdicts, message }: Verdicts, ours: PlaceDecision): JsonObject {
  if (ours.placed) return { host: ours.host, fits: verdicts[ours.host]?.code === 'Success' };
  const reasons = Object.entries(verdicts).map(([name, verdict]) => [name, [...verdict.reasons].sort()]);
  return { reasons: Object.fromEntries(reasons) as JsonObject, message: `${message} ${preemption(verdicts)}` };
}

/**
 * What the scheduler adds after it looked for victims: launcher pods have equal priority, so there are none where some would help.
 * Source: Kubernetes 1.34 `pkg/scheduler/framework/preemption/preemption.go`.
 */
function preemption(verdicts: Verdicts['verdicts']): string {
  const all = Object.values(verdicts);
  const hopeless = all.filter(({ code }) => code === 'UnschedulableAndUnresolvable').length;
  const sentences = [
    [all.length - hopeless, 'No preemption victims found for incoming pod'],
    [hopeless, 'Preemption is not helpful for scheduling'],
  ] as const;
  const counted = sentences.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return `preemption: 0/${all.length} nodes are available: ${counted.sort().join(', ')}.`;
}

/** The same nodes in both clusters. */
interface Fleet {
  hosts(): readonly HostToPlaceOn[];
  bind(host: string, claim: Claim): Promise<void>;
  /** Closes a node for new pods, or opens it again. */
  toggle(host: string): Promise<void>;
}

async function openFleet(kubernetes: Kubernetes, kind: string): Promise<Fleet> {
  const hosts = new Map<string, HostToPlaceOn>();
  for (const machine of machines) {
    for (const object of await manifest(kind, ...machine)) {
      await kubernetes({ do: 'node', object });
      hosts.set(nameOf(object), hostOf(object));
    }
  }
  return {
    hosts: () => [...hosts.values()].sort(({ name: left }, { name: right }) => (left < right ? -1 : 1)),
    bind: async (name, claim) => {
      const before = hosts.get(name);
      if (before === undefined) expect.fail(`there is no ${name}`);
      hosts.set(name, withPod(before, claim));
      await kubernetes({ do: 'bind', node: name, object: podOf(claim) });
    },
    toggle: async (name) => {
      const { cordoned, ...host } = hosts.get(name) ?? expect.fail(`there is no ${name}`);
      hosts.set(name, cordoned === true ? host : { ...host, cordoned: true });
      await kubernetes({ do: 'close', node: name, closed: cordoned !== true });
    },
  };
}

/** An empty node as our scheduler sees it, from its object. */
function hostOf(object: JsonObject): HostToPlaceOn {
  const { allocatable } = object.status as { readonly allocatable: Readonly<Record<string, string>> };
  const extended = Object.entries(allocatable).filter(([name]) => name.includes('/'));
  return {
    name: nameOf(object),
    labels: (object.metadata as { readonly labels: Readonly<Record<string, string>> }).labels,
    resources: Object.fromEntries(extended.map(([name, amount]) => [name, quantityValue(amount)])),
    used: {},
    memoryBytes: quantityValue(allocatable.memory),
    memoryUsedBytes: 0,
    guests: 0,
  };
}

function withPod(host: HostToPlaceOn, claim: Claim): HostToPlaceOn {
  const used = { ...host.used };
  for (const [name, amount] of Object.entries(claim.resources)) used[name] = (used[name] ?? 0) + amount;
  return { ...host, used, memoryUsedBytes: host.memoryUsedBytes + claim.memoryBytes, guests: host.guests + 1 };
}

function claimOf(spec: Pick<GuestSpec, 'protection' | 'memoryMib' | 'vcpus' | 'onHost'>): Claim {
  const admission = subject.admit(kubevirtKit.request('guest', { ...kubevirtKit.plainGuest, ...spec }), config);
  return admission.allowed ? subject.claim(admission.guest, config) : expect.fail(JSON.stringify(admission.causes));
}

function podOf(claim: Claim): JsonObject {
  return standaloneLauncherPod(claim, [kwokToleration]);
}

async function manifest(...words: readonly string[]): Promise<readonly JsonObject[]> {
  const printed = await outputOf(process.execPath, [fauxmetal, 'manifest', ...words, '--json']);
  if (!printed.ok) return expect.fail(printed.reason);
  return (JSON.parse(printed.value) as { readonly items: readonly JsonObject[] }).items;
}

function nameOf({ metadata }: JsonObject): string {
  return (metadata as { readonly name: string }).name;
}

/** Asks the program one thing. */
type Kubernetes = (question: JsonObject) => Promise<JsonObject>;

function startKubernetes(path: string): Kubernetes {
  const started = startLineProgram(path, []);
  running.push(started);
  return (question) => {
    started.write(JSON.stringify(question));
    return started.next<JsonObject>(() => true);
  };
}
