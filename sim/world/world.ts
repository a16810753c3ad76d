import type { HostDescription } from '../../profiles/description.js';
import type { Case, CaseHost, Command, GuestSpec, SettingValue } from '../contracts/commands.js';
import type { Evidence, StartResult, TraceEvent } from '../contracts/evidence.js';
import type { ConfidentialProtection } from '../contracts/protection.js';
import type { HostReader } from '../contracts/reader.js';
import type { Happening, RunDecision, Subject } from '../contracts/subject.js';
import { assertThat } from '../core/defect.js';
import type { JsonObject } from '../core/json.js';
import { Host } from '../host/host.js';
import { openTree } from '../surfaces/index.js';
import { endState } from './end-state.js';
import { guarded, SubjectPanic } from './guarded-subject.js';
import type { GuestRecord } from './guest.js';
import { freeKeys, usageFor } from './key-usage.js';
import { NodeRecord } from './node.js';
import { outsideDomainXml } from './outside-domain.js';

/** What a world is put together from. The world itself knows no stack and no profile store: both are passed in. */
export interface WorldParts {
  readonly subject: Subject;
  /** Resolves a case's host through the profiles. */
  readonly describe: (host: CaseHost) => HostDescription;
  /** Makes the stack's own request object, e.g. a VirtualMachineInstance. */
  readonly request: (guest: string, spec: GuestSpec) => JsonObject;
  /** Everything but the protection of a guest that is fine in every respect; what `fill` asks for. */
  readonly plainGuest: Omit<GuestSpec, 'protection'>;
  /** Labels a node object carries before the first labelling, beside the kubelet's: an administrator's, and stale ones. */
  readonly nodeLabels: Readonly<Record<string, string>>;
}

/** Runs a whole case: boots the hosts, applies every command, lets things settle, and hands over the evidence. */
export function runCase(theCase: Case, parts: WorldParts): Evidence {
  const world = new World(theCase, parts);
  for (const command of theCase.commands) world.apply(command);
  return world.evidence();
}

/** One simulated machine of the case with the control plane's view of it. */
interface WorldHost {
  description: CaseHost;
  readonly host: Host;
  readonly reader: HostReader;
  readonly node: NodeRecord;
  /** Guests started behind the control plane's back, oldest first. */
  readonly outside: { readonly name: string; readonly protection: ConfidentialProtection }[];
}

/**
 * Hosts, a subject and the state in between. Commands are applied one at a time; after each one the control plane is given the
 * chance to place and start whatever waits, as a real one would.
 */
export class World {
  readonly #case: Case;
  readonly #parts: WorldParts;
  readonly #subject: ReturnType<typeof guarded>;
  readonly #hosts = new Map<string, WorldHost>();
  readonly #guests = new Map<string, GuestRecord>();
  readonly #trace: TraceEvent[] = [];
  #config: JsonObject;
  #step = -1;
  #panicked = false;
  /** A claim, a key ID or a label changed, so waiting guests deserve another try. Guests only move forward, so this ends. */
  #somethingFreed = false;
  #outsideCount = 0;
  /** Numbers given out by `fill`, by the beginning of the name. */
  readonly #filled = new Map<string, number>();

