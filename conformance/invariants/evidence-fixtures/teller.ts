import { type Case, type Command, caseFormat, type GuestSpec } from '../../../sim/contracts/commands.js';
import type { EndState, Evidence, ReleaseEvent, StartEvent, StartResult, TraceEvent } from '../../../sim/contracts/evidence.js';
import type { ConfidentialProtection, Protection } from '../../../sim/contracts/protection.js';
import type { Claim, Happening, RunDecision } from '../../../sim/contracts/subject.js';
import type { JsonObject } from '../../../sim/core/json.js';
import { readVmi } from '../../model/vmi.js';
import { rightAdmission, rightClaim, rightLabels, rightPlacement, rightRendering } from './answers.js';
import { available, endHost, type FixtureHost, rangeOf, rightStart, shownHost, usageOf } from './hosts.js';
import { requestFor } from './requests.js';
import { statusAfter } from './statuses.js';
import type { Story, Twist } from './story.js';
import { amdTruth, intelTruth } from './truths.js';

/** The default configuration of a story: both gates open. */
export const openGates: JsonObject = { featureGates: ['WorkloadEncryptionSEV', 'WorkloadEncryptionTDX'], maxDevices: 100 };

interface FixtureGuest {
  readonly spec: GuestSpec;
  readonly object: JsonObject;
  readonly claim: Claim;
  status: JsonObject;
  host: string | undefined;
  over: boolean;
}

/** Tells a {@link Story}, with a twist, and writes the trace. A small world of its own, so that judges are tested without any stack. */
export class Teller {
  readonly #story: Story;
  readonly #twist: Twist;
  readonly #hosts = new Map<string, FixtureHost>();
  readonly #guests = new Map<string, FixtureGuest>();
  readonly #trace: TraceEvent[] = [];
  #config: JsonObject;
  #step = -1;

