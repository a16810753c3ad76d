import type { Command, HostFaultName } from '../../sim/contracts/commands.js';
import type { Evidence, TraceEvent } from '../../sim/contracts/evidence.js';
import type { Protection } from '../../sim/contracts/protection.js';
import type { HostToPlaceOn, NodeHappening, ResourceProvider } from '../../sim/contracts/subject.js';
import type { BootTruth } from '../../sim/contracts/truth.js';
import type { JsonObject } from '../../sim/core/json.js';
import { capacityFile } from './expected-node.js';
import { type Damage, type Detections, detections, leavesDoubt } from './nova-detection.js';
import { NovaHoldings } from './nova-holdings.js';
import { encryptionContext, protectionOfProvider, reportsNested } from './nova-names.js';
import { type AllocationCandidates, allocationCandidates } from './nova-placement.js';
import type { EventOf } from './observations.js';

/** A label event of a host that reports providers, with what nova-compute must know. */
export interface Report {
  readonly event: EventOf<'label'>;
  readonly host: string;
  /** The configuration now in force. */
  readonly config: JsonObject;
  /** What the compute service found when its process started, which is all it knows until it is started again. */
  readonly detection: Detection;
  /** Somebody acts and serves: the service has not ended, and does not refuse. */
  readonly serving: boolean;
  /** The report its process began with; undefined where that was left out. */
  readonly started: EventOf<'label'> | undefined;
  /** Models have providers of their own: as configured, from the next start on, and for good. */
  readonly nested: boolean;
  /** Providers before and after. */
  readonly before: readonly ResourceProvider[];
  readonly after: readonly ResourceProvider[];
  /** The report of the same host before this one. */
  readonly previous: Report | undefined;
  /** Units held of the host's providers, as they are named before and after. */
  readonly heldBefore: Readonly<Record<string, number>>;
  readonly heldAfter: Readonly<Record<string, number>>;
  /** Protections of the guests on the host, by guest. */
  readonly guests: ReadonlyMap<string, Protection>;
  /** How often what software is shown of the host was damaged or repaired before. */
  readonly damages: number;
}

/** What a compute service's process found out about its host. */
export interface Detection {
  readonly truth: BootTruth;
  readonly config: JsonObject;
  /** Files that were damaged then. */
  readonly damage: Damage;
  /** What must follow; undefined where a document was damaged from which more than one answer may be drawn. */
  readonly models: Detections | undefined;
  /** Processes of this host before this one. */
  readonly process: number;
}

/** A place event with what the model makes of every host. */
export interface NovaPlacement {
  readonly event: EventOf<'place'>;
  /** The guest as it was admitted, or changed since. */
  readonly object: JsonObject;
  readonly config: JsonObject;
  readonly hosts: readonly NovaPlacementHost[];
}

/** One host of a placement. */
export interface NovaPlacementHost {
  readonly name: string;
  readonly shown: HostToPlaceOn;
  readonly truth: BootTruth;
  readonly detection: Detection | undefined;
  /** Units held by the model's own book. */
  readonly held: Readonly<Record<string, number>>;
  readonly candidates: AllocationCandidates;
}

/** Everything the judges of Nova's detection, report and placement look at. */
export interface NovaReplay {
  readonly reports: readonly Report[];
  readonly placements: readonly NovaPlacement[];
  /** Units held by host when everything had settled. */
  readonly held: (host: string) => Readonly<Record<string, number>>;
  readonly end: { readonly step: number };
}

/** Does anybody on the host act? Not when the service ends or has not been heard of. */
export function computeActs(happening: NodeHappening): boolean {
  return happening !== 'agent-stopping' && happening !== 'agent-silent';
}

/** Does a new process of the compute service begin with this? */
export function startsProcess(happening: NodeHappening): boolean {
  return happening === 'agent-started' || happening === 'agent-restarted';
}

/** Goes through a case's trace once. Pure: the same evidence gives the same answer. */
export function replayNova(evidence: Evidence): NovaReplay {
  const run = new NovaTraceReplay(evidence);
  for (const event of evidence.trace) run.take(event);
  return run.result();
}

/** What is known of one host on the way. */
interface HostNow {
  truth: BootTruth;
  detection: Detection | undefined;
  report: Report | undefined;
  ended: boolean;
  readonly damage: Map<string, string | undefined>;
  /** What is wrong with the files of the misc controller. */
  readonly faults: Set<HostFaultName>;
  damages: number;
}

class NovaTraceReplay {
  readonly #evidence: Evidence;
  readonly #reports: Report[] = [];
  readonly #placements: NovaPlacement[] = [];
  readonly #hosts = new Map<string, HostNow>();
  readonly #holdings = new NovaHoldings();
  readonly #objects = new Map<string, JsonObject>();
  #config: JsonObject;

