import { type Case, type Command, caseFormat, type GuestSpec, type NodeMishap } from '../../../sim/contracts/commands.js';
import type { Certificate, EndState, Evidence, StartResult, TraceEvent } from '../../../sim/contracts/evidence.js';
import type { Protection } from '../../../sim/contracts/protection.js';
import type {
  AdmitDecision,
  Claim,
  Happening,
  HostToPlaceOn,
  LabelDecision,
  PlaceDecision,
  RenderDecision,
  RunDecision,
} from '../../../sim/contracts/subject.js';
import type { BootTruth } from '../../../sim/contracts/truth.js';
import type { JsonObject } from '../../../sim/core/json.js';
import { kataClassOf } from '../../model/kata-names.js';
import { readKataPod } from '../../model/kata-pod.js';
import { rightAdmission, rightClaim, rightLabels, rightLine, rightPlace } from './kata-right.js';
import { novaSnpTruth, novaTdxTruth } from './nova-truths.js';

/** What happens in a cluster with Kata. Everything in it goes right unless a {@link KataTwist} says otherwise. */
export interface KataStory {
  /** Truths by host name; default one AMD host `h0` and one Intel host `h1`. */
  readonly hosts?: Readonly<Record<string, BootTruth>>;
  readonly config?: JsonObject;
  readonly commands: readonly Command[];
  /** Why pods wait at the end. */
  readonly certificates?: readonly Certificate[];
  /** No guest starts: the kernel refuses. */
  readonly failing?: true;
}

/** Where a story goes wrong. */
export interface KataTwist {
  readonly label?: (decision: LabelDecision, happening: NodeMishap | 'interval') => LabelDecision;
  readonly admit?: (decision: AdmitDecision) => AdmitDecision;
  readonly claim?: (claim: Claim) => Claim;
  readonly place?: (decision: PlaceDecision) => PlaceDecision;
  readonly line?: (argv: readonly string[]) => readonly string[];
  readonly render?: (decision: RenderDecision) => RenderDecision;
  readonly start?: (result: StartResult) => StartResult;
  readonly run?: (decision: RunDecision, happening: Happening) => RunDecision;
  readonly end?: (end: EndState) => EndState;
  readonly trace?: (trace: readonly TraceEvent[]) => readonly TraceEvent[];
}

/** The runtime classes of the protections. */
export const classNames: Readonly<Record<Protection, string>> = {
  none: 'kata-qemu',
  sev: 'kata-qemu-sev',
  'sev-es': 'kata-qemu-sev-es',
  snp: 'kata-qemu-snp',
  tdx: 'kata-qemu-tdx',
};

/** Tells a {@link KataStory}, with a twist, and hands over the evidence. A small cluster of its own, so that judges are tested without any stack. */
export function kataEvidenceOf(story: KataStory, twist: KataTwist = {}): Evidence {
  return new Tale(story, twist).tell();
}

interface Node {
  readonly truth: BootTruth;
  readonly spoiled: Map<string, string | undefined>;
  labelled: LabelDecision;
  cordoned: boolean;
}

interface Guest {
  readonly spec: GuestSpec;
  readonly object: JsonObject;
  claim: Claim;
  host: string | undefined;
  running: boolean;
  status: JsonObject;
}

class Tale {
  readonly #story: KataStory;
  readonly #twist: KataTwist;
  readonly #nodes = new Map<string, Node>();
  readonly #guests = new Map<string, Guest>();
  readonly #trace: TraceEvent[] = [];
  #config: JsonObject;
  #step = -1;

  constructor(story: KataStory, twist: KataTwist) {
    this.#story = story;
    this.#twist = twist;
    this.#config = story.config ?? {};
    for (const [name, truth] of Object.entries(story.hosts ?? { h0: novaSnpTruth, h1: novaTdxTruth })) {
      const labelled: LabelDecision = { labels: { 'kubernetes.io/hostname': name }, resources: {}, problems: [] };
      this.#nodes.set(name, { truth, spoiled: new Map(), labelled, cordoned: false });
    }
  }

