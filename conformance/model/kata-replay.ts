import type { Command, GuestSpec } from '../../sim/contracts/commands.js';
import type { Evidence, TraceEvent } from '../../sim/contracts/evidence.js';
import type { HostToPlaceOn } from '../../sim/contracts/subject.js';
import type { BootTruth } from '../../sim/contracts/truth.js';
import { assertThat } from '../../sim/core/defect.js';
import type { JsonObject } from '../../sim/core/json.js';
import { type QemuCommandLine, readQemuCommandLine } from './kata-command-line.js';
import { type KataClass, kataClassOf } from './kata-names.js';
import { capacityPaths, type NodeFeatures, nodeFeatures } from './kata-nfd.js';
import { type KataPod, readKataPod } from './kata-pod.js';
import type { EventOf } from './observations.js';

/** A label event, with what NFD must have found. */
export interface KataLabelling {
  readonly event: EventOf<'label'>;
  readonly config: JsonObject;
  readonly expected: NodeFeatures;
  /** Something other than a damaged file is wrong with what the host shows, so that nobody can say what NFD must find. */
  readonly troubled: boolean;
  /** Files that somebody has damaged, as they are shown now. */
  readonly spoiled: ReadonlyMap<string, string | undefined>;
  /** The one before it on the same host. */
  readonly previous: KataLabelling | undefined;
}

/** An admit event, with the pod before and after. */
export interface KataAdmission {
  readonly event: EventOf<'admit'>;
  readonly asked: KataPod;
  /** The class it names; undefined where there is none of that name. */
  readonly class: KataClass | undefined;
  /** What it was admitted as; undefined where it was refused. */
  readonly admitted: KataPod | undefined;
}

/** What is known of a guest of the case. */
export interface KataGuest {
  readonly spec: GuestSpec;
  readonly asked: KataPod;
  readonly pod: KataPod;
  readonly class: KataClass;
  /** The configuration it was admitted under. */
  readonly config: JsonObject;
}

/** A place event, with what its hosts are known to have. */
export interface KataPlacement {
  readonly event: EventOf<'place'>;
  readonly guest: KataGuest;
  readonly config: JsonObject;
  readonly hosts: readonly KataPlacementHost[];
}

/** A host at the time of a placement. */
export interface KataPlacementHost {
  readonly shown: HostToPlaceOn;
  readonly truth: BootTruth;
  readonly labelling: KataLabelling | undefined;
  /** What pods that are bound here hold, by the judges' own book. */
  readonly held: Readonly<Record<string, number>>;
  /** Somebody has edited the node object, or the scheduler's view of it lags. */
  readonly blurred: boolean;
}

/** A render event, with QEMU's arguments. */
export interface KataRendering {
  readonly event: EventOf<'render'>;
  readonly guest: KataGuest;
  readonly config: JsonObject;
  readonly truth: BootTruth;
  /** Undefined where nothing was rendered. */
  readonly line: QemuCommandLine | undefined;
}

/** A start event of a pod. */
export interface KataStart {
  readonly event: EventOf<'start'>;
  readonly guest: KataGuest;
}

/** A run event. */
export interface KataHappened {
  readonly event: EventOf<'run'>;
  /** Position in the trace. */
  readonly at: number;
  readonly guest: KataGuest;
  /** The last status before; undefined at first. */
  readonly before: JsonObject | undefined;
}

/** Everything the judges of Kata look at. */
export interface KataReplay {
  readonly labellings: readonly KataLabelling[];
  readonly admissions: readonly KataAdmission[];
  readonly placements: readonly KataPlacement[];
  readonly renderings: readonly KataRendering[];
  readonly starts: readonly KataStart[];
  readonly happenings: readonly KataHappened[];
  /** Guests that were admitted, as they are at the end, by name. */
  readonly guests: ReadonlyMap<string, KataGuest>;
}

/** Replays a case's trace. Pure: the same evidence gives the same answer. */
export function kataReplay(evidence: Evidence): KataReplay {
  const run = new KataTrace(evidence);
  for (const [at, event] of evidence.trace.entries()) run.take(event, at);
  return run;
}

interface Node {
  truth: BootTruth;
  /** What somebody has last written to a file; whether it is still so a label event says. */
  readonly spoiled: Map<string, string | undefined>;
  readonly faults: Set<string>;
  labelling: KataLabelling | undefined;
  blurred: boolean;
}

class KataTrace implements KataReplay {
  readonly labellings: KataLabelling[] = [];
  readonly admissions: KataAdmission[] = [];
  readonly placements: KataPlacement[] = [];
  readonly renderings: KataRendering[] = [];
  readonly starts: KataStart[] = [];
  readonly happenings: KataHappened[] = [];
  readonly guests = new Map<string, KataGuest>();
  readonly #evidence: Evidence;
  readonly #nodes = new Map<string, Node>();
  readonly #bound = new Map<string, { readonly host: string; readonly takes: Readonly<Record<string, number>> }>();
  readonly #statuses = new Map<string, JsonObject>();
  #config: JsonObject;

  constructor(evidence: Evidence) {
    this.#evidence = evidence;
    this.#config = evidence.case.config;
  }

