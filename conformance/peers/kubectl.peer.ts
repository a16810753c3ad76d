import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { listMachines } from '../../profiles/index.js';
import { guestForms } from '../../sim/contracts/commands.js';
import { protections } from '../../sim/contracts/protection.js';
import type { JsonObject } from '../../sim/core/json.js';
import { done, type Outcome, refused } from '../../sim/core/outcome.js';
import { debianPackage } from './debian-packages.js';
import { fauxmetal } from './host-exec.js';
import { type KubeApiServer, startKubeApiServer } from './kube-api-server.js';
import { kubernetesVersion } from './kubernetes-modules.js';
import { kubevirtVersion } from './kubevirt-modules.js';
import { outputOf, run } from './program.js';

// kubectl, with the schemas of Kubernetes and KubeVirt at hand, takes every object `fauxmetal manifest` prints, and gives it back as it
// was: no unknown member, no wrong type, nothing that reads differently in its YAML than in ours.

let kubectl: Outcome<string, string>;
let server: Outcome<KubeApiServer, string>;
const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-kubectl-'));

beforeAll(async () => {
  kubectl = await findKubectl();
  server = await startKubeApiServer();
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  if (server.ok) await server.value.close();
});

const machines = listMachines().map(({ id }) => id);

const exports: readonly (readonly [name: string, calls: readonly (readonly string[])[]])[] = [
  [
    'node',
    [
      ['node', ...machines],
      ['node', 'genoa', '--setting', 'min-sev-asid=100'],
      ['node', 'genoa', '--setting', 'no-dev-sev'],
    ],
  ],
  ['kwok-node', [['kwok-node', ...machines]]],
  ['vmi', protections.flatMap((protection) => guestCalls('vmi', protection).flatMap((call) => [call, [...call, '--admitted']]))],
  [
    'vmi --form',
    guestForms.flatMap((form) =>
      protections.flatMap((protection) => guestCalls('vmi', protection).map((call) => [...call, '--form', form])),
    ),
  ],
  ['indexed-job', [['indexed-job', '8', '--image', 'fauxmetal:1', '--', '--runs', '100000']]],
  ['launcher-pod', protections.flatMap((protection) => guestCalls('launcher-pod', protection))],
];

it.for(exports)('takes every %s', async ([name, calls], context) => {
  if (!kubectl.ok) return context.skip(kubectl.reason);
  if (!server.ok) return context.skip(server.reason);
  const texts: string[] = [];
  for (const call of calls) texts.push(await manifest(call));
  const text = texts.join('---\n');
  const taken = await create(kubectl.value, server.value, text);
  expect(taken).toEqual({ ok: true, value: objectsIn(text) });
  await context.annotate(`${await versionOf(kubectl.value)}: took ${objectsIn(text).length} objects of manifest ${name}`);
});

describe('the schemas are looked at', () => {
  it.for([
    ['node', ['node', 'genoa'], 'nodeInfo:', 'nodeInformation:', 'unknown field "nodeInformation"'],
    ['vmi', ['vmi'], 'launchSecurity:', 'launchSecurities:', 'unknown field "launchSecurities"'],
    ['launcher-pod', ['launcher-pod'], 'limits:', 'limit:', 'unknown field "limit"'],
  ] as const)('a misspelt member of a %s is refused', async ([, call, right, wrong, words], context) => {
    if (!kubectl.ok) return context.skip(kubectl.reason);
    if (!server.ok) return context.skip(server.reason);
    const text = (await manifest(call)).replace(right, wrong);
    const { code, stderr } = await createRun(kubectl.value, server.value, text);
    expect([code, stderr]).toEqual([1, expect.stringContaining(words) as string]);
    await context.annotate(`schemas of Kubernetes ${kubernetesVersion} and KubeVirt ${kubevirtVersion}: ${words}`);
  });
});

function guestCalls(what: string, protection: string): readonly (readonly string[])[] {
  const call = [what, '--protection', protection, '--name', `${what}-${protection}`];
  return [call, [...call, '--kwok']];
}

async function manifest(words: readonly string[]): Promise<string> {
  const printed = await outputOf(process.execPath, [fauxmetal, 'manifest', ...words]);
  return printed.ok ? printed.value : expect.fail(printed.reason);
}

/** The objects kubectl would have created. */
async function create(program: string, api: KubeApiServer, text: string): Promise<Outcome<readonly JsonObject[], string>> {
  const { code, stdout, stderr } = await createRun(program, api, text);
  return code === 0 ? done(objectsIn(stdout)) : refused(stderr);
}

function createRun(program: string, { address }: KubeApiServer, text: string) {
  const file = join(mkdtempSync(join(folder, 'm-')), 'objects.yaml');
  writeFileSync(file, text);
  const args = ['create', '--dry-run=client', '--validate=strict', '-o', 'yaml', '-f', file];
  return run(program, ['--server', address, '--cache-dir', join(folder, 'cache'), ...args], {
    env: { KUBECONFIG: join(folder, 'none') },
  });
}

/** In the order they stand in; several are one list to kubectl. */
function objectsIn(text: string): readonly JsonObject[] {
  const objects = parseAllDocuments(text, { version: '1.1' }).map((document) => document.toJS() as JsonObject);
  return objects.flatMap((object) => (object.kind === 'List' ? (object.items as readonly JsonObject[]) : [object]));
}

async function findKubectl(): Promise<Outcome<string, string>> {
  if ((await run('kubectl', ['version', '--client'])).code === 0) return done('kubectl');
  const unpacked = await debianPackage('trixie', 'kubernetes-client');
  return unpacked.ok ? done(join(unpacked.value, 'usr/bin/kubectl')) : unpacked;
}

async function versionOf(program: string): Promise<string> {
  const { stdout } = await run(program, ['version', '--client']);
  return `kubectl ${/v\d\S*/.exec(stdout)?.[0] ?? 'of some version'}`;
}
