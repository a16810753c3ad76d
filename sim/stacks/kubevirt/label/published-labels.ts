import { canonicalJson } from '../../../core/json.js';
import { oncePerObject } from '../../../core/remembered.js';
import type { Choices } from '../choices.js';
import type { CpuPart } from './cpu-part.js';
import type { OwnLabels } from './own-labels.js';

type Labels = Readonly<Record<string, string>>;

/** All labels of the node object. Equal parts give the identical object, because nodes are labelled far oftener than they change. */
export function publishedLabels(foreign: Labels, own: OwnLabels, heartbeat: Labels): Labels {
  const last = lastPublished.get(foreign);
  if (last?.cpu === own.cpu && last.heartbeat === heartbeat && areSame(last.others, own.others)) return last.labels;
  const labels = labelsOf(foreign, own, heartbeat);
  lastPublished.set(foreign, { cpu: own.cpu, others: own.others, heartbeat, labels });
  return labels;
}

/** What was published the last time beside these foreign labels: at nearly every look of a node's agent it is so still. */
const lastPublished = new WeakMap<Labels, Pick<OwnLabels, 'cpu' | 'others'> & Record<'heartbeat' | 'labels', Labels>>();

function areSame(some: Labels, others: Labels): boolean {
  const names = Object.keys(some);
  return names.length === Object.keys(others).length && names.every((name) => some[name] === others[name]);
}

function labelsOf(foreign: Labels, { cpu, others }: OwnLabels, heartbeat: Labels): Labels {
  const known = publishedBefore.get(cpu) ?? new Map<string, Labels>();
  publishedBefore.set(cpu, known);
  const key = `${spelled(foreign)} ${JSON.stringify(others)} ${spelled(heartbeat)}`;
  // The big part first: the engine copies it in one go, and adds the few others one by one.
  const labels = known.get(key) ?? { ...cpu.labels, ...foreign, ...others, ...heartbeat };
  if (known.size >= publishedMax) known.clear();
  known.set(key, labels);
  return labels;
}

const publishedBefore = new WeakMap<CpuPart, Map<string, Labels>>();
const publishedMax = 256;

/** The same text for the same labels. */
const spelled = oncePerObject(canonicalJson);

/** Labels of a node that are not the agent's to remove. */
export function foreignLabels(labels: Labels, choices: Choices): Labels {
  const known = foreignBefore.get(labels);
  if (known?.choices === choices) return known.foreign;
  const foreign = Object.fromEntries(Object.entries(labels).filter(([key]) => !choices.isOwnLabel(key)));
  foreignBefore.set(labels, { choices, foreign });
  return foreign;
}

const foreignBefore = new WeakMap<object, { readonly choices: Choices; readonly foreign: Labels }>();
