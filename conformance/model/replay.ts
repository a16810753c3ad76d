import type { Command } from '../../sim/contracts/commands.js';
import type { Evidence, TraceEvent } from '../../sim/contracts/evidence.js';
import type { BootTruth } from '../../sim/contracts/truth.js';
import { assertThat } from '../../sim/core/defect.js';
import type { JsonObject } from '../../sim/core/json.js';
import { expectedCauses } from './admission.js';
import { asAsked } from './as-asked.js';
import { ovmfDirectory } from './cluster-config.js';
import { firmwareOn } from './expected-domain.js';
import { expectedLabelling } from './expected-labelling.js';
import { afterRelease, afterStart } from './guest-starts.js';
import { GuestStates } from './guest-states.js';
import {
  afterBoot,
  afterCommand,
  afterEdit,
  afterFault,
  afterLabelling,
  afterPublishing,
  afterRegistration,
  freshHost,
  type HostState,
  hostAtEnd,
  placementHost,
} from './host-state.js';
import { readDomainDocument } from './known-documents.js';
import type {
  Admission,
  EventOf,
  Happened,
  Labelling,
  LimitWrite,
  Placement,
  Release,
  RenderedDocument,
  Rendering,
  Replay,
  Start,
} from './observations.js';
import { readRequest } from './requested-instance.js';
import { staleBoot } from './shown-capacity.js';

/** Replays a case's trace against the model. Pure: the same evidence gives the same answer. */
export function replay(evidence: Evidence): Replay {
  const run = new TraceReplay(evidence);
  for (const event of evidence.trace) run.take(event);
  return run.result();
}

class TraceReplay {
  readonly #evidence: Evidence;
  readonly #labellings: Labelling[] = [];
  readonly #admissions: Admission[] = [];
  readonly #placements: Placement[] = [];
  readonly #renderings: Rendering[] = [];
  readonly #documents: RenderedDocument[] = [];
  readonly #starts: Start[] = [];
  readonly #releases: Release[] = [];
  readonly #limitWrites: LimitWrite[] = [];
  readonly #inspections: EventOf<'inspect'>[] = [];
  readonly #happenings: Happened[] = [];
  readonly #hosts = new Map<string, HostState>();
  readonly #guests = new GuestStates();
  readonly #lastPlacement = new Map<string, Placement>();
  readonly #atOnce: boolean;
  /** Requests and documents of other stacks are not read here. */
  readonly #isKubevirt: boolean;
  #config: JsonObject;

