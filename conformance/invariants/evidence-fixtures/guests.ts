import type { GuestSpec } from '../../../sim/contracts/commands.js';
import type { KubeletEvent, ReleaseEvent, StartEvent, StartResult } from '../../../sim/contracts/evidence.js';
import type { ConfidentialProtection, Protection } from '../../../sim/contracts/protection.js';
import type { Claim, Happening, RunDecision } from '../../../sim/contracts/subject.js';
import { readVmi } from '../../model/vmi.js';
import { rightAdmission } from './admissions.js';
import { rightClaim, rightPlacement, rightRendering } from './answers.js';
import { available, type FixtureHost, rangeOf, rightStart, shownHost, usageOf } from './hosts.js';
import { requestFor } from './requests.js';
import { statusAfter } from './statuses.js';
import type { Telling } from './telling.js';

/** Somebody asks for a guest. */
export function create(telling: Telling, name: string, spec: GuestSpec): void {
  const { twist, config } = telling;
  const request = spec.manifest ?? requestFor(name, spec);
  const right = rightAdmission(request, config);
  const decision = twist.admit?.(right, request) ?? right;
  telling.say({ event: 'admit', guest: name, spec, request, config, decision });
  if (!decision.allowed) return;
  const rightly = rightClaim(request, spec, config);
  const claim = twist.claim?.(rightly) ?? rightly;
  telling.guests.set(name, { spec, object: decision.guest, claim, status: {}, host: undefined, held: false, over: false });
  tell(telling, name, { what: 'admitted' });
  place(telling, name);
}

/** Asks for guests until a host's range would hold `beyond` more than it has. */
export function fill(telling: Telling, host: string, protection: ConfidentialProtection, beyond: number): void {
  const size = rangeOf(telling.host(host).truth, protection)?.size ?? 0;
  for (let n = 0; n < size + beyond; n += 1)
    create(telling, `${host}-${protection}-${n}`, { protection, secureBoot: false, onHost: host });
}

/** Asks the scheduler, then the kubelet, and goes on to start. */
export function place(telling: Telling, name: string): void {
  const guest = telling.guest(name);
  const { protection } = guest.spec;
  const hosts = [...telling.hosts].map(([host, state]) => state.frozen ?? shownHost(host, state));
  const right = rightPlacement(guest.claim, hosts, telling.config);
  const decision = telling.twist.place?.(right, hosts) ?? right;
  const freeKeys = Object.fromEntries([...telling.hosts].map(([host, state]) => [host, available(state, protection)]));
  telling.say({ event: 'place', guest: name, protection, claim: guest.claim, hosts, decision, freeKeys });
  if (!decision.placed) {
    tell(telling, name, { what: 'not-placed', message: decision.message });
    return;
  }
  bind(telling, name, decision.host);
}

function bind(telling: Telling, name: string, host: string): void {
  const guest = telling.guest(name);
  const look = kubeletLook(telling, name, host);
  guest.host = host;
  count(guest.claim, telling.host(host), 1);
  telling.say(look);
  if (!look.admitted) return refuse(telling, name, look);
  guest.held = tell(telling, name, { what: 'placed', host })?.next === 'hold';
  if (!guest.held) launch(telling, name, host);
}

function kubeletLook(telling: Telling, name: string, host: string): KubeletEvent {
  const { claim } = telling.guest(name);
  const { resources, used } = telling.host(host);
  const left = Object.fromEntries(Object.keys(claim.resources).map((key) => [key, (resources[key] ?? 0) - (used[key] ?? 0)]));
  const short = Object.keys(left).find((key) => (left[key] ?? 0) < (claim.resources[key] ?? 0));
  const message = `Allocate failed due to requested number of devices unavailable for ${short}. Requested: 1, Available: ${left[short ?? '']}, which is unexpected`;
  const refusal = short === undefined ? {} : { reason: 'UnexpectedAdmissionError', message };
  const event: KubeletEvent = { event: 'kubelet', guest: name, host, claim, left, admitted: short === undefined, ...refusal };
  return telling.twist.kubelet?.(event) ?? event;
}

function refuse(telling: Telling, name: string, { host, reason = '', message = '' }: KubeletEvent): void {
  unbind(telling, name);
  follow(telling, name, tell(telling, name, { what: 'kubelet-refused', host, reason, message }));
}

