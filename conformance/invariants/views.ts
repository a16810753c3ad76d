import type { Evidence, TraceEvent } from '../../sim/contracts/evidence.js';
import type { Protection } from '../../sim/contracts/protection.js';
import type { Json, JsonObject } from '../../sim/core/json.js';
import { oncePerObject } from '../../sim/core/remembered.js';
import { isObject, listOf, member, textOf } from '../model/json-member.js';
import type { Happened, RenderedDocument } from '../model/observations.js';
import { replay } from '../model/replay.js';

/** Everything the judges look at, worked out once per case however many judges ask. */
export const look = oncePerObject(replay);

/** Readable documents of guests of the wanted protections. */
export function documentsOf(evidence: Evidence, wanted: (protection: Protection) => boolean): readonly RenderedDocument[] {
  return look(evidence).documents.filter(({ event }) => wanted(event.protection));
}

/** Run events about one kind of happening. */
export function happenings(evidence: Evidence, what: Happened['event']['happening']['what']): readonly Happened[] {
  const all = look(evidence).happenings;
  const known = sorted.get(all) ?? new Map<string, Happened[]>();
  if (known.size === 0) {
    for (const happened of all) enter(known, happened);
    sorted.set(all, known);
  }
  return known.get(what) ?? none;
}

/** Happenings by kind: many judges ask for few of many. */
const sorted = new WeakMap<readonly Happened[], Map<string, Happened[]>>();

const none: readonly Happened[] = [];

function enter(kinds: Map<string, Happened[]>, happened: Happened): void {
  const { what } = happened.event.happening;
  const kind = kinds.get(what);
  if (kind === undefined) kinds.set(what, [happened]);
  else kind.push(happened);
}

/** Phase a user sees; undefined when the status has none. */
export function phaseOf(status: JsonObject | undefined): string | undefined {
  return textOf(member(status, 'phase'));
}

/** KubeVirt's phases in the order a guest goes through them; the two final ones share the last rank. */
export const phaseRank: Readonly<Record<string, number>> = {
  Pending: 0,
  Scheduling: 1,
  Scheduled: 2,
  Running: 3,
  Succeeded: 4,
  Failed: 4,
};

/** The condition of that type in a status, or undefined. */
export function conditionOf(status: JsonObject | undefined, type: string): JsonObject | undefined {
  return listOf(member(status, 'conditions')).find((condition): condition is JsonObject => hasType(condition, type));
}

function hasType(condition: Json, type: string): boolean {
  return isObject(condition) && condition.type === type;
}

/** A value as it reads in a message: text in quotes, nothing as `nothing`. */
export function quoted(value: Json | undefined): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

/** Did the same command, or the same fault before it, lead to both events? */
export function haveSameCause(one: Caused, other: Caused): boolean {
  return (one.cause ?? one.step) === (other.cause ?? other.step) && one.window === other.window;
}

type Caused = Pick<TraceEvent, 'step' | 'cause' | 'window'>;

/**
 * May what a command sets off for a guest be overtaken by something else that happens to the guest? Only where the parts of the cluster
 * work side by side: then another command may come before the first is through, and have the last word.
 */
export function mayBeOvertaken({ case: { interleaving } }: Evidence): boolean {
  return interleaving !== undefined;
}
