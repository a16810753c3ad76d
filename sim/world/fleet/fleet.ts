import type { HostDescription } from '../../../profiles/description.js';
import type { CaseHost, GuestSpec } from '../../contracts/commands.js';
import type { TraceEvent } from '../../contracts/evidence.js';
import type { Happening, NodeHappening, RunDecision, Subject } from '../../contracts/subject.js';
import { VirtualClock } from '../../core/clock.js';
import { assertThat } from '../../core/defect.js';
import type { JsonObject } from '../../core/json.js';
import { Roster } from '../../core/roster.js';
import { type GuardedSubject, guarded, SubjectPanic } from '../guarded-subject.js';
import { Alarms } from './alarms.js';
import type { EventSink } from './event-tally.js';
import { type FleetGuest, newFleetGuest } from './fleet-guest.js';
import { bootFleetHost, type FleetHost } from './fleet-host.js';
import { labelHost } from './fleet-labels.js';
import { FreeHosts, kindOf } from './free-hosts.js';

/** What a fleet is put together from; like a world it knows no stack and no profile store. */
export interface FleetParts {
  readonly subject: Subject;
  readonly config: JsonObject;
  readonly hosts: readonly CaseHost[];
  /** Resolves a host through the profiles. Hosts that are alike should get the same object: they then share what boot decides. */
  readonly describe: (host: CaseHost) => HostDescription;
  /** Makes the stack's own request object. */
  readonly request: (guest: string, spec: GuestSpec) => JsonObject;
  /** Labels a node object carries before the first labelling. */
  readonly nodeLabels: Readonly<Record<string, string>>;
  /** Where events go. */
  readonly events: EventSink;
}

/**
 * A cluster of many hosts that lives long, under the same subject and on the same hosts as a case. Guests come and go by {@link create}
 * and {@link delete}, time passes by {@link runUntil}, and nothing is remembered of guests that are gone: what happened is in the events.
 *
 * Unlike a case it keeps no evidence, so nothing judges it; its own books are compared with the hosts' wherever a kubelet looks. The
 * scheduler is shown some of the hosts with most room instead of all ({@link FreeHosts}), and `place` events say neither more nor what
 * keys are free. A guest that does not fit waits until something of its kind is given back.
 *
 * @throws SubjectPanic from whatever makes the subject throw.
 */
export class Fleet {
  readonly clock = new VirtualClock();
  /** Everything that happens by itself as time passes. */
  readonly alarms = new Alarms(this.clock);
  readonly hosts: readonly FleetHost[];
  readonly #subject: GuardedSubject;
  readonly #parts: FleetParts;
  readonly #byName: ReadonlyMap<string, FleetHost>;
  readonly #free: FreeHosts<FleetHost['node']>;
  readonly #guests = new Roster<FleetGuest>();
  /** Guests that fit nowhere at the moment, by kind of claim and in the order they came. */
  readonly #waiting = new Map<string, Set<FleetGuest>>();
  #step = -1;

