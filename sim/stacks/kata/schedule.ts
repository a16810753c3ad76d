import type { Claim, HostToPlaceOn, PlaceDecision } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import type { KataChoices } from './choices.js';
import { readConfig } from './config.js';
import { type Pod, podOf } from './pod.js';
import { unitsOfQuantity } from './quantity.js';
import { bestHost } from './scheduling/best-host.js';
import { fitError } from './scheduling/fit-error.js';
import { type Unfitness, unfitness } from './scheduling/unfitness.js';

/**
 * Stage `schedule`, first half: what a pod asks of its node. The overhead of its RuntimeClass is added to what its containers ask for;
 * the key ID is part of it. CPU is left out: memory and key IDs run out first.
 * Source: Kubernetes 1.34 `pkg/api/v1/resource/helpers.go` (PodRequests).
 */
export function claim(guest: JsonObject, _config: JsonObject, choices: KataChoices): Claim {
  const pod = podOf(guest);
  const overheadBytes = choices.countsOverheadMemory ? unitsOfQuantity(pod.overhead?.memory) : 0;
  return {
    selectors: pod.nodeSelector,
    resources: extendedResources(pod),
    memoryBytes: containerMemory(pod) + overheadBytes,
    overheadBytes,
    object: guest,
  };
}

/**
 * Stage `schedule`, second half: kube-scheduler's filters, and of the nodes that pass the one with most free key IDs. A pod that names its
 * node gets that one or none: the kubelet there has the same filters, but takes pods on a closed node. The reasons and the event text are
 * kube-scheduler's own.
 */
export function place(claimed: Claim, hosts: readonly HostToPlaceOn[], config: JsonObject, choices: KataChoices): PlaceDecision {
  const { nodeName } = podOf(claimed.object);
  const { maxPods } = readConfig(config);
  const fitting: HostToPlaceOn[] = [];
  const unfit: Unfitness[] = [];
  const reasons: Record<string, readonly string[]> = {};
  for (const host of nodeName !== undefined ? hosts.filter(({ name }) => name === nodeName).map(opened) : hosts) {
    const reason = unfitness(claimed, host, maxPods, choices);
    if (reason === undefined) fitting.push(host);
    else unfit.push(reason);
    if (reason !== undefined) reasons[host.name] = reason.reasons;
  }
  const best = bestHost(claimed, fitting);
  return best === undefined ? { placed: false, message: fitError(unfit), reasons } : { placed: true, host: best.name };
}

function opened({ cordoned: _, ...host }: HostToPlaceOn): HostToPlaceOn {
  return host;
}

function containerMemory({ containers }: Pod): number {
  return containers.reduce((sum, { requests }) => sum + unitsOfQuantity(requests.memory), 0);
}

/** Everything that is counted and not CPU, memory or storage. */
function extendedResources({ overhead = {}, containers }: Pod): Readonly<Record<string, number>> {
  const asked: Record<string, number> = {};
  for (const amounts of [overhead, ...containers.map(({ requests }) => requests)]) {
    for (const [name, amount] of Object.entries(amounts)) {
      if (name.includes('/')) asked[name] = (asked[name] ?? 0) + unitsOfQuantity(amount);
    }
  }
  return asked;
}
