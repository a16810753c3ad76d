/** A cluster of simulated hosts under one control plane, asked step by step as a story goes. */
import { composeHost, type HostDescription, type HostRequest } from '../../profiles/index.js';
import type { Claim, LabelDecision, Subject } from '../../sim/contracts/subject.js';
import type { JsonObject } from '../../sim/core/json.js';
import { Host } from '../../sim/host/host.js';
import { type HostTree, openTree } from '../../sim/surfaces/index.js';
import { nodeLabels } from '../manifest/labelled-node.js';
import { StepFailure } from './story.js';

/** A node: a host, what software sees of it, and what the control plane's agents say of it. */
export interface ClusterNode {
  readonly name: string;
  readonly description: HostDescription;
  readonly host: Host;
  readonly tree: HostTree;
  readonly decision: LabelDecision;
}

/** A control plane and its nodes, in name order. */
export interface Cluster {
  readonly subject: Subject;
  readonly config: JsonObject;
  readonly nodes: readonly ClusterNode[];
}

/** Boots hosts and lets the agents of the control plane look at each once. */
export function openCluster(subject: Subject, config: JsonObject, machines: Readonly<Record<string, HostRequest>>): Cluster {
  const nodes = Object.entries(machines).map(([name, request]): ClusterNode => {
    const description = composeHost(request);
    const host = new Host(description, name);
    const tree = openTree(host);
    const labels = nodeLabels(name, description);
    const seen = { name, reader: tree, labels, annotations: {}, happening: 'agent-started', memory: {} } as const;
    return { name, description, host, tree, decision: subject.label(seen, config) };
  });
  return { subject, config, nodes };
}

/** What admission makes of a request. Fails in the words of the API server. */
export function admitted({ subject, config }: Cluster, request: JsonObject): JsonObject {
  const decision = subject.admit(request, config);
  if (decision.allowed) return decision.guest;
  throw new StepFailure('admission', decision.causes.map(({ message }) => message).join('; '));
}

/** Where a guest goes, with what it takes there. Fails in the words of the scheduler. */
export function placed(
  { subject, config, nodes }: Cluster,
  guest: JsonObject,
): { readonly node: ClusterNode; readonly claim: Claim } {
  const claim = subject.claim(guest, config);
  const decision = subject.place(
    claim,
    nodes.map((node) => toPlaceOn(node, claim)),
    config,
  );
  if (!decision.placed) throw new StepFailure('scheduling', decision.message);
  return { node: nodes.find(({ name }) => name === decision.host) as ClusterNode, claim };
}

/** A guest that runs. */
export interface StartedGuest {
  /** The domain document it was started with; empty where the stack starts QEMU itself. */
  readonly document: string;
  /** QEMU's arguments; empty where libvirt makes them. */
  readonly commandLine: readonly string[];
  readonly keyId: number | undefined;
}

/** Renders a guest for its node and starts it there. Fails in the words of the stack, libvirt, QEMU or KVM. */
export function started({ subject, config }: Cluster, guest: JsonObject, { name, tree, host }: ClusterNode): StartedGuest {
  const decision = subject.render(guest, { name, reader: tree }, config);
  if (!decision.rendered) throw new StepFailure('rendering', decision.message);
  const { xml, commandLine } = decision;
  const { result } = commandLine === undefined ? host.startDomain(xml) : host.startCommandLine(commandLine);
  if (!result.started) throw new StepFailure('start', result.error.message);
  return { document: xml, commandLine: commandLine ?? [], keyId: result.keyId };
}

/** All guests of a story take the same of a node. */
function toPlaceOn({ name, decision, host }: ClusterNode, claim: Claim) {
  const { labels, resources } = decision;
  const guests = host.guestCount;
  const used = Object.fromEntries(Object.entries(claim.resources).map(([each, count]) => [each, count * guests]));
  return {
    ...{ name, labels, resources, used, guests },
    memoryBytes: host.boot.memoryBytes,
    memoryUsedBytes: claim.memoryBytes * guests,
  };
}
