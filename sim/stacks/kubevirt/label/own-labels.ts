import type { HostReader } from '../../../contracts/reader.js';
import type { HostToLabel, LabelDecision } from '../../../contracts/subject.js';
import type { Outcome } from '../../../core/outcome.js';
import type { Choices } from '../choices.js';
import type { Config } from '../config.js';
import { confidentialLabels } from './confidential-labels.js';
import { type CpuPart, cpuPart } from './cpu-part.js';
import { architectureLabels } from './cross-architecture.js';
import type { NodeDocuments } from './node-documents.js';
import { nodeLabels } from './node-labels.js';

/** Labels that were found out, keys the API server would refuse, and what went wrong. */
export interface OwnLabels {
  /** The hundreds about the processor: the same object for the same documents. */
  readonly cpu: CpuPart;
  /** The few about confidential guests, real time and architectures. */
  readonly others: Readonly<Record<string, string>>;
  readonly invalid: readonly string[];
  readonly problems: readonly string[];
  readonly events: NonNullable<LabelDecision['events']>;
  /** Problems that end the agent; none of the reference's do. */
  readonly fatal: readonly string[];
}

/** Everything the labeller says of a host; nothing when a document cannot be read. */
export function ownLabels(
  documents: Outcome<NodeDocuments, readonly string[]>,
  host: HostToLabel,
  architecture: string,
  config: Config,
  choices: Choices,
): OwnLabels {
  if (!documents.ok) return noLabels(documents.reason, choices);
  const cpu = cpuPart(documents.value, architecture, config.obsoleteCpuModels ?? choices.obsoleteCpuModels, choices);
  const others = {
    ...confidentialLabels(documents.value.domain, host.reader, config, choices),
    ...(isRealtimeCapable(host.reader) && realtime),
    ...architectureLabels(host.reader, architecture, config, choices),
  };
  const { invalid, problems, events } = cpu;
  return { cpu, others, invalid, problems, events, fatal: fatalIn(documents.value, cpu, choices) };
}

function noLabels(problems: readonly string[], choices: Choices): OwnLabels {
  const fatal = choices.unreadableDocumentPanics ? problems : [];
  return { cpu: noCpu, others: {}, invalid: [], problems, events: [], fatal };
}

const noCpu: CpuPart = { labels: {}, invalid: [], problems: [], events: [] };

const realtime = { [nodeLabels.realtime]: 'true' };

function fatalIn({ host }: NodeDocuments, { problems }: CpuPart, choices: Choices): readonly string[] {
  if (choices.missingCounterPanics && host.tsc === undefined) return [nilPointer];
  return choices.emptyHostModelPanics ? problems : [];
}

/** What Go says when nothing is where something should be. */
const nilPointer = 'runtime error: invalid memory address or nil pointer dereference';

/** Source: KubeVirt v1.9 `node_labeller.go` (isNodeRealtimeCapable), which asks sysctl. */
function isRealtimeCapable(reader: HostReader): boolean {
  const runtime = reader.read('/proc/sys/kernel/sched_rt_runtime_us');
  return runtime.ok && runtime.text.trim() === '-1';
}
