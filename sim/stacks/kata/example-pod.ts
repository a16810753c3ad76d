import { gzipSync } from 'node:zlib';
import type { JsonObject } from '../../core/json.js';

/** A pod of a RuntimeClass, with members of its metadata and spec that a test wants otherwise. For tests. */
export function examplePod(runtimeClassName: string, spec: JsonObject = {}, metadata: JsonObject = {}): JsonObject {
  const resources = { limits: { memory: '64Mi' } };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'pod', ...metadata },
    spec: { runtimeClassName, containers: [{ name: 'c', image: 'alpine', resources }], ...spec },
  };
}

/** The same with annotations; names without a domain are those of the hypervisor. */
export function annotatedPod(runtimeClassName: string, annotations: Readonly<Record<string, string>>): JsonObject {
  const named = Object.entries(annotations).map(([name, value]) => [
    name.includes('.') ? name : `io.katacontainers.config.hypervisor.${name}`,
    value,
  ]);
  return examplePod(runtimeClassName, {}, { annotations: Object.fromEntries(named) as JsonObject });
}

/** Initdata as an annotation carries it. */
export function exampleInitdata(algorithm: string): string {
  return gzipSync(initdataText(algorithm)).toString('base64');
}

/** The text of {@link exampleInitdata}. */
export function initdataText(algorithm: string): string {
  return `version = "0.1.0"\nalgorithm = "${algorithm}"\n\n[data]\n"aa.toml" = '''\n[token_configs]\n'''\n`;
}
