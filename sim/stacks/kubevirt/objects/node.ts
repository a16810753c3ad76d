import type { LabelDecision } from '../../../contracts/subject.js';
import type { JsonObject } from '../../../core/json.js';
import { binaryQuantity, countQuantity } from './written-quantity.js';

/** What a kubelet says of its machine, and no stack decides. */
export interface NodeFacts {
  readonly name: string;
  /** Go's name: `amd64`, `s390x`. */
  readonly architecture: string;
  /** `uname -r` */
  readonly kernelVersion: string;
  readonly osImage: string;
  readonly containerRuntimeVersion: string;
  /** `v1.34.3` */
  readonly kubeletVersion: string;
  /** Logical processors. */
  readonly cpus: number;
  readonly memoryBytes: number;
  readonly maxPods: number;
}

/**
 * The node object of a cluster as `kubectl get node -o yaml` shows it: the kubelet's facts, and the labels and extended resources that
 * the stack's agent decided. Devices that are not healthy count in the capacity only. Times, addresses and identifiers are left out.
 * Source: Kubernetes 1.34 `pkg/kubelet/nodestatus/setters.go`, `pkg/kubelet/kubelet_node_status.go`.
 */
export function nodeObject(facts: NodeFacts, decision: LabelDecision): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: facts.name,
      labels: { ...decision.labels, ...kubeletLabels(facts) },
      annotations: { 'node.alpha.kubernetes.io/ttl': '0', 'volumes.kubernetes.io/controller-managed-attach-detach': 'true' },
    },
    spec: {},
    status: {
      capacity: { ...kubeletResources(facts), ...announced(decision) },
      allocatable: { ...kubeletResources(facts), ...allocatable(decision) },
      conditions: conditionRows.map(([type, status, reason, message]) => ({ type, status, reason, message })),
      addresses: [{ type: 'Hostname', address: facts.name }],
      nodeInfo: nodeInfo(facts),
    },
  };
}

/**
 * The same for KWOK, which plays the kubelet: pods that were not made for it stay away because of a taint.
 * Source: KWOK's documentation, "Manage Nodes and Pods" (kwok.sigs.k8s.io).
 */
export function kwokNodeObject(facts: NodeFacts, decision: LabelDecision): JsonObject {
  const { apiVersion, kind, metadata, status } = nodeObject(facts, decision) as { readonly metadata: KwokMetadata } & JsonObject;
  const { labels, annotations, ...named } = metadata;
  return {
    apiVersion,
    kind,
    metadata: { ...named, labels: { ...labels, type: 'kwok' }, annotations: { ...annotations, [kwokNode]: 'fake' } },
    spec: { taints: [{ key: kwokNode, value: 'fake', effect: 'NoSchedule' }] },
    status,
  };
}

/** What lets a pod onto KWOK's nodes. */
export const kwokToleration: JsonObject = {
  key: 'kwok.x-k8s.io/node',
  operator: 'Equal',
  value: 'fake',
  effect: 'NoSchedule',
};

const kwokNode = 'kwok.x-k8s.io/node';

interface KwokMetadata extends JsonObject {
  readonly labels: JsonObject;
  readonly annotations: JsonObject;
}

function kubeletLabels({ name, architecture }: NodeFacts): Readonly<Record<string, string>> {
  return {
    'beta.kubernetes.io/arch': architecture,
    'beta.kubernetes.io/os': 'linux',
    'kubernetes.io/arch': architecture,
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': 'linux',
  };
}

function kubeletResources({ cpus, memoryBytes, maxPods }: NodeFacts): Readonly<Record<string, string>> {
  return {
    cpu: countQuantity(cpus),
    'ephemeral-storage': '100Gi',
    memory: binaryQuantity(memoryBytes),
    pods: countQuantity(maxPods),
  };
}

function announced({ resources, unhealthy = {} }: LabelDecision): Readonly<Record<string, string>> {
  return quantities(namesIn(resources, unhealthy), (name) => (resources[name] ?? 0) + (unhealthy[name] ?? 0));
}

function allocatable({ resources, unhealthy = {} }: LabelDecision): Readonly<Record<string, string>> {
  return quantities(namesIn(resources, unhealthy), (name) => resources[name] ?? 0);
}

function namesIn(...records: readonly Readonly<Record<string, number>>[]): readonly string[] {
  return [...new Set(records.flatMap((record) => Object.keys(record)))].sort();
}

function quantities(names: readonly string[], amountOf: (name: string) => number): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, countQuantity(amountOf(name))]));
}

/** Type, status, reason and message of a healthy node's conditions, in the kubelet's order and words. */
const conditionRows = [
  ['MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
  ['DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  ['PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
  ['Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'],
] as const;

/** All members are required by the API; those that identify one machine are empty. */
function nodeInfo({ architecture, kernelVersion, osImage, containerRuntimeVersion, kubeletVersion }: NodeFacts): JsonObject {
  return {
    architecture,
    bootID: '',
    containerRuntimeVersion,
    kernelVersion,
    kubeProxyVersion: '',
    kubeletVersion,
    machineID: '',
    operatingSystem: 'linux',
    osImage,
    systemUUID: '',
  };
}
