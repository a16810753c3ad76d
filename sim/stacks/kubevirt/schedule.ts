import type { Claim, HostToPlaceOn, PlaceDecision } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import type { Choices } from './choices.js';
import { readConfig } from './config.js';
import { requestedDevices } from './schedule/device-requests.js';
import { unfitness } from './schedule/filter-reasons.js';
import { fitError } from './schedule/fit-error.js';
import { launcherPod } from './schedule/launcher-pod.js';
import { memoryOverheadBytes, requestedMemoryBytes } from './schedule/memory-overhead.js';
import { nodeSelector } from './schedule/node-selector.js';
import { bestHost } from './schedule/score.js';
import { vmiOf } from './vmi.js';

/** Stage `schedule`, first half: what virt-controller asks of a node for this guest, in the form of its launcher pod. */
export function claim(guest: JsonObject, config: JsonObject, choices: Choices): Claim {
  const vmi = vmiOf(guest);
  const overheadBytes = memoryOverheadBytes(vmi, readConfig(config), choices);
  const selectors = nodeSelector(vmi, choices);
  const resources = requestedDevices(vmi, choices);
  const memoryBytes = requestedMemoryBytes(vmi) + overheadBytes;
  const object = launcherPod(vmi, { selectors, resources, memoryBytes }, choices);
  return { selectors, resources, memoryBytes, overheadBytes, object };
}

/**
 * Stage `schedule`, second half: kube-scheduler's filters, and of the nodes that pass the one with most free key IDs. The reasons
 * and the event text are kube-scheduler's own.
 */
export function place(claimed: Claim, hosts: readonly HostToPlaceOn[], config: JsonObject, choices: Choices): PlaceDecision {
  const { maxPods } = readConfig(config);
  const looked = hosts.map((host) => ({ host, unfit: unfitness(claimed, host, maxPods, choices) }));
  const best = bestHost(
    claimed,
    looked.filter(({ unfit }) => unfit === undefined).map(({ host }) => host),
  );
  if (best !== undefined) return { placed: true, host: best.name };
  const unfit = looked.flatMap(({ unfit: reason }) => (reason === undefined ? [] : [reason]));
  const reasons = Object.fromEntries(looked.map(({ host, unfit: reason }) => [host.name, reason?.reasons ?? []]));
  return { placed: false, message: fitError(unfit), reasons };
}