  constructor(story: Story, twist: Twist) {
    this.#story = story;
    this.#twist = twist;
    this.#config = story.config ?? openGates;
    for (const [name, truth] of Object.entries(story.hosts ?? { amd: amdTruth, intel: intelTruth })) {
      const labels = { 'kubernetes.io/arch': 'amd64', 'kubernetes.io/hostname': name };
      this.#hosts.set(name, {
        truth,
        labels,
        resources: {},
        used: {},
        running: new Map(),
        pending: [],
        guests: 0,
        memoryUsedBytes: 0,
      });
      this.#say({ event: 'boot', host: name, truth });
      this.#label(name);
    }
  }

  apply(command: Command, step: number): void {
    this.#step = step;
    this.#say({ event: 'command', command });
    switch (command.do) {
      case 'label':
        return this.#label(command.host);
      case 'create':
        return this.#create(command.guest, command.spec);
      case 'fill':
        return this.#fill(command.host, command.protection, command.beyond);
      case 'delete':
        this.#tell(command.guest, { what: 'deletion-asked' });
        this.#stop(command.guest, 'user');
        this.#guests.delete(command.guest);
        return this.#settle();
      case 'restart':
        this.#tell(command.guest, { what: 'restart-asked' });
        this.#stop(command.guest, 'user');
        this.#tell(command.guest, { what: 'admitted' });
        return this.#place(command.guest);
      case 'migrate':
        this.#tell(command.guest, { what: 'migration-asked' });
        return;
      case 'evict':
        if (this.#tell(command.guest, { what: 'eviction-asked' })?.next === 'stop') this.#stop(command.guest, 'eviction');
        return;
      case 'start-outside':
        for (let n = 0; n < command.count; n += 1)
          this.#start(`outside-${n}`, this.#host(command.host), command.host, command.protection, true);
        return;
      case 'stop-outside':
        for (let n = 0; n < command.count; n += 1) this.#release(`outside-${n}`, command.host);
        return this.#settle();
      case 'reboot':
        return this.#reboot(command.host);
      case 'configure':
        this.#config = command.config;
        this.#say({ event: 'configure', config: command.config });
        for (const name of this.#hosts.keys()) this.#label(name);
    }
  }

  evidence(): Evidence {
    const theCase: Case = {
      format: caseFormat,
      stack: 'kubevirt',
      config: this.#story.config ?? openGates,
      hosts: [...this.#hosts.keys()].map((name) => ({ name, machine: 'by-hand', settings: {} })),
      commands: this.#story.commands,
    };
    const hosts = Object.fromEntries([...this.#hosts].map(([name, { truth }]) => [name, truth]));
    const end = this.#end();
    return { case: theCase, hosts, trace: this.#trace, end: this.#twist.end?.(end) ?? end };
  }

  #label(name: string): void {
    const host = this.#host(name);
    const { truth, labels: before } = host;
    const right = rightLabels(truth, before, this.#config);
    const decision = this.#twist.label?.(right, name) ?? right;
    host.labels = decision.labels;
    host.resources = decision.resources;
    this.#say({ event: 'label', host: name, happening: 'interval', before, decision, truth });
  }

  #create(name: string, spec: GuestSpec): void {
    const request = spec.manifest ?? requestFor(name, spec);
    const right = rightAdmission(request, this.#config);
    const decision = this.#twist.admit?.(right, request) ?? right;
    this.#say({ event: 'admit', guest: name, spec, request, config: this.#config, decision });
    if (!decision.allowed) return;
    const claim = rightClaim(request, spec);
    const object = decision.guest;
    this.#guests.set(name, {
      spec,
      object,
      claim: this.#twist.claim?.(claim) ?? claim,
      status: {},
      host: undefined,
      over: false,
    });
    this.#tell(name, { what: 'admitted' });
    this.#place(name);
  }

  #fill(host: string, protection: ConfidentialProtection, beyond: number): void {
    const size = rangeOf(this.#host(host).truth, protection)?.size ?? 0;
    for (let n = 0; n < size + beyond; n += 1)
      this.#create(`${host}-${protection}-${n}`, { protection, secureBoot: false, onHost: host });
  }

  #place(name: string): void {
    const guest = this.#guest(name);
    const hosts = [...this.#hosts].map(([host, state]) => shownHost(host, state));
    const right = rightPlacement(guest.claim, hosts, this.#config);
    const decision = this.#twist.place?.(right, hosts) ?? right;
    const { protection } = guest.spec;
    const freeKeys = Object.fromEntries([...this.#hosts].map(([host, state]) => [host, available(state, protection)]));
    this.#say({ event: 'place', guest: name, protection, claim: guest.claim, hosts, decision, freeKeys });
    if (!decision.placed) {
      this.#tell(name, { what: 'not-placed', message: decision.message });
      return;
    }
    guest.host = decision.host;
    this.#count(guest.claim, this.#host(decision.host), 1);
    this.#tell(name, { what: 'placed', host: decision.host });
    this.#launch(name, decision.host);
  }

  #launch(name: string, host: string): void {
    const guest = this.#guest(name);
    const { protection } = guest.spec;
    const state = this.#host(host);
    const right = rightRendering(guest.object, protection, state.truth);
    const decision = this.#twist.render?.(right, protection) ?? right;
    this.#say({ event: 'render', guest: name, host, protection, object: guest.object, decision });
    if (!decision.rendered) {
      this.#tell(name, { what: 'not-rendered', message: decision.message });
      return this.#unbind(name);
    }
    const result = this.#start(name, state, host, protection, false);
    const paused = guest.spec.startPaused === true;
    const told = this.#tell(
      name,
      result.started ? { what: 'started', host, paused } : { what: 'not-started', host, error: result.error },
    );
    if (told?.next === 'give-up') this.#unbind(name);
  }

  #start(name: string, state: FixtureHost, host: string, protection: Protection, outside: boolean): StartResult {
    const right = rightStart(state, protection, this.#guests.get(name)?.spec.smm === true);
    const held = right.started ? { protection, outside, ...(right.keyId !== undefined && { keyId: right.keyId }) } : undefined;
    if (held !== undefined) state.running.set(name, held);
    const usage = usageOf(state, protection);
    const event: StartEvent = { event: 'start', guest: name, host, protection, outside, result: right, ...(usage && { usage }) };
    const told = this.#twist.start?.(event) ?? event;
    this.#say(told);
    return told.result;
  }

  #stop(name: string, by: 'user' | 'eviction' | 'host-reboot'): void {
    const { host } = this.#guest(name);
    if (host === undefined) return;
    this.#release(name, host);
    this.#unbind(name);
    this.#tell(name, { what: 'stopped', host, by });
  }

  #unbind(name: string): void {
    const guest = this.#guest(name);
    if (guest.host === undefined) return;
    this.#count(guest.claim, this.#host(guest.host), -1);
    guest.host = undefined;
    guest.over = true;
  }

  #release(name: string, host: string): void {
    const state = this.#host(host);
    const held = state.running.get(name);
    if (held === undefined) return;
    state.running.delete(name);
    if (held.keyId !== undefined && rangeOf(state.truth, held.protection)?.flushed === true) state.pending.push(held.keyId);
    const usage = usageOf(state, held.protection);
    const { protection, outside } = held;
    const event: ReleaseEvent = { event: 'release', guest: name, host, protection, outside, ...(usage && { usage }) };
    this.#say(this.#twist.release?.(event) ?? event);
  }

  #reboot(name: string): void {
    const state = this.#host(name);
    state.truth = this.#story.reborn ?? state.truth;
    state.running.clear();
    state.pending = [];
    this.#say({ event: 'boot', host: name, truth: state.truth });
    for (const [guest, { host }] of this.#guests) if (host === name) this.#stop(guest, 'host-reboot');
    this.#label(name);
  }

  /** Guests that wait get another chance. */
  #settle(): void {
    for (const [name, guest] of this.#guests) {
      if (guest.over) continue;
      if (guest.host === undefined) this.#place(name);
      else if (!this.#host(guest.host).running.has(name)) this.#launch(name, guest.host);
    }
  }

  #tell(name: string, happening: Happening): RunDecision | undefined {
    const guest = this.#guests.get(name);
    if (guest === undefined) return undefined;
    if (happening.what === 'admitted') guest.over = false;
    const { protection } = guest.spec;
    const right = statusAfter(readVmi(guest.object), protection, happening, guest.status);
    const decision = this.#twist.run?.(right, happening) ?? right;
    guest.status = decision.status;
    this.#say({ event: 'run', guest: name, protection, happening, decision });
    return decision;
  }

  #count(claim: Claim, host: FixtureHost, sign: 1 | -1): void {
    for (const [name, amount] of Object.entries(claim.resources)) host.used[name] = (host.used[name] ?? 0) + sign * amount;
    host.guests += sign;
    host.memoryUsedBytes += sign * claim.memoryBytes;
  }

  #host(name: string): FixtureHost {
    return this.#hosts.get(name) as FixtureHost;
  }

  #guest(name: string): FixtureGuest {
    return this.#guests.get(name) as FixtureGuest;
  }

  #end(): EndState {
    const guests = [...this.#guests].map(([name, { spec, host, status, over }]) => ({
      name,
      protection: spec.protection,
      ...(host !== undefined && { host }),
      running: host !== undefined && this.#host(host).running.has(name),
      pending: host === undefined && !over,
      status,
    }));
    return { guests, hosts: Object.fromEntries([...this.#hosts].map(([name, state]) => [name, endHost(state)])) };
  }

  #say(event: WithoutStep<TraceEvent>): void {
    this.#trace.push({ ...event, step: this.#step } as TraceEvent);
  }
}

type WithoutStep<Event> = Event extends unknown ? Omit<Event, 'step'> : never;
