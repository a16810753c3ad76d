import type {
  AdmitDecision,
  Claim,
  HostToLabel,
  LabelDecision,
  PlaceDecision,
  RunDecision,
  Subject,
} from '../../sim/contracts/subject.js';
import type { JsonObject } from '../../sim/core/json.js';

/**
 * Several control planes on the same hosts, as one subject: each guest belongs to the stack its request is for, each node is looked at by
 * the agents of all. Requests, guests and configurations are wrapped: `{ stack: 'nova', of: … }`, `{ kubevirt: {…}, nova: {…} }`. None of
 * them knows of the others.
 */
export function onSharedHosts(id: string, stack: string, subjects: readonly Subject[]): Subject {
  const one = (name: unknown): Subject => subjects.find((subject) => subject.stack === name) ?? (subjects[0] as Subject);
  return {
    id,
    stack,
    quirks: subjects.flatMap(({ quirks }) => quirks),
    label: (host, config) => subjects.reduce((before, subject) => labelledBy(subject, host, config, before), untouched(host)),
    admit: ({ stack: name, of }, config) => admitted(name, one(name).admit(of as JsonObject, configOf(config, name))),
    claim: ({ stack: name, of }, config) => {
      const claim = one(name).claim(of as JsonObject, configOf(config, name));
      return { ...claim, object: { stack: name, of: claim.object } };
    },
    place: (claim, hosts, config) => placed(claim, hosts, config, one),
    render: ({ stack: name, of }, host, config) => one(name).render(of as JsonObject, host, configOf(config, name)),
    run: ({ stack: name, of }, happening, before, config) =>
      wrapped(name, one(name).run(of as JsonObject, happening, before, configOf(config, name))),
  };
}

/** The configuration of one of the stacks. */
function configOf(config: JsonObject, stack: unknown): JsonObject {
  return (config[String(stack)] ?? {}) as JsonObject;
}

function untouched({ labels, providers }: HostToLabel): LabelDecision {
  return { labels, resources: {}, problems: [], memory: {}, ...(providers !== undefined && { providers }) };
}

/** One agent after the other looks at the node, each with its own memory, and finds the labels as the one before has left them. */
function labelledBy(subject: Subject, host: HostToLabel, config: JsonObject, before: LabelDecision): LabelDecision {
  const { stack } = subject;
  const guests = host.guests?.filter((guest) => guest.stack === stack).map((guest) => guest.of as JsonObject) ?? [];
  const { guests: _, ...rest } = host;
  const own = (host.memory[stack] ?? {}) as JsonObject;
  const shown = { ...rest, labels: before.labels, memory: own, ...(guests.length > 0 && { guests }) };
  const { memory, ...decision } = subject.label(shown, configOf(config, stack));
  return {
    ...before,
    ...decision,
    resources: { ...before.resources, ...decision.resources },
    problems: [...before.problems, ...decision.problems],
    memory: { ...before.memory, ...(memory !== undefined && { [stack]: memory }) },
  };
}

function admitted(stack: unknown, decision: AdmitDecision): AdmitDecision {
  return decision.allowed ? { ...decision, guest: { stack: String(stack), of: decision.guest } } : decision;
}

function placed(
  claim: Claim,
  hosts: Parameters<Subject['place']>[1],
  config: JsonObject,
  one: (name: unknown) => Subject,
): PlaceDecision {
  const { stack, of } = claim.object;
  return one(stack).place({ ...claim, object: of as JsonObject }, hosts, configOf(config, stack));
}

function wrapped(stack: unknown, decision: RunDecision): RunDecision {
  return decision.guest === undefined ? decision : { ...decision, guest: { stack: String(stack), of: decision.guest } };
}