  tell(): Evidence {
    for (const [name, { truth }] of this.#nodes) {
      this.#say({ event: 'boot', host: name, truth });
      this.#label(name, 'agent-started');
    }
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
        return this.#label(command.host, 'interval');
      case 'mishap':
        return this.#label(command.host, command.what);
      case 'spoil':
        this.#node(command.host).spoiled.set(command.path, command.text);
        return;
      case 'repair':
        this.#node(command.host).spoiled.delete(command.path);
        return;
      case 'drain':
        this.#node(command.host).cordoned = true;
        return;
      case 'configure':
        this.#config = command.config;
        this.#say({ event: 'configure', config: command.config });
        return;
      case 'create':
        return this.#create(command.guest, command.spec);
      case 'migrate':
        return this.#run(command.guest, { what: 'migration-asked' });
      case 'crash':
        return this.#stop(command.guest, 'crash');
      case 'delete':
        this.#run(command.guest, { what: 'deletion-asked' });
        this.#stop(command.guest, 'user');
        this.#guests.delete(command.guest);
        return;
    }
  }

  #label(host: string, happening: NodeMishap | 'interval'): void {
    const node = this.#node(host);
    const { labels: before } = node.labelled;
    const idle = happening === 'agent-silent' || happening === 'agent-stopping';
    const right = idle ? node.labelled : rightLabels(node.truth, node.spoiled, this.#config, before);
    const decision = this.#twist.label?.(right, happening) ?? right;
    node.labelled = decision;
    const spoiled = node.spoiled.size > 0 ? { spoiled: [...node.spoiled.keys()] } : {};
    const told = happening === 'libvirtd-restarted' ? 'interval' : happening;
    this.#say({ event: 'label', host, happening: told, before, decision, truth: node.truth, ...spoiled });
  }

  #create(guest: string, spec: GuestSpec): void {
    const request = requestOf(guest, spec);
    const right = rightAdmission(request, this.#config);
    const decision = this.#twist.admit?.(right) ?? right;
    this.#say({ event: 'admit', guest, spec, request, config: this.#config, decision });
    if (!decision.allowed) return;
    const claim = rightClaim(decision.guest);
    const made = { spec, object: decision.guest, claim: this.#twist.claim?.(claim) ?? claim, host: undefined };
    this.#guests.set(guest, { ...made, running: false, status: {} });
    this.#run(guest, { what: 'admitted' });
    this.#place(guest);
  }

  #place(name: string): void {
    const guest = this.#guest(name);
    const { protection } = guest.spec;
    const hosts = [...this.#nodes].map(([host, node]) => this.#shown(host, node));
    const right = rightPlace(guest.claim, hosts);
    const decision = this.#twist.place?.(right) ?? right;
    this.#say({ event: 'place', guest: name, protection, claim: guest.claim, hosts, decision, freeKeys: {} });
    if (!decision.placed) return this.#run(name, { what: 'not-placed', message: decision.message });
    guest.host = decision.host;
    this.#run(name, { what: 'placed', host: decision.host });
    this.#render(name, guest, decision.host);
  }

  #render(name: string, { spec, object }: Guest, host: string): void {
    const { truth } = this.#node(host);
    const found = kataClassOf(readKataPod(object).className, this.#config);
    const argv = found && rightLine(object, found, truth);
    const line = argv && (this.#twist.line?.(argv) ?? argv);
    const right: RenderDecision =
      line === undefined
        ? { rendered: false, message: 'failed to create shim task: cannot use the initdata of the pod' }
        : { rendered: true, xml: '', commandLine: line };
    const decision = this.#twist.render?.(right) ?? right;
    this.#say({ event: 'render', guest: name, host, protection: spec.protection, object, decision });
    if (!decision.rendered) return this.#run(name, { what: 'not-rendered', message: decision.message });
    this.#start(name, host, found?.protection ?? 'none');
  }

  #start(name: string, host: string, protection: Protection): void {
    const error = { code: 1, domain: 10, message: 'qemu-system-x86_64: sev_common_kvm_init: failed to initialize ret=-16' };
    const right: StartResult =
      this.#story.failing === true
        ? { started: false, error, cause: 'no-free-key' }
        : { started: true, protection, ...(protection !== 'none' && { keyId: 1 + this.#guests.size }) };
    const result = this.#twist.start?.(right) ?? right;
    this.#say({ event: 'start', guest: name, host, protection, outside: false, result });
    if (!result.started) return this.#run(name, { what: 'not-started', host, error: result.error });
    this.#guest(name).running = true;
    this.#run(name, { what: 'started', host, paused: false });
  }

  #stop(name: string, by: 'user' | 'crash'): void {
    const guest = this.#guest(name);
    const { host } = guest;
    if (host === undefined) return;
    guest.running = false;
    this.#say({ event: 'release', guest: name, host, protection: guest.spec.protection, outside: false });
    this.#run(name, { what: 'stopped', host, by });
    guest.host = undefined;
  }

  #run(name: string, happening: Happening): void {
    const guest = this.#guests.get(name);
    if (guest === undefined) return;
    const right = rightRun(happening, guest.status);
    const decision = this.#twist.run?.(right, happening) ?? right;
    guest.status = decision.status;
    this.#say({ event: 'run', guest: name, protection: guest.spec.protection, happening, decision });
  }

  #shown(name: string, { truth, labelled, cordoned }: Node): HostToPlaceOn {
    const here = [...this.#guests.values()].filter(({ host }) => host === name);
    const used: Record<string, number> = {};
    for (const { claim } of here) {
      for (const [resource, count] of Object.entries(claim.resources)) used[resource] = (used[resource] ?? 0) + count;
    }
    const { labels, resources } = labelled;
    const books = {
      memoryBytes: truth.memoryBytes,
      memoryUsedBytes: here.reduce((sum, { claim }) => sum + claim.memoryBytes, 0),
    };
    return { name, labels, resources, used, ...books, guests: here.length, ...(cordoned && { cordoned }) };
  }

  #node(name: string): Node {
    return this.#nodes.get(name) as Node;
  }

  #guest(name: string): Guest {
    return this.#guests.get(name) as Guest;
  }

  #say(event: WithoutStep<TraceEvent>): void {
    this.#trace.push({ ...event, step: this.#step } as TraceEvent);
  }

  #evidence(): Evidence {
    const hosts = [...this.#nodes.keys()].map((name) => ({ name, machine: 'by-hand', settings: {} }));
    const { config = {}, commands, certificates } = this.#story;
    const theCase: Case = { format: caseFormat, stack: 'kata', config, hosts, commands };
    const end = this.#end();
    const truths = Object.fromEntries([...this.#nodes].map(([name, { truth }]) => [name, truth]));
    return {
      case: theCase,
      hosts: truths,
      trace: this.#twist.trace?.(this.#trace) ?? this.#trace,
      end: this.#twist.end?.(end) ?? end,
      ...(certificates !== undefined && { certificates }),
    };
  }

  #end(): EndState {
    const guests = [...this.#guests].map(([name, { spec, host, running, status }]) => {
      const where = host === undefined ? {} : { host };
      return { name, protection: spec.protection, ...where, running, pending: host === undefined, status };
    });
    const hosts = [...this.#nodes].map(([name, node]) => {
      const on = guests.filter((guest) => guest.host === name && guest.running);
      const count = (protection: Protection): number => on.filter((guest) => guest.protection === protection).length;
      const running = { sev: 0, 'sev-es': 0, snp: count('snp'), tdx: count('tdx') };
      return [name, { usage: {}, charged: {}, running, used: this.#shown(name, node).used }] as const;
    });
    return { guests, hosts: Object.fromEntries(hosts) };
  }
}

