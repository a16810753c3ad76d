import type { Command } from '../../../sim/contracts/commands.js';
import type { LabelEvent } from '../../../sim/contracts/evidence.js';
import type { LabelDecision, NodeHappening } from '../../../sim/contracts/subject.js';
import { rightLabels } from './answers.js';
import { type FixtureHost, shownHost } from './hosts.js';
import type { Telling } from './telling.js';

/** The node agent of a host acts; an edit that was waiting for it lands in between, and it acts again when it notices. */
export function label(telling: Telling, name: string, happening: NodeHappening): void {
  const host = telling.host(name);
  const event = labelEvent(telling, name, happening);
  const { racing } = host;
  host.racing = undefined;
  if (racing !== undefined) edit(telling, racing);
  if (racing !== undefined && noticesEdits(event.decision)) {
    telling.say({ ...event, conflict: true });
    return label(telling, name, happening);
  }
  host.labels = event.decision.labels;
  host.resources = event.decision.resources;
  telling.say(event);
}

function labelEvent({ twist, config, hosts }: Telling, name: string, happening: NodeHappening): LabelEvent {
  const host = hosts.get(name) as FixtureHost;
  const { truth, labels: before, annotations, quoteService, spoiled } = host;
  const right = rightLabels(host, happening, config);
  const decision = twist.label?.(right, name, happening) ?? right;
  return {
    event: 'label',
    host: name,
    happening,
    before,
    ...(Object.keys(annotations).length > 0 && { annotations }),
    ...(quoteService !== undefined && { quoteService }),
    decision,
    truth,
    ...(spoiled.length > 0 && { spoiled }),
  };
}

/** A patch that first tests what it replaces is refused when somebody else was faster. */
function noticesEdits({ patch = [] }: LabelDecision): boolean {
  return patch.some((operation) => operation.op === 'test' && operation.path === '/metadata/labels');
}

/** Somebody edits a node object, now or between the agent's next look and its write. */
export function edit(telling: Telling, command: Extract<Command, { do: 'edit-node' }>): void {
  const host = telling.host(command.host);
  host.labels = edited(host.labels, command.labels);
  host.annotations = edited(host.annotations, command.annotations);
  sayEdit(telling, command.host);
}

/** A node is closed for new guests, or opened again. */
export function cordon(telling: Telling, name: string, cordoned: boolean): void {
  telling.host(name).cordoned = cordoned;
  sayEdit(telling, name);
}

function sayEdit(telling: Telling, name: string): void {
  const { labels, annotations, cordoned } = telling.host(name);
  telling.say({ event: 'edit', host: name, labels, annotations, cordoned });
}

type Texts = Readonly<Record<string, string>>;

function edited(texts: Texts, changes: Readonly<Record<string, string | null>> = {}): Texts {
  const all = Object.entries({ ...texts, ...changes });
  return Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== null));
}

/** From here on the scheduler sees the node as it is now, or as it really is. */
export function lag(telling: Telling, name: string, lags: boolean): void {
  const host = telling.host(name);
  host.frozen = lags ? shownHost(name, host) : undefined;
}
