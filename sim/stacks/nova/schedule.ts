import type { Claim, HostToPlaceOn, PlaceDecision } from '../../contracts/subject.js';
import type { Json, JsonObject } from '../../core/json.js';
import type { NovaChoices } from './choices.js';
import { readConfig } from './config.js';
import { instanceOf } from './instance.js';
import { chooseHost, type HostChoice } from './placement/host-choice.js';
import { lockedMemory } from './request/locked-memory.js';
import { askedModel } from './translate/asked-model.js';
import { type RequestGroup, requestGroup } from './translate/request-group.js';

/** Stage `schedule`, first half: what the placement service is asked for a guest. */
export function claim(guest: JsonObject, config: JsonObject, choices: NovaChoices): Claim {
  const instance = instanceOf(guest);
  const model = askedModel(instance, choices);
  const group = requestGroup(instance, model, readConfig(config), choices);
  const locked = lockedMemory(instance, model, choices);
  return {
    selectors: {},
    resources: group.resources,
    memoryBytes: instance.flavor.ram * 2 ** 20,
    overheadBytes: 0,
    ...(locked.ok && locked.value && { memoryLock: 'unlimited' }),
    object: { group: group as unknown as Json, ...(instance.host !== undefined && { requested_host: instance.host }) },
    required: group.required,
    forbidden: group.forbidden,
  };
}

/**
 * Stage `schedule`, second half: placement's candidates and the scheduler's choice among them. Hosts that are to be avoided are not among
 * those given.
 */
export function place(claimed: Claim, hosts: readonly HostToPlaceOn[], _config: JsonObject, choices: NovaChoices): PlaceDecision {
  const group: RequestGroup = {
    resources: claimed.resources,
    required: claimed.required ?? [],
    forbidden: claimed.forbidden ?? [],
  };
  const { requested_host: host } = claimed.object;
  const wanted = { group, host: typeof host === 'string' ? host : undefined };
  const choice = chooseHost(wanted, hosts, choices);
  if (choice.fitting.length > 0 || choices.keepsTraitsWhenNowhere) return decided(choice);
  return decided(chooseHost({ ...wanted, group: { ...group, required: [], forbidden: [] } }, hosts, choices));
}

function decided({ fitting: [best], reasons }: HostChoice): PlaceDecision {
  if (best === undefined) return { placed: false, message: noValidHost, reasons };
  return { placed: true, host: best.host.name, takes: best.takes, ...(Object.keys(reasons).length > 0 && { reasons }) };
}

/** Source: nova `nova/exception.py` (NoValidHost), `nova/scheduler/manager.py`. */
const noValidHost = 'No valid host was found. There are not enough hosts available.';