  take(event: TraceEvent, at: number): void {
    switch (event.event) {
      case 'command':
        return this.#command(event.command);
      case 'configure':
        this.#config = event.config;
        return;
      case 'boot':
        return this.#boot(event);
      case 'fault':
        return this.#fault(event);
      case 'edit':
        this.#node(event.host).blurred = true;
        return;
      case 'label':
        return this.#label(event);
      case 'admit':
        return this.#admit(event);
      case 'place':
        return this.#place(event);
      case 'render':
        return this.#render(event);
      case 'start':
        return this.#start(event);
      case 'release':
        this.#bound.delete(event.guest);
        return;
      case 'run':
        return this.#run(event, at);
    }
  }

  #command(command: Command): void {
    if (!('host' in command)) return;
    const node = this.#node(command.host);
    if (command.do === 'spoil') node.spoiled.set(command.path, command.text);
    if (command.do === 'lag' || command.do === 'watch') node.blurred = true;
  }

  #boot({ host, truth }: EventOf<'boot'>): void {
    const node = this.#node(host);
    node.truth = truth;
    for (const fault of node.faults) if (fault !== 'module-off') node.faults.delete(fault);
    for (const [guest, bound] of this.#bound) if (bound.host === host) this.#bound.delete(guest);
  }

  #fault({ host, fault, on }: EventOf<'fault'>): void {
    if (!changesFiles.has(fault)) return;
    const { faults, spoiled } = this.#node(host);
    if (on) faults.add(fault);
    else faults.delete(fault);
    if (fault !== 'module-off') spoiled.delete(capacityPaths[0]);
  }

  #label(event: EventOf<'label'>): void {
    const node = this.#node(event.host);
    const shown = event.spoiled ?? [];
    const spoiled = new Map([...node.spoiled].filter(([path]) => shown.includes(path)));
    const troubled = node.faults.size > 0 || shown.some((path) => !spoiled.has(path));
    const expected = nodeFeatures(event.truth, spoiled, this.#config);
    const labelling = { event, config: this.#config, expected, troubled, spoiled, previous: node.labelling };
    this.labellings.push(labelling);
    if (event.conflict !== true) node.labelling = labelling;
  }

  #admit(event: EventOf<'admit'>): void {
    const asked = readKataPod(event.request);
    const known = kataClassOf(asked.className, event.config);
    const admitted = event.decision.allowed ? readKataPod(event.decision.guest) : undefined;
    this.admissions.push({ event, asked, class: known, admitted });
    if (admitted === undefined) return;
    const guest = { spec: event.spec, asked, pod: admitted, class: known ?? ordinary, config: event.config };
    this.guests.set(event.guest, guest);
    this.#statuses.delete(event.guest);
  }

  #place(event: EventOf<'place'>): void {
    const guest = this.guests.get(event.guest);
    if (guest === undefined) return;
    const hosts = event.hosts.map((shown): KataPlacementHost => {
      const { truth, labelling, blurred } = this.#node(shown.name);
      return { shown, truth, labelling, blurred, held: this.#held(shown.name) };
    });
    this.placements.push({ event, guest, config: this.#config, hosts });
    if (event.decision.placed) this.#bound.set(event.guest, { host: event.decision.host, takes: event.claim.resources });
  }

  #render(event: EventOf<'render'>): void {
    const guest = this.guests.get(event.guest);
    if (guest === undefined) return;
    const { truth } = this.#node(event.host);
    const { decision } = event;
    const line = decision.rendered ? readQemuCommandLine(decision.commandLine ?? []) : undefined;
    this.renderings.push({ event, guest, config: this.#config, truth, line });
  }

  #start(event: EventOf<'start'>): void {
    const guest = this.guests.get(event.guest);
    if (guest !== undefined && !event.outside) this.starts.push({ event, guest });
  }

  #run(event: EventOf<'run'>, at: number): void {
    const guest = this.guests.get(event.guest);
    if (guest === undefined) return;
    this.happenings.push({ event, at, guest, before: this.#statuses.get(event.guest) });
    this.#statuses.set(event.guest, event.decision.status);
    const { what } = event.happening;
    if (what === 'stopped' || what === 'kubelet-refused' || event.decision.next === 'give-up') this.#bound.delete(event.guest);
    if (what === 'deletion-asked') this.#bound.delete(event.guest);
  }

  #held(host: string): Readonly<Record<string, number>> {
    const held: Record<string, number> = {};
    for (const bound of this.#bound.values()) {
      if (bound.host !== host) continue;
      for (const [resource, count] of Object.entries(bound.takes)) held[resource] = (held[resource] ?? 0) + count;
    }
    return held;
  }

  #node(name: string): Node {
    const known = this.#nodes.get(name);
    if (known !== undefined) return known;
    const truth = this.#evidence.hosts[name];
    assertThat(truth !== undefined, 'evidence has the boot truth of every host');
    const node: Node = { truth, spoiled: new Map(), faults: new Set(), labelling: undefined, blurred: false };
    this.#nodes.set(name, node);
    return node;
  }
}

const ordinary: KataClass = { protection: 'none', memoryBytes: 0, milliCpus: 0 };

/** Faults by which files say something else than the boot truth. */
const changesFiles: ReadonlySet<string> = new Set(['module-off', 'misc-file-missing', 'misc-file-garbled', 'misc-file-stale']);
