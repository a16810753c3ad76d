import type { GuestSpec } from '../contracts/commands.js';
import type { Happening, RunDecision, Subject } from '../contracts/subject.js';
import type { JsonObject } from '../core/json.js';
import { guarded, SubjectPanic } from './guarded-subject.js';
import type { GuestRecord } from './guest.js';
import { freeKeys } from './key-usage.js';
import type { Trace } from './trace.js';
import type { WorldHost } from './world-host.js';

/**
 * The part of a world that a real control plane would be: it asks the subject for every decision, carries the decision out, keeps
 * guests and claims, and records all of it. Hosts belong to the world.
 */
export class ControlPlane {
  /** Configuration in force. */
  config: JsonObject;
  readonly #subject: ReturnType<typeof guarded>;
  readonly #hosts: ReadonlyMap<string, WorldHost>;
  readonly #trace: Trace;
  readonly #guests = new Map<string, GuestRecord>();
  /** A claim, a key ID or a label changed, so waiting guests deserve another try. Guests only move forward, so this ends. */
  #somethingFreed = false;

  constructor(subject: Subject, config: JsonObject, hosts: ReadonlyMap<string, WorldHost>, trace: Trace) {
    this.#subject = guarded(subject);
    this.config = config;
    this.#hosts = hosts;
    this.#trace = trace;
  }

