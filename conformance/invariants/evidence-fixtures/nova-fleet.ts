import { type Case, type Command, caseFormat, type GuestSpec } from '../../../sim/contracts/commands.js';
import type { EndState, Evidence, TraceEvent } from '../../../sim/contracts/evidence.js';
import type {
  Claim,
  HostToPlaceOn,
  LabelDecision,
  NodeHappening,
  PlaceDecision,
  ResourceProvider,
} from '../../../sim/contracts/subject.js';
import { unitOf } from '../../../sim/contracts/subject.js';
import type { BootTruth } from '../../../sim/contracts/truth.js';
import type { JsonObject } from '../../../sim/core/json.js';
import { encryptionContext, modelTrait } from '../../model/nova-names.js';
import { allocationCandidates } from '../../model/nova-placement.js';
import { computeActs, startsProcess } from '../../model/nova-replay.js';
import { type FixtureProcess, rightReport } from './nova-reports.js';
import { novaSnpTruth, novaTdxTruth } from './nova-truths.js';

/** What happens in a fleet that reports to the placement service. Everything in it goes right unless a {@link NovaTwist} says otherwise. */
export interface NovaStory {
  /** Truths by host name; default one AMD host `h0` and one Intel host `h1`. */
  readonly hosts?: Readonly<Record<string, BootTruth>>;
  readonly config?: JsonObject;
  readonly commands: readonly Command[];
  /** What a host that reboots comes back with; default unchanged. */
  readonly reborn?: BootTruth;
}

/** Where a story goes wrong. */
export interface NovaTwist {
  readonly report?: (
    decision: LabelDecision,
    about: { readonly host: string; readonly happening: NodeHappening },
  ) => LabelDecision;
  readonly claim?: (claim: Claim) => Claim;
  readonly place?: (decision: PlaceDecision, hosts: readonly HostToPlaceOn[]) => PlaceDecision;
  /** What the scheduler is shown of a host. */
  readonly shown?: (host: HostToPlaceOn) => HostToPlaceOn;
  readonly end?: (end: EndState) => EndState;
}

interface FixtureNode {
  truth: BootTruth;
  service: FixtureProcess | undefined;
  providers: readonly ResourceProvider[];
  silent: boolean;
  cordoned: boolean;
  spoiled: Map<string, string | undefined>;
}

interface FixtureServer {
  readonly spec: GuestSpec;
  claim: Claim;
  here: { readonly host: string; units: Readonly<Record<string, number>> } | undefined;
  kept: { readonly host: string; readonly units: Readonly<Record<string, number>> } | undefined;
}

/** Tells a {@link NovaStory}, with a twist, and hands over the evidence. A small fleet of its own, so that judges are tested without any stack. */
export function novaEvidenceOf(story: NovaStory, twist: NovaTwist = {}): Evidence {
  return new Fleet(story, twist).tell();
}

class Fleet {
  readonly #story: NovaStory;
  readonly #twist: NovaTwist;
  readonly #nodes = new Map<string, FixtureNode>();
  readonly #servers = new Map<string, FixtureServer>();
  readonly #trace: TraceEvent[] = [];
  #config: JsonObject;
  #step = -1;

  constructor(story: NovaStory, twist: NovaTwist) {
    this.#story = story;
    this.#twist = twist;
    this.#config = story.config ?? {};
    for (const [name, truth] of Object.entries(story.hosts ?? { h0: novaSnpTruth, h1: novaTdxTruth }))
      this.#nodes.set(name, { truth, service: undefined, providers: [], silent: false, cordoned: false, spoiled: new Map() });
  }

