import type { HostToLabel, LabelDecision } from '../../contracts/subject.js';
import { canonicalJson, type JsonObject } from '../../core/json.js';
import type { Choices } from './choices.js';
import { readConfig } from './config.js';
import { confidentialLabels } from './label/confidential-labels.js';
import { cpuLabels, hostModelProblem } from './label/cpu-labels.js';
import { type NodeDocuments, readNodeDocuments } from './label/node-documents.js';
import { isLabelKey, nodeLabels } from './label/node-labels.js';
import { offeredResources } from './label/offered-resources.js';

/**
 * Stage `label`: virt-handler on one node. It reads what the node labeller's init container left, writes labels and announces
 * devices. Foreign labels stay as they are; its own are rewritten, so whatever is no longer true disappears.
 */
export function label(host: HostToLabel, config: JsonObject, choices: Choices): LabelDecision {
  const architecture = host.labels['kubernetes.io/arch'] ?? 'amd64';
  const documents = readNodeDocuments(host.reader, architecture);
  if (!documents.ok && choices.unreadableDocumentPanics) {
    return { labels: host.labels, resources: {}, problems: documents.reason.map((reason) => `panic: ${reason}`) };
  }
  const found = documents.ok ? ownLabels(documents.value, host, architecture, choices) : noLabels(documents.reason);
  const lost = found.invalid.length > 0 && choices.oneInvalidLabelLosesAll;
  const labels = lost ? host.labels : published(foreignLabels(host.labels, choices), found);
  const offered = offeredResources(host.reader, labels, readConfig(config), choices);
  const refused = found.invalid.map((key) => wordsForInvalidKey(host.name, key));
  return { labels, resources: offered.resources, problems: [...found.problems, ...refused, ...offered.problems] };
}

/** Labels that were found out, keys the API server would refuse, and what went wrong. */
interface OwnLabels {
  /** The hundreds about the processor: the same object for the same documents. */
  readonly cpu: CpuPart;
  /** The few about confidential guests and real time. */
  readonly others: readonly (readonly [string, string])[];
  readonly invalid: readonly string[];
  readonly problems: readonly string[];
}

interface CpuPart {
  readonly labels: Readonly<Record<string, string>>;
  readonly invalid: readonly string[];
}

const noCpu: CpuPart = { labels: {}, invalid: [] };

function noLabels(problems: readonly string[]): OwnLabels {
  return { cpu: noCpu, others: [], invalid: [], problems };
}

function ownLabels(documents: NodeDocuments, host: HostToLabel, architecture: string, choices: Choices): OwnLabels {
  const cpu = cpuPart(documents, architecture, choices);
  const problem = hostModelProblem(documents, architecture);
  const others = [
    ...confidentialLabels(documents.domain, host.reader, choices),
    ...(isRealtimeCapable(host) ? ([[nodeLabels.realtime, 'true']] as const) : []),
  ];
  return { cpu, others, invalid: cpu.invalid, problems: problem === undefined ? [] : [problem] };
}

/** Worked out once per set of documents: a node has some five hundred of these, and they never change while it runs. */
function cpuPart(documents: NodeDocuments, architecture: string, choices: Choices): CpuPart {
  const known = cpuParts.get(documents)?.find((part) => part.architecture === architecture && part.choices === choices);
  if (known !== undefined) return known.part;
  const wanted = [...cpuLabels(documents, architecture, choices)];
  const part = {
    labels: Object.fromEntries(wanted.filter(([key]) => isLabelKey(key))),
    invalid: wanted.map(([key]) => key).filter((key) => !isLabelKey(key)),
  };
  cpuParts.set(documents, [...(cpuParts.get(documents) ?? []), { architecture, choices, part }]);
  return part;
}

const cpuParts = new WeakMap<NodeDocuments, readonly { architecture: string; choices: Choices; part: CpuPart }[]>();

/** All labels of the node object. Equal parts give the identical object, because nodes are labelled far oftener than they change. */
function published(foreign: Readonly<Record<string, string>>, { cpu, others }: OwnLabels): Readonly<Record<string, string>> {
  const known = publishedBefore.get(cpu) ?? new Map<string, Readonly<Record<string, string>>>();
  publishedBefore.set(cpu, known);
  const key = canonicalJson([foreign, others]);
  // The big part first: the engine copies it in one go, and adds the few others one by one.
  const labels = known.get(key) ?? { ...cpu.labels, ...foreign, ...Object.fromEntries(others), [nodeLabels.schedulable]: 'true' };
  if (known.size >= publishedMax) known.clear();
  known.set(key, labels);
  return labels;
}

const publishedBefore = new WeakMap<CpuPart, Map<string, Readonly<Record<string, string>>>>();
const publishedMax = 256;

function foreignLabels(labels: Readonly<Record<string, string>>, choices: Choices): Readonly<Record<string, string>> {
  const known = foreignBefore.get(labels);
  if (known?.choices === choices) return known.foreign;
  const foreign = Object.fromEntries(Object.entries(labels).filter(([key]) => !choices.isOwnLabel(key)));
  foreignBefore.set(labels, { choices, foreign });
  return foreign;
}

const foreignBefore = new WeakMap<object, { readonly choices: Choices; readonly foreign: Readonly<Record<string, string>> }>();

function isRealtimeCapable({ reader }: HostToLabel): boolean {
  const runtime = reader.read('/proc/sys/kernel/sched_rt_runtime_us');
  return runtime.ok && runtime.text.trim() === '-1';
}

function wordsForInvalidKey(node: string, key: string): string {
  return `node-labeller sync error encountered: Node "${node}" is invalid: metadata.labels: Invalid value: "${key}"`;
}
