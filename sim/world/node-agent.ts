import type { Command } from '../contracts/commands.js';
import type { LabelEvent } from '../contracts/evidence.js';
import { memoryReader } from '../contracts/memory-reader.js';
import type { Claim, HostToLabel, LabelDecision, NodeHappening } from '../contracts/subject.js';
import type { JsonObject } from '../core/json.js';
import { type Cluster, handOn } from './cluster.js';
import type { GuestRecord } from './guest.js';
import { applyPatch } from './json-patch.js';
import type { NodeEdit, NodeMap, NodeRecord } from './node.js';
import type { WorldHost } from './world-host.js';

/**
 * Something makes the node agent of a host act: it looks at the host and the node object and publishes what it found. Where an edit came
 * in between and the patch notices it, nothing is published and the agent is asked again, with everything but the node object as before.
 *
 * @param afterwards What follows from it for others.
 */
export function label(cluster: Cluster, here: WorldHost, happening: NodeHappening, afterwards?: () => void): void {
  if (happening === 'kubelet-restarted') forgetDevices(cluster, here);
  if (endsOrBegins(here, happening)) here.agentEnded = happening === 'agent-stopping';
  const run = (): void => {
    if (!attempt(cluster, here, happening)) attempt(cluster, here, happening);
    cluster.somethingChanged = true;
    afterwards?.();
  };
  handOn(cluster, { actor: happening === 'agent-silent' ? 'clock' : 'labeller', host: here.node.name, run });
}

/**
 * Whether a happening says that the agent has ended, or that it lives. An agent that reports a tree of providers lives again only when it is
 * started; of any other, whatever makes it act shows that it does.
 */
function endsOrBegins({ node: { providers } }: WorldHost, happening: NodeHappening): boolean {
  if (providers === undefined) return happening !== 'interval';
  return happening === 'agent-stopping' || startsProcess(happening);
}

function startsProcess(happening: NodeHappening): boolean {
  return happening === 'agent-started' || happening === 'agent-restarted';
}

/** The kubelet knows no device plugin any more, until they register again. */
export function forgetDevices({ work, trace }: Cluster, { node }: WorldHost): void {
  node.forgetRegistrations();
  if (work !== undefined) trace.record({ event: 'register', host: node.name, resources: {} });
}

/** Somebody edits a node object, now or while the agent is at work. */
export function editNode(cluster: Cluster, here: WorldHost, { racing, ...edit }: EditCommand): void {
  if (racing === true) here.racingEdits = [...here.racingEdits, edit];
  else land(cluster, here, [edit]);
}

type EditCommand = NodeEdit & Pick<Extract<Command, { do: 'edit-node' }>, 'racing'>;

/** Closes a node for new guests, or opens it again. */
export function cordon(cluster: Cluster, { node }: WorldHost, cordoned: boolean): void {
  if (node.cordon(cordoned)) recordEdit(cluster, node);
}

/** Asks the subject once; false when the API server refused what it wanted to write. */
function attempt(cluster: Cluster, here: WorldHost, happening: NodeHappening): boolean {
  const { labels: before, annotations } = here.node;
  const decision = ask(cluster, here, happening);
  const edits = happening === 'agent-silent' ? noEdits : here.racingEdits;
  if (edits.length > 0) here.racingEdits = noEdits;
  const raced = edits.length > 0 && writes(decision, before);
  if (raced) land(cluster, here, edits);
  const accepted = publish(here.node, decision, raced);
  if (accepted) here.agentMemory = decision.memory ?? noMemory;
  if (accepted && (cluster.work === undefined || decision.providers !== undefined)) here.node.offer(decision);
  if (decision.providers !== undefined) serve(cluster, here, happening, decision);
  record(cluster, here, { happening, before, annotations, decision }, accepted);
  if (!raced) land(cluster, here, edits);
  if (accepted && cluster.work !== undefined && decision.providers === undefined) announce(cluster, here, decision);
  return accepted;
}

/** Whoever reports a tree of providers also says whether guests may come; allocations that moved within the tree are held elsewhere. */
function serve(cluster: Cluster, here: WorldHost, happening: NodeHappening, { refusesToServe, moved = [] }: LabelDecision): void {
  const { node } = here;
  if (refusesToServe === true) here.agentEnded = true;
  node.silent = here.agentEnded || happening === 'agent-silent';
  if (moved.length > 0) for (const guest of cluster.guestsAt(node.name)) rebook(guest, node.name, moved);
}

function rebook(guest: GuestRecord, host: string, moved: NonNullable<LabelDecision['moved']>): void {
  if (guest.host === host) guest.booking = recounted(guest.booking, moved);
  if (guest.kept?.host === host) guest.kept.booking = recounted(guest.kept.booking, moved);
}