  /** Guests in the order they were admitted. */
  get guests(): readonly GuestRecord[] {
    return [...this.#guests.values()];
  }

  /** The node agent of a host looks at it and publishes what it found. */
  label(name: string): void {
    const here = this.#hosts.get(name);
    if (here === undefined) return;
    const before = here.node.labels;
    const decision = this.#subject.label(
      { name, reader: here.reader, labels: before, annotations: {}, happening: 'interval', memory: {} },
      this.config,
    );
    here.node.publish(decision);
    this.#somethingFreed = true;
    const spoiled = [...here.spoiled.keys()].sort();
    this.#trace.record({
      event: 'label',
      host: name,
      happening: 'interval',
      before,
      decision,
      truth: here.host.boot,
      ...(spoiled.length > 0 && { spoiled }),
    });
  }

  /** Somebody asks for a guest; a name that is taken is left alone. */
  create(name: string, spec: GuestSpec, makeRequest: (guest: string, spec: GuestSpec) => JsonObject): void {
    if (this.#guests.has(name)) return;
    const request = spec.manifest ?? makeRequest(name, spec);
    const decision = this.#subject.admit(request, this.config);
    this.#trace.record({ event: 'admit', guest: name, spec, request, config: this.config, decision });
    if (!decision.allowed) return;
    const claim = this.#subject.claim(decision.guest, this.config);
    const guest: GuestRecord = {
      name,
      spec,
      object: decision.guest,
      claim,
      state: 'pending',
      host: undefined,
      domain: undefined,
      status: {},
    };
    this.#guests.set(name, guest);
    this.#tell(guest, { what: 'admitted' });
    this.#place(guest);
  }

  /** A guest is deleted. */
  delete(name: string): void {
    const guest = this.#guests.get(name);
    if (guest === undefined) return;
    this.#tell(guest, { what: 'deletion-asked' });
    this.#stop(guest, 'user');
    this.#guests.delete(name);
  }

  /** A guest is stopped and started again; it takes its place in the queue like any other. */
  restart(name: string): void {
    const guest = this.#guests.get(name);
    if (guest === undefined || guest.state !== 'running') return;
    const decision = this.#tell(guest, { what: 'restart-asked' });
    if (decision.next !== 'stop') return;
    this.#stop(guest, 'user');
    guest.state = 'pending';
    this.#tell(guest, { what: 'admitted' });
    this.#place(guest);
  }

  /** Somebody asks for a live migration. */
  migrate(name: string): void {
    const guest = this.#guests.get(name);
    if (guest === undefined || guest.state === 'over') return;
    const decision = this.#tell(guest, { what: 'migration-asked' });
    if (decision.next !== 'migrate' || guest.state !== 'running') return;
    this.#stop(guest, 'user');
    guest.state = 'pending';
    this.#place(guest);
  }

  /** A guest is to leave its node. */
  evict(name: string): void {
    const guest = this.#guests.get(name);
    if (guest === undefined || guest.state !== 'running') return;
    const decision = this.#tell(guest, { what: 'eviction-asked' });
    if (decision.next === 'stop') this.#stop(guest, 'eviction');
  }

  /** All guests of a host died with it. */
  loseHost(here: WorldHost): void {
    for (const guest of this.#guests.values()) {
      if (guest.host === here.node.name) this.#over(guest, here, 'host-reboot');
    }
  }

  /** Something became free that the control plane did not free itself. */
  noticeFreed(): void {
    this.#somethingFreed = true;
  }

  /** Gives everything that waits another chance for as long as something was given back since the last look. */
  settle(): void {
    while (this.#somethingFreed) {
      this.#somethingFreed = false;
      for (const guest of [...this.#guests.values()]) {
        if (guest.state === 'pending') this.#place(guest);
        else if (guest.state === 'bound') this.#retryStart(guest);
      }
    }
  }

  /** Asks the scheduler for a host, and goes on to render and start when there is one. */
  #place(guest: GuestRecord): void {
    const hosts = [...this.#hosts.values()].map(({ node }) => node.view);
    const decision = this.#subject.place(guest.claim, hosts, this.config);
    const { protection } = guest.spec;
    this.#trace.record({
      event: 'place',
      guest: guest.name,
      protection,
      claim: guest.claim,
      hosts,
      decision,
      freeKeys: protection === 'none' ? {} : freeKeys(this.#hosts, protection),
    });
    if (!decision.placed) {
      this.#tell(guest, { what: 'not-placed', message: decision.message });
      return;
    }
    const target = this.#hosts.get(decision.host);
    if (target === undefined) throw new SubjectPanic('place', `there is no host "${decision.host}" among those that were shown`);
    guest.state = 'bound';
    guest.host = decision.host;
    target.node.bind(guest.claim);
    this.#tell(guest, { what: 'placed', host: decision.host });
    this.#start(guest, target);
  }

  #start(guest: GuestRecord, target: WorldHost): void {
    const { name: host } = target.node;
    const { protection } = guest.spec;
    const decision = this.#subject.render(guest.object, { name: host, reader: target.reader }, this.config);
    this.#trace.record({ event: 'render', guest: guest.name, host, protection, object: guest.object, decision });
    if (!decision.rendered) {
      this.#follow(guest, this.#tell(guest, { what: 'not-rendered', message: decision.message }));
      return;
    }
    const { result, name: domain } = target.host.startDomain(decision.xml);
    this.#trace.recordStart(guest.name, target, protection, false, result);
    if (result.started) {
      guest.state = 'running';
      guest.domain = domain;
    }
    const paused = guest.spec.startPaused === true;
    this.#follow(
      guest,
      this.#tell(guest, result.started ? { what: 'started', host, paused } : { what: 'not-started', host, error: result.error }),
    );
  }

  /** Ends a guest's stay on its host: the domain is destroyed, the key goes back, the claim is dropped. */
  #stop(guest: GuestRecord, by: 'user' | 'eviction'): void {
    const here = guest.host === undefined ? undefined : this.#hosts.get(guest.host);
    if (here === undefined) return;
    if (guest.domain !== undefined) {
      here.host.destroyDomain(guest.domain);
      this.#trace.recordRelease(guest.name, here, guest.spec.protection, false);
    }
    this.#over(guest, here, by);
  }

  #over(guest: GuestRecord, here: WorldHost, by: 'user' | 'eviction' | 'host-reboot'): void {
    this.#unbind(guest, here);
    this.#tell(guest, { what: 'stopped', host: here.node.name, by });
  }

  #retryStart(guest: GuestRecord): void {
    const here = guest.host === undefined ? undefined : this.#hosts.get(guest.host);
    if (here !== undefined) this.#start(guest, here);
  }

  #follow(guest: GuestRecord, decision: RunDecision): void {
    if (decision.next !== 'give-up') return;
    const here = guest.host === undefined ? undefined : this.#hosts.get(guest.host);
    if (here !== undefined) this.#unbind(guest, here);
  }

  #unbind(guest: GuestRecord, here: WorldHost): void {
    guest.state = 'over';
    guest.host = undefined;
    guest.domain = undefined;
    here.node.unbind(guest.claim);
    this.#somethingFreed = true;
  }

  #tell(guest: GuestRecord, happening: Happening): RunDecision {
    const decision = this.#subject.run(guest.object, happening, guest.status, this.config);
    guest.status = decision.status;
    this.#trace.record({ event: 'run', guest: guest.name, protection: guest.spec.protection, happening, decision });
    return decision;
  }
}
