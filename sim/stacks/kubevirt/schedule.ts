import type { Claim, HostToPlaceOn, PlaceDecision } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import type { Choices } from './choices.js';
import { readConfig } from './config.js';
import { requestedDevices } from './schedule/device-requests.js';
import { type Unfitness, unfitness } from './schedule/filter-reasons.js';
import { fitError } from './schedule/fit-error.js';
import { launcherPod } from './schedule/launcher-pod.js';
import { memoryLock } from './schedule/memory-lock.js';
import { memoryOverheadBytes, requestedMemoryBytes } from './schedule/memory-overhead.js';
import { nodeSelector } from './schedule/node-selector.js';
import { bestHost } from './schedule/score.js';
import { vmiOf } from './vmi.js';

/** Stage `schedule`, first half: what virt-controller asks of a node for this guest, in the form of its launcher pod. */
export function claim(guest: JsonObject, config: JsonObject, choices: Choices): Claim {
  const vmi = vmiOf(guest);
  const settings = readConfig(config);
  const overheadBytes = memoryOverheadBytes(vmi, settings, choices);
  const selectors = nodeSelector(vmi, choices);
  const resources = requestedDevices(vmi, choices);
  const memoryBytes = requestedMemoryBytes(vmi) + overheadBytes;
  const lock = memoryLock(vmi, overheadBytes, choices);
  const wants = { selectors, resources, memoryBytes, overheadBytes, ...(lock !== undefined && { memoryLock: lock }) };
  return { ...wants, object: launcherPod(vmi, wants, choices) };
}

/**
 * Stage `schedule`, second half: kube-scheduler's filters, and of the nodes that pass the one with most free key IDs. The reasons
 * and the event text are kube-scheduler's own.
 */
export function place(claimed: Claim, hosts: readonly HostToPlaceOn[], config: JsonObject, choices: Choices): PlaceDecision {
  const { maxPods } = readConfig(config);
  const fitting: HostToPlaceOn[] = [];
  const unfit: Unfitness[] = [];
  const reasons: Record<string, readonly string[]> = {};
  for (const host of hosts) {
    const reason = unfitness(claimed, host, maxPods, choices);
    if (reason === undefined) fitting.push(host);
    else {
      unfit.push(reason);
      reasons[host.name] = reason.reasons;
    }
  }
  const best = bestHost(claimed, fitting);
  return best === undefined ? { placed: false, message: fitError(unfit), reasons } : { placed: true, host: best.name };
}
