import { keyPoolOf, type Protection } from '../../sim/contracts/protection.js';
import type { Claim, HostToPlaceOn } from '../../sim/contracts/subject.js';
import type { JsonObject } from '../../sim/core/json.js';
import type { Bookings } from './bookings.js';
import { maxDevices, maxPods } from './cluster-config.js';
import type { ExpectedLabels, ExpectedResources } from './expected-node.js';
import { keyResourceOf, requestedResources, selectedLabels, sevDevice } from './kubevirt-names.js';
import type { Vmi } from './vmi.js';

/** What kube-scheduler says of a node whose labels do not match. Source: Kubernetes `pkg/scheduler/framework/plugins/nodeaffinity`. */
export const selectorMismatch = "node(s) didn't match Pod's node affinity/selector";

/**
 * Why a host does not fit by what the scheduler was shown, in kube-scheduler's words; empty when it fits. A node whose labels do
 * not match is not looked at further; of resources, every one that is short is named.
 * Source: Kubernetes `pkg/scheduler/framework/plugins/noderesources/fit.go`.
 */
export function shownReasons(claim: Claim, host: HostToPlaceOn, config: JsonObject): readonly string[] {
  for (const key in claim.selectors) if (host.labels[key] !== claim.selectors[key]) return mismatch;
  let reasons: string[] | undefined;
  if (host.guests >= maxPods(config)) reasons = ['Too many pods'];
  if (host.memoryUsedBytes + claim.memoryBytes > host.memoryBytes) reasons = [...(reasons ?? []), 'Insufficient memory'];
  for (const name in claim.resources) {
    const left = (host.resources[name] ?? 0) - (host.used[name] ?? 0);
    if ((claim.resources[name] ?? 0) > left) reasons = [...(reasons ?? []), `Insufficient ${name}`];
  }
  return reasons ?? none;
}

const mismatch: readonly string[] = [selectorMismatch];
const none: readonly string[] = [];

/** One host as the model sees it when a guest is to be placed. */
export interface HostRoom {
  readonly name: string;
  /** Labels the scheduler was shown; only ordinary ones are believed. */
  readonly labels: Readonly<Record<string, string>>;
  readonly expectedLabels: ExpectedLabels;
  readonly expectedResources: ExpectedResources;
  readonly hasKvm: boolean;
  readonly bookings: Bookings;
  readonly memoryBytes: number;
}

/** A guest as the model sees it. */
export interface Lodger {
  readonly vmi: Vmi;
  readonly protection: Protection;
  readonly memoryBytes: number;
}

/**
 * May the guest be bound to this host, by the truth: labels that follow from what can be launched, resources that follow from
 * the kernel's capacities, and the model's own book of who is bound. Memory sizes are the claim's own.
 */
export function fitsByTruth({ vmi, protection, memoryBytes }: Lodger, room: HostRoom, config: JsonObject): boolean {
  const { bookings } = room;
  return (
    ordinaryLabelsMatch(vmi, room.labels) &&
    selectedLabels[protection].every((label) => room.expectedLabels[label]) &&
    requestedResources(protection).every(
      (resource) => boundOf(bookings, protection, resource) < (room.expectedResources[resource] ?? 0),
    ) &&
    room.hasKvm &&
    bookings.guests < Math.min(maxDevices(config), maxPods(config)) &&
    bookings.memoryBytes + memoryBytes <= room.memoryBytes
  );
}

function ordinaryLabelsMatch(vmi: Vmi, labels: Readonly<Record<string, string>>): boolean {
  if (labels['kubevirt.io/schedulable'] !== 'true' || labels['kubernetes.io/arch'] !== vmi.architecture) return false;
  return Object.entries(vmi.nodeSelector).every(([key, value]) => key in confidential || labels[key] === value);
}

/** A user's selector for a confidential label is overridden by the stack's own. */
const confidential: Readonly<Record<string, true>> = Object.fromEntries(
  Object.values(selectedLabels).flatMap((labels) => labels.map((label) => [label, true])),
);

function boundOf(bookings: Bookings, protection: Protection, resource: string): number {
  if (resource === sevDevice) return bookings.sevFamily;
  return protection === 'none' || resource !== keyResourceOf[keyPoolOf[protection]] ? 0 : bookings.inPool(keyPoolOf[protection]);
}
