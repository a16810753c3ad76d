import type { Claim, HostToPlaceOn, PlaceDecision } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import type { Choices } from './choices.js';
import { readConfig } from './config.js';
import { keptByTemplate } from './guest-template.js';
import { requestedDevices } from './schedule/device-requests.js';
import { type Unfitness, unfitness } from './schedule/filter-reasons.js';
import { fitError } from './schedule/fit-error.js';
import { launcherPod, launcherPodSpec } from './schedule/launcher-pod.js';
import { memoryLock } from './schedule/memory-lock.js';
import { memoryOverheadBytes, requestedMemoryBytes } from './schedule/memory-overhead.js';
import { nodeSelector } from './schedule/node-selector.js';
import { bestHost } from './schedule/score.js';
import { vmiOf } from './vmi.js';

/** Stage `schedule`, first half: what virt-controller asks of a node for this guest, in the form of its launcher pod. */
export function claim(guest: JsonObject, config: JsonObject, choices: Choices): Claim {
  const vmi = vmiOf(guest);
  const { wants, podSpec } = wanted(vmi, readConfig(config), choices);
  return { ...wants, object: launcherPod(vmi, podSpec) };
}

/** All of it but what names the guest, with the pod's `spec` in place of the pod: to replace a member is cheaper than to add one. */
const wanted = keptByTemplate((guest, config, choices) => {
  const overheadBytes = memoryOverheadBytes(guest, config, choices);
  const selectors = nodeSelector(guest, choices);
  const resources = requestedDevices(guest, choices);
  const memoryBytes = requestedMemoryBytes(guest) + overheadBytes;
  const lock = memoryLock(guest, overheadBytes, choices);
  const wants = { selectors, resources, memoryBytes, overheadBytes, ...(lock !== undefined && { memoryLock: lock }) };
  const podSpec = launcherPodSpec(guest, wants, choices);
  return { podSpec, wants: { ...wants, object: podSpec } };
});

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
