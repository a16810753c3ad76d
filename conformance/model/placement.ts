import { keyPools, type Protection } from '../../sim/contracts/protection.js';
import type { Claim, HostToPlaceOn } from '../../sim/contracts/subject.js';
import type { JsonObject } from '../../sim/core/json.js';
import type { Bookings } from './bookings.js';
import { gateIsOpen, maxDevices, maxPods } from './cluster-config.js';
import type { ExpectedLabels, ExpectedResources } from './expected-node.js';
import { keyResourceOf, requestedResources, selectedLabels, sevDevice } from './kubevirt-names.js';
import type { Vmi } from './vmi.js';

/** What kube-scheduler says of a node whose labels do not match. Source: Kubernetes `pkg/scheduler/framework/plugins/nodeaffinity`. */
export const selectorMismatch = "node(s) didn't match Pod's node affinity/selector";

/** What it says of a node that is closed for new pods. Source: Kubernetes `pkg/scheduler/framework/plugins/nodeunschedulable`. */
export const unschedulableNode = 'node(s) were unschedulable';

/**
 * Why a host does not fit by what the scheduler was shown, in kube-scheduler's words; empty when it fits. A node that is
 * closed, or whose labels do not match, is not looked at further; of resources, every one that is short is named.
 * Source: Kubernetes `pkg/scheduler/framework/plugins/noderesources/fit.go`.
 */
export function shownReasons(claim: Claim, host: HostToPlaceOn, config: JsonObject): readonly string[] {
  if (host.cordoned === true) return closed;
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

const closed: readonly string[] = [unschedulableNode];
const mismatch: readonly string[] = [selectorMismatch];
const none: readonly string[] = [];

/** One host as the model sees it when a guest is to be placed. */
export interface HostRoom {
  readonly name: string;
  /** Labels the scheduler was shown; only ordinary ones are believed. */
  readonly labels: Readonly<Record<string, string>>;
  readonly expectedLabels: ExpectedLabels;
  readonly expectedResources: ExpectedResources;
  readonly cordoned: boolean;
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
 * the kernel's capacities, and the model's own book of who is bound. Memory sizes are the claim's own. No host of ours has devices to
 * pass through, and sockets to the host stand behind a gate.
 */
export function fitsByTruth({ vmi, protection, memoryBytes }: Lodger, room: HostRoom, config: JsonObject): boolean {
  const { bookings } = room;
  return (
    !room.cordoned &&
    userLabelsMatch(vmi, protection, room) &&
    selectedLabels[protection].every((label) => room.expectedLabels[label]) &&
    requestedResources(protection).every(
      (resource) => boundUnits(bookings, resource) < (room.expectedResources[resource] ?? 0),
    ) &&
    room.hasKvm &&
    vmi.passedDevices.length === 0 &&
    (!vmi.vsock || gateIsOpen(config, 'VSOCK')) &&
    bookings.guests < Math.min(maxDevices(config), maxPods(config)) &&
    bookings.memoryBytes + memoryBytes <= room.memoryBytes
  );
}

function userLabelsMatch(vmi: Vmi, protection: Protection, { labels, expectedLabels }: HostRoom): boolean {
  const pinned = vmi.dedicatedCpus ? { 'kubevirt.io/cpumanager': 'true' } : {};
  const wanted = { 'kubevirt.io/schedulable': 'true', 'kubernetes.io/arch': vmi.architecture, ...vmi.nodeSelector, ...pinned };
  const own = selectedLabels[protection];
  return Object.entries(wanted).every(([key, value]) => {
    if (own.includes(key)) return true;
    return value === 'true' && key in expectedLabels ? expectedLabels[key] === true : labels[key] === value;
  });
}

/** Units of a confidential resource that bound guests hold; 0 for any other resource. */
export function boundUnits(bookings: Bookings, resource: string): number {
  if (resource === sevDevice) return bookings.sevFamily;
  const pool = keyPools.find((candidate) => keyResourceOf[candidate] === resource);
  return pool === undefined ? 0 : bookings.inPool(pool);
}