  constructor(theCase: Case, parts: WorldParts) {
    this.#case = theCase;
    this.#parts = parts;
    this.#subject = guarded(parts.subject);
    this.#config = theCase.config;
    this.#record({ event: 'configure', config: this.#config });
    for (const description of [...theCase.hosts].sort((left, right) => compare(left.name, right.name)))
      this.#addHost(description);
    this.#survive(() => {
      for (const name of this.#hosts.keys()) this.#label(name);
    });
  }

  /** Applies one command and lets the control plane settle. Nothing happens any more once the subject has panicked. */
  apply(command: Command): void {
    if (this.#panicked) return;
    this.#step += 1;
    this.#record({ event: 'command', command });
    this.#survive(() => {
      this.#dispatch(command);
      this.#settle();
    });
  }

  /** Everything the judges may see, at this moment. */
  evidence(): Evidence {
    const hosts = [...this.#hosts.values()];
    return {
      case: this.#case,
      hosts: Object.fromEntries(hosts.map(({ node, host }) => [node.name, host.boot])),
      trace: this.#trace,
      end: endState([...this.#guests.values()], hosts),
    };
  }

  #survive(action: () => void): void {
    try {
      action();
    } catch (problem) {
      if (!(problem instanceof SubjectPanic)) throw problem;
      this.#panicked = true;
      this.#record({ event: 'panic', decision: problem.decision, message: problem.message });
    }
  }

  #dispatch(command: Command): void {
    switch (command.do) {
      case 'label':
        return this.#label(command.host);
      case 'create':
        return this.#create(command.guest, command.spec);
      case 'fill':
        return this.#fill(command.host, command.protection, command.beyond);
      case 'delete':
        return this.#delete(command.guest);
      case 'restart':
        return this.#restart(command.guest);
      case 'migrate':
        return this.#migrate(command.guest);
      case 'evict':
        return this.#evict(command.guest);
      case 'start-outside':
        return this.#startOutside(command.host, command.protection, command.count);
      case 'stop-outside':
        return this.#stopOutside(command.host, command.count);
      case 'reboot':
        return this.#reboot(command.host, command.settings);
      case 'configure':
        return this.#configure(command.config);
    }
  }

  #addHost(description: CaseHost): void {
    assertThat(!this.#hosts.has(description.name), `host names of a case are unique, ${description.name} is there twice`);
    const host = new Host(this.#parts.describe(description));
    const labels = {
      ...this.#parts.nodeLabels,
      'kubernetes.io/arch': 'amd64',
      'kubernetes.io/hostname': description.name,
    };
    const node = new NodeRecord(description.name, host.boot.memoryBytes, labels);
    this.#hosts.set(description.name, { description, host, reader: openTree(host), node, outside: [] });
    this.#record({ event: 'boot', host: description.name, truth: host.boot });
  }

  #label(name: string): void {
    const here = this.#hosts.get(name);
    if (here === undefined) return;
    const before = here.node.labels;
    const decision = this.#subject.label({ name, reader: here.reader, labels: before }, this.#config);
    here.node.publish(decision);
    this.#somethingFreed = true;
    this.#record({ event: 'label', host: name, before, decision, truth: here.host.boot });
  }

  #create(name: string, spec: GuestSpec): void {
    if (this.#guests.has(name)) return;
    const request = spec.manifest ?? this.#parts.request(name, spec);
    const decision = this.#subject.admit(request, this.#config);
    this.#record({ event: 'admit', guest: name, spec, request, config: this.#config, decision });
    if (!decision.allowed) return;
    const claim = this.#subject.claim(decision.guest, this.#config);
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

  #fill(host: string, protection: ConfidentialProtection, beyond: number): void {
    const here = this.#hosts.get(host);
    if (here === undefined) return;
    const usage = usageFor(here.host.truth, protection);
    const wanted = usage === undefined ? beyond : usage.free + usage.pending + beyond;
    const spec: GuestSpec = { ...this.#parts.plainGuest, protection, onHost: host };
    for (let made = 0; made < wanted; made += 1) {
      this.#create(this.#freeName(`${host}-${protection}`), spec);
    }
  }

  #freeName(beginning: string): string {
    const number = this.#filled.get(beginning) ?? 0;
    this.#filled.set(beginning, number + 1);
    return `${beginning}-${number}`;
  }

  /** Asks the scheduler for a host, and goes on to render and start when there is one. */
  #place(guest: GuestRecord): void {
    const hosts = [...this.#hosts.values()].map(({ node }) => node.view);
    const decision = this.#subject.place(guest.claim, hosts, this.#config);
    const { protection } = guest.spec;
    this.#record({
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
    assertThat(target !== undefined, `the subject places guests on hosts it was shown, not on "${decision.host}"`);
    guest.state = 'bound';
    guest.host = decision.host;
    target.node.bind(guest.claim);
    this.#tell(guest, { what: 'placed', host: decision.host });
    this.#start(guest, target);
  }

  #start(guest: GuestRecord, target: WorldHost): void {
    const { name: host } = target.node;
    const { protection } = guest.spec;
    const decision = this.#subject.render(guest.object, { name: host, reader: target.reader }, this.#config);
    this.#record({ event: 'render', guest: guest.name, host, protection, object: guest.object, decision });
    if (!decision.rendered) {
      this.#follow(guest, this.#tell(guest, { what: 'not-rendered', message: decision.message }));
      return;
    }
    const { result, name: domain } = target.host.startDomain(decision.xml);
    this.#recordStart(guest.name, target, protection, false, result);
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

  #delete(name: string): void {
    const guest = this.#guests.get(name);
    if (guest === undefined) return;
    this.#tell(guest, { what: 'deletion-asked' });
    this.#stop(guest, 'user');
    this.#guests.delete(name);
  }

  #restart(name: string): void {
    const guest = this.#guests.get(name);
    if (guest === undefined || guest.state !== 'running') return;
    const decision = this.#tell(guest, { what: 'restart-asked' });
    if (decision.next !== 'stop') return;
    this.#stop(guest, 'user');
    guest.state = 'pending';
    this.#tell(guest, { what: 'admitted' });
    this.#place(guest);
  }

  #migrate(name: string): void {
    const guest = this.#guests.get(name);
    if (guest === undefined || guest.state === 'over') return;
    const decision = this.#tell(guest, { what: 'migration-asked' });
    if (decision.next !== 'migrate' || guest.state !== 'running') return;
    this.#stop(guest, 'user');
    guest.state = 'pending';
    this.#place(guest);
  }

  #evict(name: string): void {
    const guest = this.#guests.get(name);
    if (guest === undefined || guest.state !== 'running') return;
    const decision = this.#tell(guest, { what: 'eviction-asked' });
    if (decision.next === 'stop') this.#stop(guest, 'eviction');
  }

  #startOutside(name: string, protection: ConfidentialProtection, count: number): void {
    const here = this.#hosts.get(name);
    if (here === undefined) return;
    for (let started = 0; started < count; started += 1) {
      const domain = `outside-${this.#outsideCount}`;
      this.#outsideCount += 1;
      const { result } = here.host.startDomain(outsideDomainXml(domain, protection, here.host.boot.firmwareFiles));
      this.#recordStart(domain, here, protection, true, result);
      if (result.started) here.outside.push({ name: domain, protection });
    }
  }

  #stopOutside(name: string, count: number): void {
    const here = this.#hosts.get(name);
    if (here === undefined) return;
    for (const { name: domain, protection } of here.outside.splice(0, count)) {
      here.host.destroyDomain(domain);
      this.#somethingFreed = true;
      this.#recordRelease(domain, here, protection, true);
    }
  }

  #reboot(name: string, settings: Readonly<Record<string, SettingValue>> | undefined): void {
    const here = this.#hosts.get(name);
    if (here === undefined) return;
    if (settings !== undefined) here.description = { ...here.description, settings };
    here.host.reboot(this.#parts.describe(here.description));
    here.outside.length = 0;
    this.#record({ event: 'boot', host: name, truth: here.host.boot });
    for (const guest of this.#guests.values()) {
      if (guest.host === name) this.#over(guest, here, 'host-reboot');
    }
    this.#label(name);
  }

  #configure(config: JsonObject): void {
    this.#config = config;
    this.#record({ event: 'configure', config });
    for (const name of this.#hosts.keys()) this.#label(name);
  }

  /** Ends a guest's stay on its host: the domain is destroyed, the key goes back, the claim is dropped. */
  #stop(guest: GuestRecord, by: 'user' | 'eviction'): void {
    const here = guest.host === undefined ? undefined : this.#hosts.get(guest.host);
    if (here === undefined) return;
    if (guest.domain !== undefined) {
      here.host.destroyDomain(guest.domain);
      this.#recordRelease(guest.name, here, guest.spec.protection, false);
    }
    this.#over(guest, here, by);
  }

  #over(guest: GuestRecord, here: WorldHost, by: 'user' | 'eviction' | 'host-reboot'): void {
    this.#unbind(guest, here);
    this.#tell(guest, { what: 'stopped', host: here.node.name, by });
  }

  /** Gives everything that waits another chance for as long as something was given back since the last look. */
  #settle(): void {
    while (this.#somethingFreed) {
      this.#somethingFreed = false;
      for (const guest of [...this.#guests.values()]) {
        if (guest.state === 'pending') this.#place(guest);
        else if (guest.state === 'bound') this.#retryStart(guest);
      }
    }
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
    const decision = this.#subject.run(guest.object, happening, guest.status, this.#config);
    guest.status = decision.status;
    this.#record({ event: 'run', guest: guest.name, protection: guest.spec.protection, happening, decision });
    return decision;
  }

  #recordStart(guest: string, here: WorldHost, protection: GuestSpec['protection'], outside: boolean, result: StartResult): void {
    const usage = protection === 'none' ? undefined : usageFor(here.host.truth, protection);
    this.#record({ event: 'start', guest, host: here.node.name, protection, outside, result, ...(usage && { usage }) });
  }

  #recordRelease(guest: string, here: WorldHost, protection: GuestSpec['protection'], outside: boolean): void {
    const usage = protection === 'none' ? undefined : usageFor(here.host.truth, protection);
    this.#record({ event: 'release', guest, host: here.node.name, protection, outside, ...(usage && { usage }) });
  }

  #record(event: WithoutStep<TraceEvent>): void {
    this.#trace.push({ ...event, step: this.#step } as TraceEvent);
  }
}

/** A trace event before the world has stamped the step on it. */
type WithoutStep<Event> = Event extends unknown ? Omit<Event, 'step'> : never;

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