  tell(): Evidence {
    for (const name of this.#nodes.keys()) this.#boot(name);
    for (const [step, command] of this.#story.commands.entries()) {
      this.#step = step;
      this.#say({ event: 'command', command });
      this.#apply(command);
    }
    return this.#evidence();
  }

  #apply(command: Command): void {
    switch (command.do) {
      case 'label':
        return this.#report(command.host, 'interval');
      case 'mishap':
        return this.#report(command.host, command.what === 'libvirtd-restarted' ? 'interval' : command.what);
      case 'configure':
        this.#config = command.config;
        this.#say({ event: 'configure', config: command.config });
        for (const name of this.#nodes.keys()) this.#report(name, 'configured');
        return;
      case 'spoil':
        this.#node(command.host).spoiled.set(command.path, command.text);
        return;
      case 'repair':
        this.#node(command.host).spoiled.delete(command.path);
        return;
      case 'drain':
        this.#node(command.host).cordoned = true;
        return;
      case 'reboot':
        this.#node(command.host).truth = this.#story.reborn ?? this.#node(command.host).truth;
        return this.#boot(command.host);
      default:
        return this.#applyToServer(command);
    }
  }

  #applyToServer(command: Command): void {
    switch (command.do) {
      case 'create':
        return this.#create(command.guest, command.spec);
      case 'migrate':
        return this.#place(command.guest, this.#servers.get(command.guest)?.here?.host);
      case 'request':
        return this.#settleMove(command.guest, command.request === 'revertResize' ? 'revert' : 'confirm');
      case 'delete':
        this.#tellServer(command.guest, { what: 'deletion-asked' }, 'stop');
        this.#servers.delete(command.guest);
        return;
    }
  }

  #boot(name: string): void {
    const node = this.#node(name);
    node.spoiled.clear();
    this.#say({ event: 'boot', host: name, truth: node.truth });
    this.#report(name, 'agent-started');
  }

  #report(name: string, happening: NodeHappening): void {
    const node = this.#node(name);
    const { truth, spoiled, providers } = node;
    if (startsProcess(happening) || node.service === undefined || wasBlind(node))
      node.service = { truth, config: this.#config, damage: new Map(spoiled) };
    const onHost = [...this.#servers.values()].filter(({ here }) => here?.host === name);
    const guests = onHost.map(({ spec }) => spec.protection);
    const seen = { host: name, before: providers, config: this.#config, happening, held: this.#used(name), guests };
    const right = rightReport(node.service, seen);
    const decision = this.#twist.report?.(right, { host: name, happening }) ?? right;
    node.providers = decision.providers ?? providers;
    node.silent = !computeActs(happening) || decision.refusesToServe === true;
    for (const { from, to } of decision.moved ?? []) this.#move(name, from, to);
    const damaged = spoiled.size > 0 ? { spoiled: [...spoiled.keys()].sort() } : {};
    this.#say({ event: 'label', host: name, happening, before: {}, decision, truth, ...damaged });
  }

  #move(host: string, from: string, to: string): void {
    for (const { here } of this.#servers.values()) {
      if (here?.host !== host || here.units[from] === undefined) continue;
      const { [from]: amount = 0, ...rest } = here.units;
      here.units = { ...rest, [to]: amount };
    }
  }

  #create(guest: string, spec: GuestSpec): void {
    const right = claimOf(spec, this.#config);
    const claim = this.#twist.claim?.(right) ?? right;
    const { members = {} } = spec;
    const decision = { allowed: true, guest: members, warnings: [] } as const;
    this.#say({ event: 'admit', guest, spec, request: members, config: this.#config, decision });
    this.#servers.set(guest, { spec, claim, here: undefined, kept: undefined });
    this.#place(guest, undefined);
  }

  #place(guest: string, movingFrom: string | undefined): void {
    const server = this.#servers.get(guest);
    if (server === undefined) return;
    const hosts = [...this.#nodes].filter(([name]) => name !== movingFrom).map(([name, node]) => this.#shown(name, node));
    const right = rightPlace(server.claim, hosts);
    const decision = this.#twist.place?.(right, hosts) ?? right;
    const moving = movingFrom === undefined ? {} : { movingFrom };
    const { protection } = server.spec;
    this.#say({ event: 'place', guest, protection, claim: server.claim, hosts, decision, freeKeys: {}, ...moving });
    if (!decision.placed) return this.#tellServer(guest, { what: 'not-placed', message: decision.message }, 'nothing');
    server.kept = movingFrom === undefined ? undefined : server.here;
    server.here = { host: decision.host, units: decision.takes ?? {} };
    this.#tellServer(guest, { what: 'placed', host: decision.host }, 'nothing');
  }

  #settleMove(guest: string, next: 'confirm' | 'revert'): void {
    const server = this.#servers.get(guest);
    if (server?.kept === undefined) return;
    if (next === 'revert') server.here = server.kept;
    server.kept = undefined;
    this.#tellServer(guest, { what: 'request', request: next }, next);
  }

  #tellServer(guest: string, happening: RunParts['happening'], next: RunParts['decision']['next']): void {
    const protection = this.#servers.get(guest)?.spec.protection ?? 'none';
    this.#say({ event: 'run', guest, protection, happening, decision: { status: {}, next } });
  }

  #shown(name: string, { providers, silent, cordoned }: FixtureNode): HostToPlaceOn {
    const more = { ...(silent && { silent: true as const }), ...(cordoned && { cordoned: true as const }) };
    const used = this.#used(name);
    const host = { name, labels: {}, resources: {}, used, memoryBytes: 0, memoryUsedBytes: 0, guests: 0, providers, ...more };
    return this.#twist.shown?.(host) ?? host;
  }

  #used(host: string): Readonly<Record<string, number>> {
    const sum: Record<string, number> = {};
    for (const { here, kept } of this.#servers.values()) {
      for (const holding of [here, kept]) {
        if (holding?.host !== host) continue;
        for (const [unit, amount] of Object.entries(holding.units)) sum[unit] = (sum[unit] ?? 0) + amount;
      }
    }
    return sum;
  }

  #node(name: string): FixtureNode {
    return this.#nodes.get(name) as FixtureNode;
  }

  #say(event: WithoutStep<TraceEvent>): void {
    this.#trace.push({ ...event, step: this.#step } as TraceEvent);
  }

  #evidence(): Evidence {
    const theCase: Case = {
      format: caseFormat,
      stack: 'nova',
      config: this.#story.config ?? {},
      hosts: [...this.#nodes.keys()].map((name) => ({ name, machine: 'by-hand', settings: {} })),
      commands: this.#story.commands,
    };
    const hosts = Object.entries(this.#story.hosts ?? { h0: novaSnpTruth, h1: novaTdxTruth });
    const guests = [...this.#servers].map(([name, { spec, here }]) => ({
      ...{ name, protection: spec.protection, running: here !== undefined, pending: here === undefined, status: {} },
      ...(here !== undefined && { host: here.host }),
    }));
    const used = [...this.#nodes.keys()].map((name) => [name, { usage: {}, charged: {}, running: {}, used: this.#used(name) }]);
    const end: EndState = { guests, hosts: Object.fromEntries(used) };
    return { case: theCase, hosts: Object.fromEntries(hosts), trace: this.#trace, end: this.#twist.end?.(end) ?? end };
  }
}

