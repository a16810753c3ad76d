import type { Case, CaseHost, Command } from '../contracts/commands.js';
import type { Evidence } from '../contracts/evidence.js';
import { assertThat } from '../core/defect.js';
import type { JsonObject } from '../core/json.js';
import { UsageError } from '../core/usage-error.js';
import { certificates } from './certificates.js';
import type { Cluster } from './cluster.js';
import { rightRules } from './cluster-rules.js';
import { ControlPlane } from './control-plane.js';
import { endState } from './end-state.js';
import { FaultWindows, type Strike } from './fault-windows.js';
import type { FaultPlace } from './faults/cluster-fault.js';
import { guarded, SubjectPanic } from './guarded-subject.js';
import { HostCommands } from './host-commands.js';
import { label } from './node-agent.js';
import { moveOrStay } from './staying-guests.js';
import { Trace } from './trace.js';
import { Turns, Work } from './work.js';
import { bootWorldHost, type WorldHost } from './world-host.js';
import type { WorldParts } from './world-parts.js';

/** Runs a whole case: boots the hosts, applies every command, lets things settle, and hands over the evidence. */
export function runCase(theCase: Case, parts: WorldParts): Evidence {
  const world = new World(theCase, parts);
  for (const command of theCase.commands) world.apply(command);
  world.calmDown();
  return world.evidence();
}

/**
 * Hosts, a subject and the state in between. Commands are applied one at a time; after each one the control plane is given the
 * chance to place and start whatever waits, as a real one would. In a case with interleaving what a command sets off is left to those
 * who carry it out, and the next command may come before they have.
 */
export class World {
  readonly #case: Case;
  readonly #parts: WorldParts;
  readonly #hosts = new Map<string, WorldHost>();
  readonly #trace = new Trace();
  readonly #cluster: Cluster;
  readonly #control: ControlPlane;
  readonly #onHosts: HostCommands;
  readonly #windows: FaultWindows;
  readonly #turns: Turns;
  #step = 0;
  #panicked = false;