  constructor(evidence: Evidence) {
    this.#evidence = evidence;
    this.#atOnce = evidence.case.interleaving === undefined;
    this.#isKubevirt = evidence.case.stack === 'kubevirt';
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
      case 'label':
        return this.#label(event);
      case 'register':
        return afterRegistration(this.#host(event.host), event);
      case 'admit':
        return this.#admit(event);
      case 'place':
        return this.#place(this.#asAsked(event));
      case 'edit':
        return afterEdit(this.#host(event.host), event);
      case 'fault':
        return afterFault(this.#host(event.host), event);
      case 'limit':
        this.#limitWrites.push({ event, truth: this.#host(event.host).pools.truth });
        return;
      case 'inspect':
        this.#inspections.push(event);
        return;
      case 'render':
        return this.#render(this.#asAsked(event));
      case 'start':
        return this.#start(this.#asAsked(event));
      case 'release':
        return this.#release(this.#asAsked(event));
      case 'run':
        return this.#run(this.#asAsked(event));
    }
  }

  result(): Replay {
    return {
      labellings: this.#labellings,
      admissions: this.#admissions,
      placements: this.#placements,
      renderings: this.#renderings,
      documents: this.#documents,
      starts: this.#starts,
      releases: this.#releases,
      limitWrites: this.#limitWrites,
      inspections: this.#inspections,
      happenings: this.#happenings,
      hosts: [...this.#hosts].map(([name, host]) => hostAtEnd(name, host)),
      lastPlacement: this.#lastPlacement,
      requests: this.#guests.requests,
      config: this.#config,
      end: { step: this.#evidence.case.commands.length - 1 },
    };
  }

  /** Only KubeVirt's requests are read here; what guests of other stacks ask for is what their events say. */
  #asAsked<Event extends Parameters<typeof asAsked>[0]>(event: Event): Event {
    return this.#isKubevirt ? asAsked(event, this.#guests.requests) : event;
  }

  #command(command: Command): void {
    const host = 'host' in command ? this.#hosts.get(command.host) : undefined;
    if (host !== undefined) afterCommand(host, command);
  }

  #boot(event: EventOf<'boot'>): void {
    afterBoot(this.#host(event.host, event.truth), event.truth);
  }

  #label(event: EventOf<'label'>): void {
    const host = this.#host(event.host, event.truth);
    const capacityOf = staleBoot(host.capacity);
    const expected = expectedLabelling(event, this.#config, host.labelling, capacityOf);
    const seen = { capacityIsStale: capacityOf !== undefined, damages: host.damages };
    const labelling = { event, config: this.#config, previous: host.labelling, ...expected, ...seen };
    this.#labellings.push(labelling);
    if (event.conflict === true) return;
    if (this.#atOnce || event.step < 0) afterLabelling(host, labelling);
    else afterPublishing(host, labelling);
    if (!this.#atOnce && event.step < 0) host.offeredBy = event.truth;
  }

  #admit(event: EventOf<'admit'>): void {
    const vmi = this.#guests.admit(event);
    const asked = readRequest(event.request);
    this.#admissions.push({ event, vmi, asked, expected: expectedCauses(vmi, event.config, asked) });
  }

  #place(event: EventOf<'place'>): void {
    const vmi = this.#guests.requestOf(event.guest);
    const hosts = event.hosts.map((shown) => placementHost(event, vmi, shown, this.#host(shown.name), this.#config));
    const { object = {}, config: claimedUnder = this.#config } = this.#guests.admittedAs(event.guest) ?? {};
    const placement: Placement = { event, config: this.#config, claimedUnder, object, vmi, hosts };
    this.#placements.push(placement);
    this.#lastPlacement.set(event.guest, placement);
    const { protection, claim, decision } = event;
    if (!decision.placed) return;
    this.#host(decision.host).bookings.bind(event.guest, { protection, memoryBytes: claim.memoryBytes });
  }

  #render(event: EventOf<'render'>): void {
    const vmi = this.#guests.requestOf(event.guest);
    const { truth } = this.#host(event.host).pools;
    const firmware = firmwareOn(truth.firmwareFiles, ovmfDirectory(this.#config), vmi, event.protection);
    const document =
      event.decision.rendered && this.#isKubevirt ? readDomainDocument(event.decision.xml, vmi.name || event.guest) : undefined;
    const rendering = { event, vmi, config: this.#config, firmware, document };
    this.#renderings.push(rendering);
    if (document !== undefined) this.#documents.push({ ...rendering, document });
  }

  #start(event: EventOf<'start'>): void {
    const vmi = event.outside ? undefined : this.#guests.requests.get(event.guest);
    this.#starts.push(afterStart(this.#host(event.host), event, vmi));
    this.#guests.startEnded(event.guest, event.result);
  }

  #release(event: EventOf<'release'>): void {
    this.#releases.push(afterRelease(this.#host(event.host), event));
  }

  #run(event: EventOf<'run'>): void {
    const { guest, happening, decision } = event;
    this.#happenings.push(this.#guests.run(event, this.#config));
    if (happening.what === 'kubelet-refused' || happening.what === 'stopped') this.#host(happening.host).bookings.unbind(guest);
    if (decision.next === 'give-up') for (const host of this.#hosts.values()) host.bookings.unbind(guest);
  }

  #host(name: string, truth?: BootTruth): HostState {
    const known = this.#hosts.get(name);
    if (known !== undefined) return known;
    const boot = truth ?? this.#evidence.hosts[name] ?? anyTruth(this.#evidence);
    const host = freshHost(boot);
    this.#hosts.set(name, host);
    return host;
  }
}

function anyTruth(evidence: Evidence): BootTruth {
  const [truth] = Object.values(evidence.hosts);
  assertThat(truth !== undefined, 'evidence has the boot truth of at least one host');
  return truth;
}
