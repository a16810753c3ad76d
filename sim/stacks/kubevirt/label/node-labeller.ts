import type { HostToLabel, LabelDecision } from '../../../contracts/subject.js';
import type { JsonObject } from '../../../core/json.js';
import type { Choices } from '../choices.js';
import type { Config } from '../config.js';
import { readNodeDocuments } from './node-documents.js';
import { type OwnLabels, ownLabels } from './own-labels.js';
import { foreignLabels, publishedLabels } from './published-labels.js';

/** What a run of the node labeller comes to. */
export interface Relabelled {
  /** Labels of the node, those of the heartbeat aside. */
  readonly labels: Labels;
  /** The same with the heartbeat's. */
  readonly withHeartbeat: (heartbeat: Labels) => Labels;
  readonly events: NonNullable<LabelDecision['events']>;
  readonly problems: readonly string[];
  /** What the labeller remembers until its next run. */
  readonly memory: JsonObject;
  /** The agent ended over this. */
  readonly panic?: readonly string[];
}

type Labels = Readonly<Record<string, string>>;

/** Annotation that keeps the labeller away, whatever its value. Source: KubeVirt v1.9 `staging/src/kubevirt.io/api/core/v1/types.go`. */
export const skipAnnotation = 'node-labeller.kubevirt.io/skip-node';

/**
 * One run of the node labeller. Unlike upstream's, which knows only what its init container once left, it reads the documents at every
 * run, and an unreadable one takes labels away instead of ending the agent: a label is a promise, and nobody can make it any more.
 * Source: KubeVirt v1.9 `pkg/virt-handler/node-labeller/node_labeller.go` (run).
 */
export function relabelled(host: HostToLabel, config: Config, choices: Choices): Relabelled {
  const memory = host.memory as LabellerMemory;
  if (memory.ended === true || (choices.obeysSkipAnnotation && skipAnnotation in host.annotations))
    return untouched(host, memory);
  const architecture = host.labels['kubernetes.io/arch'] ?? 'amd64';
  const known = choices.documentsReadOnce ? memory.documents : undefined;
  const documents = known ?? readNodeDocuments(host.reader, architecture);
  const own = ownLabels(documents, host, architecture, config, choices);
  if (own.fatal.length > 0) return { ...untouched(host, {}), panic: own.fatal.map((reason) => `panic: ${reason}`) };
  return written(host, own, documents, choices);
}

/** Members the labeller puts into the agent's memory; none in the reference. */
interface LabellerMemory {
  readonly documents?: ReadDocuments;
  readonly ended?: true;
}

type ReadDocuments = ReturnType<typeof readNodeDocuments>;

/** Labels stay as they are, apart from what the heartbeat says. */
function untouched({ labels }: HostToLabel, { documents, ended }: LabellerMemory): Relabelled {
  const withHeartbeat = (heartbeat: Labels): Labels =>
    Object.keys(heartbeat).every((key) => labels[key] === heartbeat[key]) ? labels : { ...labels, ...heartbeat };
  return { labels, withHeartbeat, events: [], problems: [], memory: remembered(documents, ended) };
}

function remembered(documents: ReadDocuments | undefined, ended: true | undefined): JsonObject {
  return { ...(documents && { documents: documents as unknown as JsonObject }), ...(ended && { ended }) };
}

function written(host: HostToLabel, own: OwnLabels, documents: ReadDocuments, choices: Choices): Relabelled {
  const refused = own.invalid.map((key) => wordsForInvalidKey(host.name, key));
  const problems = [...own.problems, ...refused];
  const ends = choices.labellerEndsWithFirstError && problems.length > 0 ? true : undefined;
  const memory = remembered(choices.documentsReadOnce ? documents : undefined, ends);
  if (refused.length > 0 && choices.oneInvalidLabelLosesAll)
    return { ...untouched(host, {}), events: own.events, problems, memory };
  const foreign = foreignLabels(host.labels, choices);
  const withHeartbeat = (heartbeat: Labels): Labels => publishedLabels(foreign, own, heartbeat);
  return { labels: own.others, withHeartbeat, events: own.events, problems, memory };
}

function wordsForInvalidKey(node: string, key: string): string {
  return `node-labeller sync error encountered: Node "${node}" is invalid: metadata.labels: Invalid value: "${key}"`;
}
