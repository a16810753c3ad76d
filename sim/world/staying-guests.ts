import type { Protection } from '../contracts/protection.js';
import type { RunDecision } from '../contracts/subject.js';
import type { JsonObject } from '../core/json.js';
import type { Cluster } from './cluster.js';
import { SubjectPanic } from './guarded-subject.js';
import type { GuestRecord } from './guest.js';
import { destroy, happen, hostOf, leave, letGoOfKept, start } from './guest-life.js';
import { booked, place, schedule } from './scheduling.js';
import type { WorldHost } from './world-host.js';

/**
 * What a decision does to a guest that keeps its place while it is off, and may be moved. Each is carried out at once, whatever else is
 * going on: libvirt's destroy returns when the process is gone, and its key ID with it.
 *
 * @param before The guest's object before the decision, should a move come to nothing.
 */
export function moveOrStay(cluster: Cluster, guest: GuestRecord, decision: RunDecision, before: JsonObject): void {
  switch (decision.next) {
    case 'power-off':
      return powerOff(cluster, guest);
    case 'reboot':
      powerOff(cluster, guest);
      return powerOn(cluster, guest);
    case 'offload':
      powerOff(cluster, guest);
      return leave(cluster, guest);
    case 'unshelve':
      return unshelve(cluster, guest);
    case 'relocate':
      return relocate(cluster, guest, decision, before);
    case 'confirm':
      return letGoOfKept(cluster, guest);
    case 'revert':
      return revert(cluster, guest);
  }
}

/** The domain ends; the guest stays where it is, and holds what it holds. */
function powerOff(cluster: Cluster, guest: GuestRecord): void {
  const here = hostOf(cluster, guest);
  if (here === undefined) return;
  destroy(cluster, guest, here);
  guest.state = 'held';
}

function powerOn(cluster: Cluster, guest: GuestRecord): void {
  if (guest.state !== 'held') return;
  guest.state = 'bound';
  start(cluster, guest);
}

/** A guest that is nowhere is placed again, with what it needs now. */
function unshelve(cluster: Cluster, guest: GuestRecord): void {
  if (guest.state !== 'over' || guest.deleted) return;
  guest.claim = cluster.subject.claim(guest.object, cluster.config);
  guest.state = 'pending';
  place(cluster, guest);
}

/** First a place is found, then the guest ends here and starts there. */
function relocate(cluster: Cluster, guest: GuestRecord, { avoid = [] }: RunDecision, before: JsonObject): void {
  const from = hostOf(cluster, guest)?.node.name;
  if (from === undefined || guest.kept !== undefined) return;
  const { claim, booking } = guest;
  guest.claim = cluster.subject.claim(guest.object, cluster.config);
  const decision = schedule(cluster, guest, from, avoid === 'none' ? [] : [from, ...avoid]);
  if (!decision.placed) {
    restore(cluster, guest, before, claim);
    return happen(cluster, guest, { what: 'not-placed', message: decision.message });
  }
  const there = cluster.hosts.get(decision.host);
  if (there === undefined) throw new SubjectPanic('place', `there is no host "${decision.host}" among those that were shown`);
  powerOff(cluster, guest);
  guest.kept = { host: from, object: before, claim, booking };
  guest.booking = booked(guest.claim, decision);
  settleIn(cluster, guest, there);
}

/** It holds its new place from now on, and is started there unless the subject has something else in mind. */
function settleIn(cluster: Cluster, guest: GuestRecord, { node }: WorldHost): void {
  node.admit(guest.booking, guest.booking !== guest.claim);
  guest.host = node.name;
  guest.stay += 1;
  guest.state = 'bound';
  cluster.somethingChanged = true;
  happen(cluster, guest, { what: 'placed', host: node.name });
  if (guest.state === 'bound') start(cluster, guest);
}

/** Back to where it came from, as it was there. */
function revert(cluster: Cluster, guest: GuestRecord): void {
  const { kept } = guest;
  if (kept === undefined) return;
  powerOff(cluster, guest);
  hostOf(cluster, guest)?.node.letGo(guest.booking);
  restore(cluster, guest, kept.object, kept.claim);
  guest.booking = kept.booking;
  guest.kept = undefined;
  guest.host = kept.host;
  guest.stay += 1;
  cluster.somethingChanged = true;
  powerOn(cluster, guest);
}

function restore(cluster: Cluster, guest: GuestRecord, object: JsonObject, claim: GuestRecord['claim']): void {
  guest.object = object;
  guest.claim = claim;
  guest.spec = { ...guest.spec, protection: asked(cluster, object, guest.spec.protection) };
}

function asked({ protectionOf }: Cluster, object: JsonObject, otherwise: Protection): Protection {
  return protectionOf?.(object) ?? otherwise;
}