/** A service that could not read what can be read now looks again. */
function wasBlind({ service, spoiled }: FixtureNode): boolean {
  return [...(service?.damage.keys() ?? [])].some((path) => path.endsWith('/q35.xml') && !spoiled.has(path));
}

type WithoutStep<Event> = Event extends unknown ? Omit<Event, 'step'> : never;
type RunParts = Extract<TraceEvent, { event: 'run' }>;

/** What a guest asks the placement service for. */
function claimOf({ protection, onHost }: GuestSpec, config: JsonObject): Claim {
  const encrypted = protection === 'none' ? {} : { [encryptionContext]: 1 };
  const required = protection === 'none' ? [] : [modelTrait(config, protection)];
  const locked = protection === 'sev' || protection === 'sev-es';
  return {
    ...(locked && { memoryLock: 'unlimited' as const }),
    ...{ selectors: {}, resources: { MEMORY_MB: 64, VCPU: 1, ...encrypted }, memoryBytes: 2 ** 26, overheadBytes: 0 },
    ...{ object: onHost === undefined ? {} : { requested_host: onHost }, required, forbidden: [] },
  };
}

/** The first host with a candidate, or the reasons why none has one. */
function rightPlace(claim: Claim, hosts: readonly HostToPlaceOn[]): PlaceDecision {
  const reasons: Record<string, readonly string[]> = {};
  for (const host of hosts) {
    const { closed, takes } = allocationCandidates(claim, host);
    const [first] = takes;
    if (closed === undefined && first !== undefined) return { placed: true, host: host.name, takes: first, reasons };
    reasons[host.name] = [closed === undefined ? 'no allocation candidate' : reasonFor[closed]];
  }
  return { placed: false, message: 'No valid host was found. There are not enough hosts available.', reasons };
}

const reasonFor = {
  silent: 'its service is down',
  cordoned: 'it is disabled',
  'another-host-asked-for': 'not the requested host',
} as const;

/** A unit of slots, for tests. */
export function slotOf(provider: string): string {
  return unitOf(provider, encryptionContext);
}
