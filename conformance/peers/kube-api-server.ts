import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Json, JsonObject } from '../../sim/core/json.js';
import { done, type Outcome } from '../../sim/core/outcome.js';
import { builtGo } from './built-programs.js';
import { goModuleFiles } from './go-module-files.js';
import { kubernetesVersion } from './kubernetes-modules.js';
import { kubevirtVersion } from './kubevirt-modules.js';
import { outputBytes } from './program.js';

/** What kubectl needs of an API server before it talks about objects: which kinds there are, and their schemas. Keeps nothing. */
export interface KubeApiServer {
  /** `http://127.0.0.1:…` */
  readonly address: string;
  close(): Promise<void>;
}

/** One kind of object. */
interface Kind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly namespaced: boolean;
  /** Its definition in the OpenAPI document of the project it is of. */
  readonly definition: string;
}

const kinds: readonly Kind[] = [
  { group: '', version: 'v1', kind: 'Node', namespaced: false, definition: 'io.k8s.api.core.v1.Node' },
  { group: '', version: 'v1', kind: 'Pod', namespaced: true, definition: 'io.k8s.api.core.v1.Pod' },
  { group: 'batch', version: 'v1', kind: 'Job', namespaced: true, definition: 'io.k8s.api.batch.v1.Job' },
  ofKubevirt('kubevirt.io', 'v1', 'VirtualMachineInstance'),
  ofKubevirt('kubevirt.io', 'v1', 'VirtualMachine'),
  ofKubevirt('kubevirt.io', 'v1', 'VirtualMachineInstanceReplicaSet'),
  ofKubevirt('pool.kubevirt.io', 'v1beta1', 'VirtualMachinePool'),
];

function ofKubevirt(group: string, version: string, kind: string): Kind {
  return { group, version, kind, namespaced: true, definition: `${version}.${kind}` };
}

/** Starts one with the schemas of Kubernetes and KubeVirt as their projects publish them; or says why it cannot. */
export async function startKubeApiServer(): Promise<Outcome<KubeApiServer, string>> {
  const schemas = await openApiBytes();
  if (!schemas.ok) return schemas;
  const server = createServer(({ url = '' }, response) => answer(url.split('?')[0] ?? '', schemas.value, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return done({
    address: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

function answer(path: string, schemas: Buffer, response: ServerResponse): void {
  if (path === '/openapi/v2') {
    response.writeHead(200, { 'Content-Type': 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf' }).end(schemas);
    return;
  }
  const value = documents[path];
  response.writeHead(value === undefined ? 404 : 200, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(value ?? { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'NotFound', code: 404 }));
}

const documents: Readonly<Record<string, Json>> = {
  '/version': { major: '1', minor: '34', gitVersion: `v${kubernetesVersion}` },
  '/api': { kind: 'APIVersions', versions: ['v1'] },
  '/apis': { kind: 'APIGroupList', apiVersion: 'v1', groups: groups() },
  ...Object.fromEntries(kinds.map(({ group, version }) => [pathOf(group, version), resourceList(group, version)])),
};

function groups(): Json {
  const named = new Map(kinds.filter(({ group }) => group !== '').map(({ group, version }) => [group, version]));
  return [...named].map(([name, version]) => {
    const preferredVersion = { groupVersion: `${name}/${version}`, version };
    return { name, versions: [preferredVersion], preferredVersion };
  });
}

function pathOf(group: string, version: string): string {
  return group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
}

function resourceList(group: string, version: string): Json {
  const resources = kinds
    .filter((each) => each.group === group)
    .map(({ kind, namespaced }) => ({
      name: resourceOf(kind),
      singularName: kind.toLowerCase(),
      namespaced,
      kind,
      verbs: ['create'],
    }));
  const groupVersion = group === '' ? version : `${group}/${version}`;
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources };
}

function resourceOf(kind: string): string {
  return `${kind.toLowerCase()}s`;
}

/** One document out of both projects', without the parameter by which servers say that they look at fields themselves. */
async function openApiBytes(): Promise<Outcome<Buffer, string>> {
  const program = await builtGo('openapi-bytes', ['go 1.24.0', 'require github.com/google/gnostic-models v0.6.9']);
  if (!program.ok) return program;
  const path = 'api/openapi-spec/swagger.json';
  const kubernetes = await goModuleFiles('k8s.io/kubernetes', `v${kubernetesVersion}`, [path]);
  if (!kubernetes.ok) return kubernetes;
  const kubevirt = await goModuleFiles('kubevirt.io/kubevirt', kubevirtVersion, [path]);
  if (!kubevirt.ok) return kubevirt;
  const definitions = { ...definitionsIn(kubernetes.value), ...(asVersion2(definitionsIn(kubevirt.value)) as JsonObject) };
  return outputBytes(program.value, [], JSON.stringify(openApiDocument(definitions)));
}

function definitionsIn(folder: string): JsonObject {
  return (JSON.parse(readFileSync(join(folder, 'swagger.json'), 'utf8')) as { readonly definitions: JsonObject }).definitions;
}

/** As API servers put a custom resource's schema into version 2: without `nullable`, and without a choice of types. */
function asVersion2(schema: Json | undefined): Json | undefined {
  if (Array.isArray(schema)) return schema.map((member) => asVersion2(member) ?? null);
  if (typeof schema !== 'object' || schema === null) return schema;
  const members = Object.entries(schema).filter(
    ([name, value]) => !(name === 'nullable' && typeof value === 'boolean') && !(name === 'type' && Array.isArray(value)),
  );
  return Object.fromEntries(members.map(([name, value]) => [name, asVersion2(value)]));
}

function openApiDocument(definitions: JsonObject): JsonObject {
  const named = kinds.map((kind) => [kind.definition, { ...(definitions[kind.definition] as JsonObject), ...ofKind(kind) }]);
  const paths = kinds.map((kind) => [
    `/${resourceOf(kind.kind)}`,
    { patch: { ...ofKind(kind), responses: { 200: { description: 'OK' } } } },
  ]);
  return {
    swagger: '2.0',
    info: { title: 'Kubernetes and KubeVirt', version: kubernetesVersion },
    paths: Object.fromEntries(paths) as JsonObject,
    definitions: { ...definitions, ...(Object.fromEntries(named) as JsonObject) },
  };
}

function ofKind({ group, version, kind }: Kind): JsonObject {
  return { 'x-kubernetes-group-version-kind': [{ group, version, kind }] };
}