  constructor(theCase: Case, parts: WorldParts) {
    this.#case = theCase;
    this.#parts = parts;
    const { config, interleaving, faults = [] } = theCase;
    this.#windows = new FaultWindows(faults);
    this.#turns = new Turns(interleaving ?? []);
    this.#cluster = {
      subject: guarded(parts.subject),
      hosts: this.#hosts,
      trace: this.#trace,
      rules: parts.rules === undefined ? rightRules : { ...rightRules, ...parts.rules },
      config,
      guestsAt: (host) => this.#control.guestsAt(host),
      moveOrStay: (guest, decision, before) => moveOrStay(this.#cluster, guest, decision, before),
      protectionOf: parts.protectionOf,
      somethingChanged: false,
      work: undefined,
    };
    this.#control = new ControlPlane(this.#cluster);
    this.#onHosts = new HostCommands(this.#cluster, this.#control, parts);
    this.#trace.record({ event: 'configure', config });
    for (const description of [...theCase.hosts].sort((left, right) => compare(left.name, right.name)))
      this.#addHost(description);
    this.#survive(() => {
      for (const here of this.#hosts.values()) label(this.#cluster, here, 'agent-started');
    });
    if (interleaving !== undefined) this.#cluster.work = new Work();
  }

  /** Applies one command and lets the control plane settle. Nothing happens any more once the subject has panicked. */
  apply(command: Command): void {
    this.#workUntil('the next command');
    if (this.#panicked) return;
    this.#trace.nextStep();
    this.#strike(this.#windows.before(this.#step));
    this.#step += 1;
    this.#carryOut(command);
  }

  /**
   * All commands are through. Windows with an end are over, everybody looks at everything once more, and whatever can go on does. Nothing
   * happens in a case with neither interleaving nor windows, where everything has settled already.
   */
  calmDown(): void {
    if (!this.#mayBeRestless) return;
    this.#strike(this.#windows.atTheEnd());
    this.#workUntil('nothing is left');
    for (const here of this.#hosts.values()) {
      here.watch = 'right';
      this.#survive(() => this.#lookAround(here));
    }
    this.#workUntil('nothing is left');
  }

  /** Everything the judges may see, at this moment. */
  evidence(): Evidence {
    const hosts = [...this.#hosts.values()];
    return {
      case: this.#case,
      hosts: Object.fromEntries(hosts.map(({ node, host }) => [node.name, host.boot])),
      trace: this.#trace.events,
      end: endState(this.#control.guests, hosts),
      ...(this.#mayBeRestless && { certificates: certificates(this.#cluster, this.#control.guests) }),
    };
  }

  get #mayBeRestless(): boolean {
    return this.#case.interleaving !== undefined || this.#case.faults !== undefined;
  }

  #carryOut(command: Command): void {
    if (this.#panicked) return;
    this.#trace.record({ event: 'command', command });
    this.#survive(() => {
      if (this.#cluster.work !== undefined) this.#control.newRound();
      this.#dispatch(command);
      this.#control.settle();
    });
  }

  /** Before a command, or after the last one, the windows of the case have their say. */
  #strike(strikes: readonly Strike[]): void {
    for (const { host, window, commands } of strikes) {
      const here = this.#hosts.get(host);
      if (here === undefined) continue;
      for (const command of commands(this.#placeOf(here))) this.#trace.becauseOf(window, () => this.#carryOut(command));
    }
  }

  #placeOf({ node, original }: WorldHost): Omit<FaultPlace, 'with'> {
    const possible = (settings: CaseHost['settings']): boolean => isPossible({ ...original, settings }, this.#parts);
    return { host: node.name, original, config: this.#case.config, possible };
  }

  /** Those who have something to do take turns until the next command comes, or until nobody has anything left. */
  #workUntil(end: 'the next command' | 'nothing is left'): void {
    const { work } = this.#cluster;
    if (work === undefined) return;
    const others = end === 'the next command' ? 1 : 0;
    for (let next = work.next(); next.length > 0 && !this.#panicked; next = work.next()) {
      const step = next[this.#turns.among(next.length + others)];
      if (step === undefined) return;
      work.take(step);
      this.#survive(() => {
        this.#trace.because(step.cause, step.run);
        this.#trace.because(step.cause, () => this.#control.settle());
      });
    }
  }

  /** What everybody on a node does from time to time. */
  #lookAround(here: WorldHost): void {
    this.#control.newRound();
    this.#control.relist(here);
    if (!here.agentEnded) label(this.#cluster, here, 'interval');
    this.#cluster.somethingChanged = true;
    this.#control.settle();
  }

  #addHost(description: CaseHost): void {
    const { name } = description;
    assertThat(!this.#hosts.has(name), `host names of a case are unique, ${name} is there twice`);
    const here = bootWorldHost(description, this.#parts);
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
      case 'create':
        return this.#control.create(command.guest, command.spec, this.#parts.request);
      case 'delete':
        return this.#control.delete(command.guest);
      case 'restart':
        return this.#control.restart(command.guest);
      case 'migrate':
        return this.#control.migrate(command.guest);
      case 'evict':
        return this.#control.evict(command.guest);
      case 'request':
        return this.#control.request(command);
      case 'crash':
        return this.#control.crash(command.guest);
      case 'configure':
        return this.#configure(command.config);
      default:
        return this.#onHosts.apply(command);
    }
  }

  #configure(config: JsonObject): void {
    this.#cluster.config = config;
    this.#trace.record({ event: 'configure', config });
    for (const here of this.#hosts.values()) label(this.#cluster, here, 'configured');
  }
}

/** Not every machine can have every setting. */
function isPossible(description: CaseHost, { describe }: WorldParts): boolean {
  try {
    describe(description);
    return true;
  } catch (problem) {
    if (problem instanceof UsageError) return false;
    throw problem;
  }
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