type WithoutStep<Event> = Event extends unknown ? Omit<Event, 'step'> : never;

function requestOf(name: string, { protection, members = {} }: GuestSpec): JsonObject {
  const { metadata, spec } = members;
  const limits = { memory: '64Mi', cpu: '1' };
  const containers = [{ name: 'guest', image: 'nginx', resources: { limits } }];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, ...(metadata as JsonObject | undefined) },
    spec: { runtimeClassName: classNames[protection], containers, ...(spec as JsonObject | undefined) },
  };
}

function rightRun(happening: Happening, before: JsonObject): RunDecision {
  const unplaced = (message: string): JsonObject => ({ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message });
  const failed = (message: string): RunDecision => {
    const waiting = { reason: 'CreateContainerError', message };
    const status = { phase: 'Pending', containerStatuses: [{ name: 'guest', state: { waiting } }] };
    return { status, next: 'try-again', events: [{ type: 'Warning', reason: 'FailedCreatePodSandBox', message }] };
  };
  switch (happening.what) {
    case 'not-placed':
      return { status: { phase: 'Pending', conditions: [unplaced(happening.message)] }, next: 'nothing' };
    case 'placed':
      return { status: { phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'True' }] }, next: 'nothing' };
    case 'not-rendered':
      return failed(happening.message);
    case 'not-started':
      return failed(happening.error.message);
    case 'started':
      return { status: { phase: 'Running' }, next: 'nothing' };
    case 'stopped':
      return { status: { phase: 'Failed', reason: 'ContainerStatusUnknown' }, next: 'nothing' };
    case 'deletion-asked':
      return { status: before, next: 'stop' };
    case 'migration-asked':
      return { status: before, next: 'nothing', answer: { allowed: false, httpCode: 404 } };
    default:
      return { status: { phase: 'Pending' }, next: 'nothing' };
  }
}
