import type { LabelDecision, NodeHappening, Subject } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import { bothGates } from './example-guest.js';
import { documentPath, domainCapabilities, exampleNode, hostToLabel, sevFeatures, xeon } from './example-node.js';

/** What an agent goes through in tests: one step a look, each with the node as it is then. */
export interface AgentStep {
  readonly happening: NodeHappening;
  /** What is otherwise on the node than in the example; default nothing. */
  readonly node?: Parameters<typeof exampleNode>[0];
  /** Default: both gates open. */
  readonly config?: JsonObject;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What an agent answers in the course of its life, as a world would ask: labels and memory are handed on. */
export function agentLife(subject: Pick<Subject, 'label'>, steps: readonly AgentStep[]): readonly LabelDecision[] {
  const answers: LabelDecision[] = [];
  for (const { happening, node = {}, config = bothGates, annotations = {} } of steps) {
    const last = answers.at(-1);
    const isNew = happening === 'agent-started' || happening === 'agent-restarted';
    const host = hostToLabel(exampleNode(node), last?.labels ?? { 'kubernetes.io/arch': 'amd64' });
    const memory = isNew ? {} : (last?.memory ?? {});
    answers.push(subject.label({ ...host, happening, annotations, memory }, config));
  }
  return answers;
}

/** Lives in which every quirk of nodes and their devices shows. */
export function agentAnswers(subject: Pick<Subject, 'label'>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(lives).map(([name, steps]) => [`agent: ${name}`, agentLife(subject, steps)]));
}

const start: AgentStep = { happening: 'agent-started' };
const socket = { '/var/run/tdx-qgs/qgs.socket': { kind: 'socket', mode: 0o777 } } as const;
const enforced = { ...bothGates, attestationEnforced: true };
const withoutModel = domainCapabilities(sevFeatures(99)).replace("<model fallback='forbid'>EPYC-Genoa</model>", '');

const lives: Readonly<Record<string, readonly AgentStep[]>> = {
  'nothing happens': [start, { happening: 'interval' }],
  'it ends': [start, { happening: 'agent-stopping' }],
  'it is silent': [start, { happening: 'agent-silent' }],
  'it is told to skip the node': [{ ...start, annotations: { 'node-labeller.kubevirt.io/skip-node': '' } }],
  'a gate is closed': [start, { happening: 'configured', config: { disabledFeatureGates: ['WorkloadEncryptionSEV'] } }],
  'its host model is obsolete': [{ ...start, config: { obsoleteCPUModels: { 'EPYC-Genoa': true } } }],
  'its host model has no name': [
    start,
    { happening: 'interval', node: { [documentPath('virsh_domcapabilities')]: withoutModel } },
  ],
  'there is no counter': [{ ...start, node: { [documentPath('capabilities')]: '<capabilities/>' } }],
  'capacity cannot be read': [start, { happening: 'configured', node: { '/sys/fs/cgroup/misc.capacity': undefined } }],
  'documents are damaged and whole again': [
    start,
    { happening: 'interval', node: { [documentPath('capabilities')]: '' } },
    { happening: 'interval' },
  ],
  'the kubelet begins anew': [
    { ...start, node: xeon },
    { happening: 'kubelet-restarted', node: xeon },
  ],
  'nobody quotes': [
    { ...start, node: { ...xeon, ...socket }, config: enforced },
    { happening: 'files-changed', node: { ...xeon, '/var/run/tdx-qgs/x': '' }, config: enforced },
    { happening: 'agent-restarted', node: xeon, config: enforced },
  ],
};