function launch(telling: Telling, name: string, host: string): void {
  const guest = telling.guest(name);
  const { protection } = guest.spec;
  const state = telling.host(host);
  const right = rightRendering(guest.object, protection, state.truth, telling.config);
  const decision = telling.twist.render?.(right, protection) ?? right;
  telling.say({ event: 'render', guest: name, host, protection, object: guest.object, decision });
  if (!decision.rendered) {
    tell(telling, name, { what: 'not-rendered', message: decision.message });
    return unbind(telling, name);
  }
  const result = start(telling, name, host, protection, false);
  const paused = guest.spec.startPaused === true;
  const happening: Happening = result.started
    ? { what: 'started', host, paused }
    : { what: 'not-started', host, error: result.error };
  if (tell(telling, name, happening)?.next === 'give-up') unbind(telling, name);
}

/** The hypervisor is asked to start a guest. */
export function start(telling: Telling, name: string, host: string, protection: Protection, outside: boolean): StartResult {
  const state = telling.host(host);
  const right = rightStart(state, protection, telling.guests.get(name)?.spec);
  const held = right.started ? { protection, outside, ...(right.keyId !== undefined && { keyId: right.keyId }) } : undefined;
  if (held !== undefined) state.running.set(name, held);
  const usage = usageOf(state, protection);
  const event: StartEvent = { event: 'start', guest: name, host, protection, outside, result: right, ...(usage && { usage }) };
  const told = telling.twist.start?.(event) ?? event;
  telling.say(told);
  return told.result;
}

/** A guest stops for the given reason, and its place is free; a guest without a host is left alone. */
export function stop(telling: Telling, name: string, by: 'user' | 'eviction' | 'host-reboot' | 'crash'): void {
  const host = telling.guests.get(name)?.host;
  if (host === undefined) return;
  release(telling, name, host);
  unbind(telling, name);
  follow(telling, name, tell(telling, name, { what: 'stopped', host, by }));
}

/** A guest is given up where it stands: nothing of it is left on its host. */
export function giveUp(telling: Telling, name: string): void {
  const host = telling.guests.get(name)?.host;
  if (host === undefined) return;
  release(telling, name, host);
  unbind(telling, name);
}

function follow(telling: Telling, name: string, decision: RunDecision | undefined): void {
  if (decision?.next !== 'recreate') return;
  tell(telling, name, { what: 'admitted' });
}

function unbind(telling: Telling, name: string): void {
  const guest = telling.guest(name);
  if (guest.host === undefined) return;
  count(guest.claim, telling.host(guest.host), -1);
  guest.host = undefined;
  guest.held = false;
  guest.over = true;
}

/** A guest leaves the hypervisor of a host. */
export function release(telling: Telling, name: string, host: string): void {
  const state = telling.host(host);
  const held = state.running.get(name);
  if (held === undefined) return;
  state.running.delete(name);
  if (held.keyId !== undefined && rangeOf(state.truth, held.protection)?.flushed === true) state.pending.push(held.keyId);
  const usage = usageOf(state, held.protection);
  const { protection, outside } = held;
  const event: ReleaseEvent = { event: 'release', guest: name, host, protection, outside, ...(usage && { usage }) };
  telling.say(telling.twist.release?.(event) ?? event);
}

/** Guests that wait get another chance. */
export function settle(telling: Telling): void {
  for (const [name, guest] of telling.guests) {
    if (guest.over || guest.held) continue;
    if (guest.host === undefined) place(telling, name);
    else if (!telling.host(guest.host).running.has(name)) launch(telling, name, guest.host);
  }
}

/** Somebody asks the API for something about a guest, and what was decided is done. */
export function ask(telling: Telling, name: string, happening: Extract<Happening, { what: 'request' }>): void {
  const decision = tell(telling, name, happening);
  const guest = telling.guests.get(name);
  if (decision === undefined || guest === undefined) return;
  if (decision.next === 'stop') {
    stop(telling, name, 'user');
    return settle(telling);
  }
  if (decision.next !== 'start' || !guest.held || guest.host === undefined) return;
  guest.held = false;
  launch(telling, name, guest.host);
}

/** Something happened to a guest, and the answer is what its user sees from now on. No effect on a guest nobody has. */
export function tell(telling: Telling, name: string, happening: Happening): RunDecision | undefined {
  const guest = telling.guests.get(name);
  if (guest === undefined) return undefined;
  if (happening.what === 'admitted') guest.over = false;
  const { protection } = guest.spec;
  const right = statusAfter(readVmi(guest.object), protection, happening, { ...guest, config: telling.config });
  const decision = telling.twist.run?.(right, happening) ?? right;
  guest.status = decision.status;
  guest.object = decision.guest ?? guest.object;
  telling.say({ event: 'run', guest: name, protection, happening, decision });
  return decision;
}

function count(claim: Claim, host: FixtureHost, sign: 1 | -1): void {
  for (const [name, amount] of Object.entries(claim.resources)) host.used[name] = (host.used[name] ?? 0) + sign * amount;
  host.guests += sign;
  host.memoryUsedBytes += sign * claim.memoryBytes;
}
