import type { HostDescription } from '../../profiles/description.js';
import type { Case, CaseHost, Command, GuestSpec, SettingValue } from '../contracts/commands.js';
import type { Evidence } from '../contracts/evidence.js';
import type { ConfidentialProtection } from '../contracts/protection.js';
import type { Subject } from '../contracts/subject.js';
import { assertThat } from '../core/defect.js';
import type { JsonObject } from '../core/json.js';
import { ControlPlane } from './control-plane.js';
import { endState } from './end-state.js';
import { SubjectPanic } from './guarded-subject.js';
import { usageFor } from './key-usage.js';
import { outsideDomainXml } from './outside-domain.js';
import { Trace } from './trace.js';
import { bootWorldHost, type WorldHost } from './world-host.js';

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

/**
 * Hosts, a subject and the state in between. Commands are applied one at a time; after each one the control plane is given the
 * chance to place and start whatever waits, as a real one would.
 */
export class World {
  readonly #case: Case;
  readonly #parts: WorldParts;
  readonly #hosts = new Map<string, WorldHost>();
  readonly #trace = new Trace();
  readonly #control: ControlPlane;
  #panicked = false;
  #outsideCount = 0;
  /** Numbers given out by `fill`, by the beginning of the name. */
  readonly #filled = new Map<string, number>();

  constructor(theCase: Case, parts: WorldParts) {
    this.#case = theCase;
    this.#parts = parts;
    this.#control = new ControlPlane(parts.subject, theCase.config, this.#hosts, this.#trace);
    this.#trace.record({ event: 'configure', config: theCase.config });
    for (const description of [...theCase.hosts].sort((left, right) => compare(left.name, right.name)))
      this.#addHost(description);
    this.#survive(() => {
      for (const name of this.#hosts.keys()) this.#control.label(name);
    });
  }

  /** Applies one command and lets the control plane settle. Nothing happens any more once the subject has panicked. */
  apply(command: Command): void {
    if (this.#panicked) return;
    this.#trace.nextStep();
    this.#trace.record({ event: 'command', command });
    this.#survive(() => {
      this.#dispatch(command);
      this.#control.settle();
    });
  }

  /** Everything the judges may see, at this moment. */
  evidence(): Evidence {
    const hosts = [...this.#hosts.values()];
    return {
      case: this.#case,
      hosts: Object.fromEntries(hosts.map(({ node, host }) => [node.name, host.boot])),
      trace: this.#trace.events,
      end: endState(this.#control.guests, hosts),
    };
  }

  #addHost(description: CaseHost): void {
    const { name } = description;
    assertThat(!this.#hosts.has(name), `host names of a case are unique, ${name} is there twice`);
    const here = bootWorldHost(description, this.#parts.describe, this.#parts.nodeLabels);
    this.#hosts.set(name, here);
    this.#trace.record({ event: 'boot', host: name, truth: here.host.boot });
  }

  #survive(action: () => void): void {
    try {
      action();
    } catch (problem) {
      if (!(problem instanceof SubjectPanic)) throw problem;
      this.#panicked = true;
      this.#trace.record({ event: 'panic', decision: problem.decision, message: problem.message });
    }
  }

  #dispatch(command: Command): void {
    switch (command.do) {
      case 'label':
        return this.#control.label(command.host);
      case 'create':
        return this.#control.create(command.guest, command.spec, this.#parts.request);
      case 'fill':
        return this.#fill(command.host, command.protection, command.beyond);
      case 'delete':
        return this.#control.delete(command.guest);
      case 'restart':
        return this.#control.restart(command.guest);
      case 'migrate':
        return this.#control.migrate(command.guest);
      case 'evict':
        return this.#control.evict(command.guest);
      case 'start-outside':
        return this.#startOutside(command.host, command.protection, command.count);
      case 'stop-outside':
        return this.#stopOutside(command.host, command.count);
      case 'spoil':
        return this.#spoil(command.host, command.path, command.text);
      case 'reboot':
        return this.#reboot(command.host, command.settings);
      case 'configure':
        return this.#configure(command.config);
    }
  }

  #fill(host: string, protection: ConfidentialProtection, beyond: number): void {
    const here = this.#hosts.get(host);
    if (here === undefined) return;
    const usage = usageFor(here.host.truth, protection);
    const wanted = usage === undefined ? beyond : usage.free + usage.pending + beyond;
    const spec: GuestSpec = { ...this.#parts.plainGuest, protection, onHost: host };
    for (let made = 0; made < wanted; made += 1) {
      this.#control.create(this.#freeName(`${host}-${protection}`), spec, this.#parts.request);
    }
  }

  #freeName(beginning: string): string {
    const number = this.#filled.get(beginning) ?? 0;
    this.#filled.set(beginning, number + 1);
    return `${beginning}-${number}`;
  }

  #startOutside(name: string, protection: ConfidentialProtection, count: number): void {
    const here = this.#hosts.get(name);
    if (here === undefined) return;
    for (let started = 0; started < count; started += 1) {
      const domain = `outside-${this.#outsideCount}`;
      this.#outsideCount += 1;
      const { result } = here.host.startDomain(outsideDomainXml(domain, protection, here.host.boot.firmwareFiles));
      this.#trace.recordStart(domain, here, protection, true, result);
      if (result.started) here.outside.push({ name: domain, protection });
    }
  }

  #stopOutside(name: string, count: number): void {
    const here = this.#hosts.get(name);
    if (here === undefined) return;
    for (const { name: domain, protection } of here.outside.splice(0, count)) {
      here.host.destroyDomain(domain);
      this.#control.noticeFreed();
      this.#trace.recordRelease(domain, here, protection, true);
    }
  }

  #spoil(name: string, path: string, text: string | undefined): void {
    this.#hosts.get(name)?.spoiled.set(path, text);
  }

  #reboot(name: string, settings: Readonly<Record<string, SettingValue>> | undefined): void {
    const here = this.#hosts.get(name);
    if (here === undefined) return;
    if (settings !== undefined) here.description = { ...here.description, settings };
    here.host.reboot(this.#parts.describe(here.description));
    here.outside.length = 0;
    here.spoiled.clear();
    this.#trace.record({ event: 'boot', host: name, truth: here.host.boot });
    this.#control.loseHost(here);
    this.#control.label(name);
  }

  #configure(config: JsonObject): void {
    this.#control.config = config;
    this.#trace.record({ event: 'configure', config });
    for (const name of this.#hosts.keys()) this.#control.label(name);
  }
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
