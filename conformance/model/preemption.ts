import type { Claim, HostToPlaceOn } from '../../sim/contracts/subject.js';
import type { JsonObject } from '../../sim/core/json.js';
import { shownReasons } from './placement.js';

/**
 * What kube-scheduler says of making room, at the end of the message for a guest that fits nowhere: evicting others cannot help on a
 * node of the wrong kind, or one that is too small even when empty; elsewhere there are no victims, because all pods are equally
 * important. Source: Kubernetes `pkg/scheduler/framework/preemption/preemption.go`, `plugins/defaultpreemption`.
 *
 * @example 'preemption: 0/2 nodes are available: 1 No preemption victims found for incoming pod, 1 Preemption is not helpful for scheduling.'
 */
export function preemptionTally(claim: Claim, hosts: readonly HostToPlaceOn[], config: JsonObject): string {
  const hopeless = hosts.filter((host) => !fitsWhenEmpty(claim, host, config)).length;
  const tally = [
    ...counted(hosts.length - hopeless, 'No preemption victims found for incoming pod'),
    ...counted(hopeless, 'Preemption is not helpful for scheduling'),
  ];
  return `preemption: 0/${hosts.length} nodes are available: ${tally.sort().join(', ')}.`;
}

function fitsWhenEmpty(claim: Claim, host: HostToPlaceOn, config: JsonObject): boolean {
  return shownReasons(claim, { ...host, used: {}, memoryUsedBytes: 0, guests: 0 }, config).length === 0;
}

function counted(count: number, words: string): readonly string[] {
  return count === 0 ? [] : [`${count} ${words}`];
}
