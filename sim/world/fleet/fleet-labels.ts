import type { LabelEvent } from '../../contracts/evidence.js';
import { memoryReader } from '../../contracts/memory-reader.js';
import type { LabelDecision, NodeHappening } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import type { GuardedSubject } from '../guarded-subject.js';
import type { FleetHost } from './fleet-host.js';

/**
 * The node agent of a host looks at it and publishes what it found. Nobody else edits node objects of a fleet, so nothing races with it.
 * A look that finds everything as it was leaves the node object alone.
 */
export function labelHost(
  subject: GuardedSubject,
  here: FleetHost,
  happening: NodeHappening,
  config: JsonObject,
): Omit<LabelEvent, 'step'> {
  const { node } = here;
  const { labels: before, annotations } = node;
  const isNew = happening === 'agent-started' || happening === 'agent-restarted';
  const memory = isNew ? noMemory : here.agentMemory;
  const reader = happening === 'agent-silent' ? emptyReader : here.reader;
  const decision = subject.label({ name: here.name, reader, labels: before, annotations, happening, memory }, config);
  here.agentMemory = decision.memory ?? noMemory;
  if (decision.labels !== before) node.write(decision.labels);
  if (offersOther(decision, here)) node.offer(decision);
  return { event: 'label', host: here.name, happening, before, decision, truth: here.host.boot };
}

const noMemory: JsonObject = {};
const emptyReader = memoryReader({});

function offersOther({ resources, unhealthy, flash }: LabelDecision, { node }: FleetHost): boolean {
  if (unhealthy !== undefined || flash !== undefined) return true;
  const { allocatable } = node.kubelet;
  const names = Object.keys(resources);
  return names.length !== Object.keys(allocatable).length || names.some((name) => resources[name] !== allocatable[name]);
}
