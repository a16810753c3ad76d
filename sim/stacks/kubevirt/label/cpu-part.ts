import type { LabelDecision } from '../../../contracts/subject.js';
import type { Choices } from '../choices.js';
import { cpuLabels, hostModelOf, hostModelProblem } from './cpu-labels.js';
import type { NodeDocuments } from './node-documents.js';
import { isLabelKey } from './node-labels.js';

/** The labels about the processor that the API server can store, the others, and what there is to say about them. */
export interface CpuPart {
  readonly labels: Readonly<Record<string, string>>;
  readonly invalid: readonly string[];
  readonly problems: readonly string[];
  readonly events: NonNullable<LabelDecision['events']>;
}

/** Worked out once per set of documents: a node has some five hundred of these, and they never change while it runs. */
export function cpuPart(
  documents: NodeDocuments,
  architecture: string,
  obsolete: ReadonlySet<string>,
  choices: Choices,
): CpuPart {
  const parts = cpuParts.get(documents) ?? [];
  const known = parts.find(
    (each) => each.architecture === architecture && each.obsolete === obsolete && each.choices === choices,
  );
  if (known !== undefined) return known.part;
  const part = freshPart(documents, architecture, obsolete, choices);
  cpuParts.set(documents, [{ architecture, obsolete, choices, part }, ...parts].slice(0, partsMax));
  return part;
}

interface KnownPart {
  readonly architecture: string;
  readonly obsolete: ReadonlySet<string>;
  readonly choices: Choices;
  readonly part: CpuPart;
}

const cpuParts = new WeakMap<NodeDocuments, readonly KnownPart[]>();
const partsMax = 16;

function freshPart(documents: NodeDocuments, architecture: string, obsolete: ReadonlySet<string>, choices: Choices): CpuPart {
  const wanted = [...cpuLabels(documents, architecture, obsolete, choices)];
  const problem = hostModelProblem(documents, architecture);
  return {
    labels: Object.fromEntries(wanted.filter(([key]) => isLabelKey(key))),
    invalid: wanted.map(([key]) => key).filter((key) => !isLabelKey(key)),
    problems: problem === undefined ? [] : [problem],
    events: choices.marksObsoleteHostModel ? obsoleteHostModelEvents(documents, architecture, obsolete) : [],
  };
}

/** The list is a map for upstream, printed as Go prints maps: sorted by key. */
function obsoleteHostModelEvents(
  { domain }: NodeDocuments,
  architecture: string,
  obsolete: ReadonlySet<string>,
): CpuPart['events'] {
  const model = architecture === 'arm64' ? undefined : hostModelOf(domain.cpuModes)?.model;
  if (model === undefined || !obsolete.has(model)) return [];
  const list = [...obsolete].sort().map((name) => `${name}:true`);
  const message = `This node has ${model} host-model cpu that is included in ObsoleteCPUModels: map[${list.join(' ')}]`;
  return [{ type: 'Warning', reason: 'HostModelIsObsolete', message }];
}
