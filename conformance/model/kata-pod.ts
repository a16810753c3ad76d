import type { Json, JsonObject } from '../../sim/core/json.js';
import { isObject, listOf, member, textOf } from './json-member.js';

/** What the judges read of a Pod. */
export interface KataPod {
  readonly name: string | undefined;
  readonly className: string | undefined;
  readonly annotations: Readonly<Record<string, string>>;
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** `spec.overhead` as it is written; undefined where there is none. */
  readonly overhead: JsonObject | undefined;
  /** Of all its containers, in bytes and in thousandths of a CPU. */
  readonly memoryRequest: number;
  readonly memoryLimit: number;
  readonly cpuLimit: number;
  readonly containers: readonly Json[];
}

/** Reads a Pod, whatever it looks like; of a Deployment, alone or in a List, the pod its template asks for. */
export function readKataPod(asked: Json | undefined): KataPod {
  const pod = podIn(asked);
  const containers = listOf(member(pod, 'spec', 'containers'));
  const overhead = member(pod, 'spec', 'overhead');
  return {
    name: textOf(member(pod, 'metadata', 'name')),
    className: textOf(member(pod, 'spec', 'runtimeClassName')),
    annotations: textsOf(member(pod, 'metadata', 'annotations')),
    nodeSelector: textsOf(member(pod, 'spec', 'nodeSelector')),
    overhead: isObject(overhead) ? overhead : undefined,
    memoryRequest: total(containers, 'requests', 'memory'),
    memoryLimit: total(containers, 'limits', 'memory'),
    cpuLimit: total(containers, 'limits', 'cpu') * 1000,
    containers,
  };
}

/** A Kubernetes quantity as a number: `64Mi`, `250m`, `1.0`; undefined for what is none. Source: apimachinery `pkg/api/resource/quantity.go`. */
export function quantity(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return value;
  const [, digits, suffix = ''] = /^([+-]?\d+(?:\.\d*)?)(m|k|M|G|T|Ki|Mi|Gi|Ti)?$/.exec(textOf(value) ?? '') ?? [];
  const factor = factors[suffix];
  return digits === undefined || factor === undefined ? undefined : Number(digits) * factor;
}

const factors: Readonly<Record<string, number>> = {
  '': 1,
  m: 0.001,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** Prefix of the annotations that override the configuration of the hypervisor. */
export const hypervisorAnnotation = 'io.katacontainers.config.hypervisor.';

/** Name of an annotation that nothing reads. */
export const preAttestationAnnotation = 'io.katacontainers.config.pre_attestation.enabled';

function podIn(asked: Json | undefined): Json | undefined {
  const found = listOf(member(asked, 'items')).find((each) => ['Pod', 'Deployment'].includes(textOf(member(each, 'kind')) ?? ''));
  const workload = member(asked, 'kind') === 'List' ? found : asked;
  if (member(workload, 'kind') !== 'Deployment') return workload;
  const [template, name] = [member(workload, 'spec', 'template'), textOf(member(workload, 'metadata', 'name'))];
  const metadata = member(template, 'metadata');
  return {
    ...(isObject(template) && template),
    metadata: { ...(isObject(metadata) && metadata), ...(name !== undefined && { name }) },
  };
}

function textsOf(value: Json | undefined): Readonly<Record<string, string>> {
  const entries = isObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function total(containers: readonly Json[], kind: 'requests' | 'limits', resource: string): number {
  return containers.reduce<number>((sum, each) => sum + (quantity(member(each, 'resources', kind, resource)) ?? 0), 0);
}