  constructor(parts: FleetParts) {
    this.#parts = parts;
    this.#subject = guarded(parts.subject);
    this.hosts = parts.hosts.map((host) => bootFleetHost(host, parts.describe(host), parts.nodeLabels));
    this.#byName = new Map(this.hosts.map((here) => [here.name, here]));
    assertThat(this.#byName.size === this.hosts.length, 'host names of a fleet are unique');
    this.#free = new FreeHosts(this.hosts.map(({ node }) => node));
    for (const here of this.hosts) {
      this.#record({ event: 'boot', host: here.name, truth: here.host.boot });
      this.label(here, 'agent-started');
    }
  }

  /** Guests that are admitted and not gone. */
  get guestCount(): number {
    return this.#guests.size;
  }

  /** Of those, the ones that fit nowhere at the moment. */
  get waitingCount(): number {
    return [...this.#waiting.values()].reduce((sum, guests) => sum + guests.size, 0);
  }

  /** A guest by name; undefined when it was refused or is gone. */
  guest(name: string): FleetGuest | undefined {
    return this.#guests.get(name);
  }

  /** Lets the virtual clock go on to that moment. */
  runUntil(endMs: number): void {
    this.alarms.runUntil(endMs);
  }

  /** Somebody asks for a guest, which is placed and started at once if it fits; false when it was refused, or the name is taken. */
  create(name: string, spec: GuestSpec): boolean {
    if (this.#guests.has(name)) return false;
    this.#step += 1;
    const { config, request: makeRequest } = this.#parts;
    const request = makeRequest(name, spec);
    const decision = this.#subject.admit(request, config);
    this.#record({ event: 'admit', guest: name, spec, request, config, decision });
    if (!decision.allowed) return false;
    const claim = this.#subject.claim(decision.guest, config);
    const guest = newFleetGuest(name, spec, decision.guest, claim);
    this.#guests.set(name, guest);
    this.#tell(guest, { what: 'admitted' });
    this.#place(guest);
    return true;
  }

  /** A guest is deleted; what it held is given back, and whoever waits for such a thing has another try. */
  delete(name: string): void {
    const guest = this.#guests.get(name);
    if (guest === undefined) return;
    this.#step += 1;
    this.#tell(guest, { what: 'deletion-asked' });
    this.#guests.delete(name);
    this.#waitNoMore(guest);
    if (guest.here !== undefined) this.#stop(guest, guest.here);
  }

  /** Something makes the node agent of a host look. */
  label(here: FleetHost, happening: NodeHappening): void {
    const before = here.node.view;
    const look = labelHost(this.#subject, here, happening, this.#parts.config);
    this.#record(look);
    if (here.node.view === before) return;
    this.#free.changed(here.node);
    this.#retry();
  }

  #place(guest: FleetGuest): void {
    const { config } = this.#parts;
    const { name, spec, claim } = guest;
    const { protection } = spec;
    const candidates = this.#free.candidates(claim);
    const hosts = candidates.length > 0 ? candidates : this.#free.everything();
    const decision = this.#subject.place(claim, hosts, config);
    this.#record({ event: 'place', guest: name, protection, claim, hosts, decision, freeKeys: notTold });
    if (!decision.placed) {
      this.#wait(guest);
      return void this.#tell(guest, { what: 'not-placed', message: decision.message });
    }
    const here = this.#byName.get(decision.host);
    if (here === undefined) throw new SubjectPanic('place', `there is no host "${decision.host}" in the fleet`);
    this.#bind(guest, here);
  }

  #wait(guest: FleetGuest): void {
    guest.state = 'waiting';
    const kind = kindOf(guest.claim);
    const queue = this.#waiting.get(kind);
    if (queue === undefined) this.#waiting.set(kind, new Set([guest]));
    else queue.add(guest);
  }

  #waitNoMore(guest: FleetGuest): void {
    if (this.#waiting.size === 0) return;
    const kind = kindOf(guest.claim);
    const queue = this.#waiting.get(kind);
    if (queue?.delete(guest) === true && queue.size === 0) this.#waiting.delete(kind);
  }

  #bind(guest: FleetGuest, here: FleetHost): void {
    const { name, claim } = guest;
    const host = here.name;
    const verdict = here.node.admit(claim);
    this.#record({ event: 'kubelet', guest: name, host, claim, ...verdict });
    if (!verdict.admitted) {
      const { reason, message } = verdict;
      return this.#over(guest, { what: 'kubelet-refused', host, reason, message });
    }
    guest.here = here;
    this.#waitNoMore(guest);
    this.#free.changed(here.node);
    const { next } = this.#tell(guest, { what: 'placed', host });
    if (next === 'hold') guest.state = 'held';
    else this.#start(guest, here);
  }

  #start(guest: FleetGuest, here: FleetHost): void {
    const { name, object, spec } = guest;
    const { protection } = spec;
    const host = here.name;
    const decision = this.#subject.render(object, here, this.#parts.config);
    this.#record({ event: 'render', guest: name, host, protection, object, decision });
    if (!decision.rendered) return this.#leave(guest, here, { what: 'not-rendered', message: decision.message });
    const paused = spec.startPaused === true;
    const { result, name: domain, usage } = here.host.startDomain(decision.xml, paused ? startPaused : undefined);
    this.#record({ event: 'start', guest: name, host, protection, outside: false, result, ...(usage && { usage }) });
    if (!result.started) return this.#leave(guest, here, { what: 'not-started', host, error: result.error });
    guest.state = 'running';
    guest.domain = domain;
    here.running += 1;
    this.#tell(guest, { what: 'started', host, paused });
  }

  /** A guest that cannot be started gives its place back, whatever the control plane thinks of it; it waits if that is what is next. */
  #leave(guest: FleetGuest, here: FleetHost, happening: Happening): void {
    this.#letGo(guest, here);
    const { next } = this.#tell(guest, happening);
    if (next === 'try-again') this.#wait(guest);
    else this.#forget(guest);
  }

  #stop(guest: FleetGuest, here: FleetHost): void {
    const { name, spec, domain } = guest;
    const { protection } = spec;
    const host = here.name;
    if (domain !== undefined) {
      const ended = here.host.destroyDomain(domain);
      const usage = ended.ok ? ended.value.usage : undefined;
      here.running -= 1;
      this.#record({ event: 'release', guest: name, host, protection, outside: false, ...(usage && { usage }) });
    }
    this.#letGo(guest, here);
    this.#over(guest, { what: 'stopped', host, by: 'user' });
    this.#retry();
  }

  #letGo(guest: FleetGuest, here: FleetHost): void {
    here.node.letGo(guest.claim);
    guest.here = undefined;
    guest.domain = undefined;
    this.#free.changed(here.node);
  }

  /** It is not made anew: a fleet's guests are what its user creates. */
  #over(guest: FleetGuest, happening: Happening): void {
    guest.state = 'over';
    this.#tell(guest, happening);
    this.#forget(guest);
  }

  #forget(guest: FleetGuest): void {
    guest.state = 'over';
    this.#guests.delete(guest.name);
    this.#waitNoMore(guest);
  }

  /** Whoever fits now is placed, those of one kind in the order they came; a kind of which one still does not fit is left for later. */
  #retry(): void {
    if (this.#waiting.size === 0) return;
    for (const guests of [...this.#waiting.values()]) {
      for (const guest of guests) {
        if (this.#free.candidates(guest.claim).length === 0) break;
        this.#waitNoMore(guest);
        this.#place(guest);
        if (guest.state === 'waiting') break;
      }
    }
  }

  #tell(guest: FleetGuest, happening: Happening): RunDecision {
    const decision = this.#subject.run(guest.object, happening, guest.status, this.#parts.config);
    guest.status = decision.status;
    this.#record({ event: 'run', guest: guest.name, protection: guest.spec.protection, happening, decision });
    return decision;
  }

  #record(event: WithoutStep<TraceEvent>): void {
    (event as { step?: number }).step = this.#step;
    this.#parts.events.record(event as TraceEvent);
  }
}

const startPaused = { paused: true };

/** Looking at the keys of every host that is shown would cost more than placing the guest. */
const notTold: Readonly<Record<string, number>> = {};

/** A trace event before the step is stamped on it. */
type WithoutStep<Event> = Event extends unknown ? Omit<Event, 'step'> : never;
