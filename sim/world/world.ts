import type { Case, CaseHost, Command } from '../contracts/commands.js';
import type { Evidence } from '../contracts/evidence.js';
import { assertThat } from '../core/defect.js';
import type { JsonObject } from '../core/json.js';
import type { Cluster } from './cluster.js';
import { ControlPlane } from './control-plane.js';
import { endState } from './end-state.js';
import { guarded, SubjectPanic } from './guarded-subject.js';
import { HostCommands } from './host-commands.js';
import { label } from './node-agent.js';
import { Trace } from './trace.js';
import { bootWorldHost, type WorldHost } from './world-host.js';
import type { WorldParts } from './world-parts.js';

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
  readonly #cluster: Cluster;
  readonly #control: ControlPlane;
  readonly #onHosts: HostCommands;
  #panicked = false;

  constructor(theCase: Case, parts: WorldParts) {
    this.#case = theCase;
    this.#parts = parts;
    const { config } = theCase;
    this.#cluster = { subject: guarded(parts.subject), hosts: this.#hosts, trace: this.#trace, config, somethingChanged: false };
    this.#control = new ControlPlane(this.#cluster);
    this.#onHosts = new HostCommands(this.#cluster, this.#control, parts);
    this.#trace.record({ event: 'configure', config });
    for (const description of [...theCase.hosts].sort((left, right) => compare(left.name, right.name)))
      this.#addHost(description);
    this.#survive(() => {
      for (const here of this.#hosts.values()) label(this.#cluster, here, 'agent-started');
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

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