  constructor(evidence: Evidence) {
    this.#evidence = evidence;
    this.#config = evidence.case.config;
  }

  take(event: TraceEvent): void {
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
      case 'label':
        return this.#label(event);
      case 'place':
        return this.#place(event);
      case 'admit':
        if (event.decision.allowed) this.#objects.set(event.guest, event.decision.guest);
        return;
      case 'run':
        if (event.decision.guest !== undefined) this.#objects.set(event.guest, event.decision.guest);
        return this.#holdings.run(event);
    }
  }

  result(): NovaReplay {
    return {
      reports: this.#reports,
      placements: this.#placements,
      held: (host) => this.#holdings.of(host),
      end: { step: this.#evidence.case.commands.length - 1 },
    };
  }

  #command(command: Command): void {
    if (command.do !== 'spoil' && command.do !== 'repair') return;
    const host = this.#hosts.get(command.host);
    if (host === undefined) return;
    host.damages += 1;
    if (command.do === 'spoil') host.damage.set(command.path, command.text);
    else host.damage.delete(command.path);
  }

  #fault({ host: name, fault, on }: EventOf<'fault'>): void {
    const host = this.#host(name, undefined);
    host.damages += 1;
    if (!fault.startsWith('misc-file-')) return;
    if (on) host.faults.add(fault);
    else host.faults.delete(fault);
  }

  #boot({ host: name, truth }: EventOf<'boot'>): void {
    const host = this.#host(name, truth);
    host.truth = truth;
    host.damage.clear();
    host.faults.clear();
    host.damages += 1;
  }

  #label(event: EventOf<'label'>): void {
    const { host: name, decision } = event;
    if (event.conflict === true || decision.providers === undefined) return;
    const host = this.#host(name, event.truth);
    const detection = startsProcess(event.happening) || host.detection === undefined ? this.#detect(event, host) : host.detection;
    const before = host.report?.after ?? [];
    const heldBefore = this.#holdings.of(name);
    this.#holdings.move(name, decision.moved ?? []);
    const held = { heldBefore, heldAfter: this.#holdings.of(name), guests: this.#holdings.guestsOn(name) };
    const { damages } = host;
    const started = startsProcess(event.happening) ? event : host.report?.started;
    const serving = this.#serves(event, host);
    const nested = isNested(event, before, this.#config);
    const tree = { before, after: decision.providers, previous: host.report, started, serving, nested };
    const report: Report = { event, host: name, config: this.#config, detection, ...tree, ...held, damages };
    host.detection = detection;
    host.report = report;
    this.#reports.push(report);
  }

  /** A service that has ended or refused does nothing until it is started again. */
  #serves({ happening, decision }: EventOf<'label'>, host: HostNow): boolean {
    if (startsProcess(happening)) host.ended = false;
    if (happening === 'agent-stopping' || decision.refusesToServe === true) host.ended = true;
    return !host.ended && computeActs(happening);
  }

  #detect({ truth, spoiled = [] }: EventOf<'label'>, host: HostNow): Detection {
    const damage = new Map(spoiled.map((path) => [path, host.damage.get(path)]));
    if (host.faults.size > 0) damage.set(capacityFile, undefined);
    const config = this.#config;
    const models = spoiled.some((path) => leavesDoubt(path, damage.get(path))) ? undefined : detections(truth, config, damage);
    return { truth, config, damage, models, process: (host.detection?.process ?? 0) + 1 };
  }

  #place(event: EventOf<'place'>): void {
    const hosts = event.hosts.map((shown): NovaPlacementHost => {
      const { name } = shown;
      const { truth, detection } = this.#host(name, undefined);
      const held = this.#holdings.of(name);
      return { name, shown, truth, detection, held, candidates: allocationCandidates(event.claim, shown) };
    });
    const object = this.#objects.get(event.guest) ?? {};
    this.#placements.push({ event, object, config: this.#config, hosts });
    this.#holdings.place(event);
  }

  #host(name: string, truth: BootTruth | undefined): HostNow {
    const known = this.#hosts.get(name);
    if (known !== undefined) return known;
    const boot = truth ?? (this.#evidence.hosts[name] as BootTruth);
    const host: HostNow = {
      truth: boot,
      detection: undefined,
      report: undefined,
      ended: false,
      damage: new Map(),
      faults: new Set(),
      damages: 0,
    };
    this.#hosts.set(name, host);
    return host;
  }
}

/** A tree that was reshaped once stays so; contexts of the compute node itself move only when its service starts. */
function isNested({ host, happening }: EventOf<'label'>, before: readonly ResourceProvider[], config: JsonObject): boolean {
  if (before.some(({ name }) => protectionOfProvider(host, name) !== undefined)) return true;
  const root = before.find(({ name }) => name === host);
  const mayMove = startsProcess(happening) || root?.inventories[encryptionContext] === undefined;
  return reportsNested(config) && mayMove;
}
