import { type Outcome, refused } from '../../../core/outcome.js';
import type { Choices } from '../choices.js';
import type { KeyResource } from '../device-resources.js';
import { openError } from '../label/go-error.js';
import { type MiscCapacityText, miscCapacityPath } from './misc-capacity.js';

/** How many devices a plugin of key IDs announces; without `count` there is no such plugin. */
export interface KeyCount {
  readonly count?: number;
  readonly problem?: string;
}

/**
 * What misc.capacity says now, or the last count while that is no count: the kernel registers its key IDs once, so a moment's
 * trouble with a file is no reason to take them away from guests.
 * Source: KubeVirt v1.9 `pkg/virt-handler/device-manager/device_controller.go` (updateTdxDevice).
 *
 * @param running devices the plugin announces already; undefined when it does not run.
 */
export function keyCount(
  resource: KeyResource,
  capacity: MiscCapacityText,
  running: number | undefined,
  labels: Readonly<Record<string, string>>,
  choices: Choices,
): KeyCount {
  const count = read(resource, capacity, choices);
  if (count.ok && count.value > 0) return { count: count.value + choices.surplusKeys };
  const problem = problemOf(resource, count, labels);
  return running === undefined || !choices.keepsCountOfUnreadableCapacity ? problem : { count: running, ...problem };
}

/** A host that does not offer a technology has no line for it, and that is no problem. */
function problemOf(
  resource: KeyResource,
  count: Outcome<number, string>,
  labels: Readonly<Record<string, string>>,
): { readonly problem?: string } {
  if (count.ok) return { problem: wordsForInvalid(resource, count.value) };
  const isExpected = count.reason === `key ${resource.pool} not found in misc.capacity` && !(resource.label in labels);
  return isExpected ? {} : { problem: wordsFor(resource, count.reason) };
}

function read({ pool }: KeyResource, capacity: MiscCapacityText, choices: Choices): Outcome<number, string> {
  if (capacity.ok) return choices.readMiscCapacity(capacity.text, pool);
  return refused(openError(`/proc/1/root${miscCapacityPath}`, capacity.errno));
}

function wordsFor({ plugin, technology }: KeyResource, reason: string): string {
  return `failed to configure the ${plugin} device plugin: failed to get ${technology} capacity from misc.capacity: ${reason}`;
}

/** "was report" is upstream's spelling. */
function wordsForInvalid({ plugin, pool }: KeyResource, count: number): string {
  return `failed to configure the ${plugin} device plugin: an invalid device capacity of ${count} was report for ${pool}`;
}
