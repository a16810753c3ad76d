import type { HostDescription } from '../../profiles/index.js';
import type { LabelDecision } from '../../sim/contracts/subject.js';
import { Host } from '../../sim/host/host.js';
import { readConfig } from '../../sim/stacks/kubevirt/config.js';
import type { NodeFacts } from '../../sim/stacks/kubevirt/objects/node.js';
import { openTree } from '../../sim/surfaces/index.js';
import type { ConfiguredKubevirt } from '../commands/kubevirt-options.js';

/** A node of a cluster with KubeVirt: what the kubelet says of it, and what KubeVirt's agent decided. */
export interface LabelledNode {
  readonly facts: NodeFacts;
  readonly decision: LabelDecision;
}

/** Boots a host, and lets the agent of this KubeVirt look at it once. */
export function labelledNode(name: string, description: HostDescription, { subject, config }: ConfiguredKubevirt): LabelledNode {
  const host = new Host(description);
  const labels = nodeLabels(name, description);
  const decision = subject.label(
    { name, reader: openTree(host), labels, annotations: {}, happening: 'agent-started', memory: {} },
    config,
  );
  const { sockets, coresPerSocket, threadsPerCore } = host.boot.cpu;
  return {
    decision,
    facts: {
      name,
      architecture: goArchitecture(description),
      kernelVersion: host.boot.kernel.release,
      osImage: `fauxmetal ${description.machine}`,
      containerRuntimeVersion: '',
      kubeletVersion,
      cpus: sockets * coresPerSocket * threadsPerCore,
      memoryBytes: host.boot.memoryBytes,
      maxPods: readConfig(config).maxPods,
    },
  };
}

/** Labels a node has before any agent looks at it. */
export function nodeLabels(name: string, description: HostDescription): Readonly<Record<string, string>> {
  return { 'kubernetes.io/arch': goArchitecture(description), 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux' };
}

function goArchitecture({ cpu }: HostDescription): string {
  return cpu.architecture === 'x86_64' ? 'amd64' : cpu.architecture;
}

/** The kubelet whose behaviour is simulated. */
const kubeletVersion = 'v1.34.3';