function recounted(claim: Claim, moved: NonNullable<LabelDecision['moved']>): Claim {
  const names = new Map(moved.map(({ from, to }) => [from, to]));
  const resources = Object.fromEntries(Object.entries(claim.resources).map(([name, units]) => [names.get(name) ?? name, units]));
  return { ...claim, resources };
}

/** The device plugins tell the kubelet what the agent found last, which may be more than what made them do so. */
function announce(cluster: Cluster, here: WorldHost, decision: LabelDecision): void {
  here.found = decision;
  const { name: host } = here.node;
  const run = (): void => {
    const { found } = here;
    if (found === undefined) return;
    here.node.offer(found);
    cluster.trace.record({ event: 'register', host, resources: found.resources });
    cluster.somethingChanged = true;
  };
  handOn(cluster, { actor: 'device-plugins', host, run });
}

const noEdits: readonly NodeEdit[] = [];
const noMemory: JsonObject = {};

/** A new pod and a new process remember nothing; after `agent-silent` nobody on the node looks. */
function ask(cluster: Cluster, here: WorldHost, happening: NodeHappening): LabelDecision {
  const { subject, config } = cluster;
  const { name, labels, annotations } = here.node;
  const reader = happening === 'agent-silent' ? emptyReader : here.reader;
  const memory = startsProcess(happening) ? noMemory : here.agentMemory;
  return subject.label({ name, reader, labels, annotations, happening, memory, ...reported(cluster, here, happening) }, config);
}

/** What an agent that reports a tree is told of what it has reported, and of who lives there. */
function reported(
  { guestsAt }: Cluster,
  { node, agentEnded }: WorldHost,
  happening: NodeHappening,
): Pick<HostToLabel, 'providers' | 'allocated' | 'guests' | 'ended'> {
  const { providers, kubelet } = node;
  if (providers === undefined) return {};
  const guests = guestsAt(node.name)
    .filter(({ host, deleted }) => host === node.name && !deleted)
    .map(({ object }) => object);
  const ended = agentEnded && happening !== 'agent-stopping' ? ({ ended: true } as const) : {};
  return { providers, allocated: kubelet.used, ...ended, ...(guests.length > 0 && { guests }) };
}

const emptyReader = memoryReader({});

/** An agent that finds the object as it wants it writes nothing, and cannot run into anybody. */
function writes({ labels, patch = [] }: LabelDecision, before: NodeMap): boolean {
  if (patch.length > 0) return true;
  const keys = Object.keys(labels);
  return keys.length !== Object.keys(before).length || keys.some((key) => labels[key] !== before[key]);
}

/**
 * Writes the node object; false when the API server refuses. The patch itself is applied only where that can come to something other
 * than the labels of the decision: after a race, and for annotations.
 */
function publish(node: NodeRecord, { labels, patch = [] }: LabelDecision, raced: boolean): boolean {
  if (patch.length === 0 || !(raced || patch.some(isAboutAnnotations))) {
    node.write(labels);
    return true;
  }
  const patched = applyPatch({ metadata: { labels: node.labels, annotations: node.annotations } }, patch);
  if (patched === undefined) return false;
  const metadata = patched.metadata as { readonly labels?: NodeMap; readonly annotations?: NodeMap };
  node.write(raced ? (metadata.labels ?? {}) : labels, metadata.annotations ?? {});
  return true;
}

function isAboutAnnotations({ path }: JsonObject): boolean {
  return String(path).startsWith('/metadata/annotations');
}

function land(cluster: Cluster, { node }: WorldHost, edits: readonly NodeEdit[]): void {
  for (const edit of edits) {
    node.edit(edit);
    recordEdit(cluster, node);
  }
}

function recordEdit(cluster: Cluster, { name, labels, annotations, cordoned }: NodeRecord): void {
  cluster.trace.record({ event: 'edit', host: name, labels, annotations, cordoned });
  cluster.somethingChanged = true;
}

type Look = Pick<LabelEvent, 'happening' | 'before' | 'decision'> & { readonly annotations: NodeMap };

function record({ trace }: Cluster, { node, host, damage }: WorldHost, look: Look, accepted: boolean): void {
  const { annotations, decision, ...rest } = look;
  const { quoteService } = damage;
  trace.record({
    event: 'label',
    host: node.name,
    ...rest,
    ...(Object.keys(annotations).length > 0 && { annotations }),
    ...(!accepted && { conflict: true }),
    ...(quoteService !== 'socket' && { quoteService }),
    decision,
    truth: host.boot,
    ...(damage.spoiled.size > 0 && { spoiled: [...damage.spoiled.keys()].sort() }),
  });
}
