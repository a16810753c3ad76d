import type { GuestSpec } from '../../sim/contracts/commands.js';
import { confidentialProtections, type Protection } from '../../sim/contracts/protection.js';
import type { Json, JsonObject } from '../../sim/core/json.js';

/**
 * The Pod a user of Confidential Containers hands to kubectl. There is no runtime class for SEV and SEV-ES any more; who asks for them names
 * the one there was. Source: kata-containers `tools/packaging/kata-deploy`, `runtimeclasses.yaml`; the Kata SNP guide.
 */
export function kataRequest(guest: string, spec: GuestSpec): JsonObject {
  const { metadata, spec: written, ...others } = spec.members ?? {};
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: guest, ...(isObject(metadata) && metadata) },
    spec: { ...podSpec(spec), ...(isObject(written) && written) },
    ...others,
  };
}

/** Runtime classes by protection. */
export const kataClass: Readonly<Record<Protection, string>> = {
  none: 'kata-qemu',
  sev: 'kata-qemu-sev',
  'sev-es': 'kata-qemu-sev-es',
  snp: 'kata-qemu-snp',
  tdx: 'kata-qemu-tdx',
};

/** Which protection a pod asks for, or the pod of a Deployment, alone or in a List, by the name of its runtime class. */
export function kataProtection(asked: JsonObject): Protection {
  const workload = (asked.kind === 'List' ? workloadOf(asked.items) : undefined) ?? asked;
  const { template } = isObject(workload.spec) ? workload.spec : {};
  const pod = workload.kind === 'Deployment' && isObject(template) ? template : workload;
  const name = isObject(pod.spec) ? pod.spec.runtimeClassName : undefined;
  return confidentialProtections.find((protection) => kataClass[protection] === name) ?? 'none';
}

function workloadOf(items: Json | undefined): JsonObject | undefined {
  const objects = Array.isArray(items) ? (items as readonly Json[]).filter(isObject) : [];
  return objects.find(({ kind }) => kind === 'Pod' || kind === 'Deployment');
}

function podSpec(spec: GuestSpec): JsonObject {
  const { protection, onHost, selectors = {}, memoryMib = 64, vcpus = 1 } = spec;
  const nodeSelector = { ...selectors, ...(onHost !== undefined && { 'kubernetes.io/hostname': onHost }) };
  const limits = { memory: `${memoryMib}Mi`, cpu: String(vcpus) };
  return {
    runtimeClassName: kataClass[protection],
    ...(Object.keys(nodeSelector).length > 0 && { nodeSelector }),
    containers: [{ name: 'guest', image: 'docker.io/library/nginx:1.29', resources: { limits } }],
  };
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
