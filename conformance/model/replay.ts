import type { Evidence, StartFailureCause, TraceEvent } from '../../sim/contracts/evidence.js';
import type { BootTruth } from '../../sim/contracts/truth.js';
import { assertThat } from '../../sim/core/defect.js';
import type { JsonObject } from '../../sim/core/json.js';
import { expectedCauses } from './admission.js';
import { asAsked } from './as-asked.js';
import { ovmfDirectory } from './cluster-config.js';
import { firmwareOn } from './expected-domain.js';
import { expectedLabels, expectedResources } from './expected-node.js';
import { freshHost, type HostState, placementHost, roomOf } from './host-state.js';
import { KeyPools } from './key-pools.js';
import { readDomainDocument } from './known-documents.js';
import type {
  Admission,
  EventOf,
  Happened,
  Labelling,
  Placement,
  Release,
  RenderedDocument,
  Rendering,
  Replay,
  Start,
} from './observations.js';
import { readVmi, type Vmi } from './vmi.js';

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
  readonly #happenings: Happened[] = [];
  readonly #hosts = new Map<string, HostState>();
  readonly #requests = new Map<string, Vmi>();
  readonly #statuses = new Map<string, JsonObject>();
  readonly #startFailures = new Map<string, StartFailureCause>();
  /** Guests on the way to another host: what they become there is a new life. */
  readonly #migrating = new Set<string>();
  readonly #lastPlacement = new Map<string, Placement>();
  #config: JsonObject;

  constructor(evidence: Evidence) {
    this.#evidence = evidence;
    this.#config = evidence.case.config;
  }

  take(event: TraceEvent): void {
    switch (event.event) {
      case 'command':
        return;
      case 'configure':
        this.#config = event.config;
        return;
      case 'boot':
        return this.#boot(event);
      case 'label':
        return this.#label(event);
      case 'admit':
        return this.#admit(event);
      case 'place':
        return this.#place(asAsked(event, this.#requests));
      case 'render':
        return this.#render(asAsked(event, this.#requests));
      case 'start':
        return this.#start(asAsked(event, this.#requests));
      case 'release':
        return this.#release(asAsked(event, this.#requests));
      case 'run':
        return this.#run(asAsked(event, this.#requests));
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
      happenings: this.#happenings,
      hosts: [...this.#hosts].map(([name, host]) => ({ name, pools: host.pools, room: roomOf(name, host) })),
      lastPlacement: this.#lastPlacement,
      config: this.#config,
      end: { step: this.#evidence.case.commands.length - 1 },
    };
  }

  #boot(event: EventOf<'boot'>): void {
    const host = this.#host(event.host, event.truth);
    host.pools = new KeyPools(event.truth);
  }

  #label(event: EventOf<'label'>): void {
    const host = this.#host(event.host, event.truth);
    const { truth, spoiled } = event;
    const expected = {
      expectedLabels: expectedLabels(truth, spoiled),
      expectedResources: expectedResources(truth, this.#config, spoiled),
    };
    host.labelling = { event, config: this.#config, previous: host.labelling, ...expected };
    this.#labellings.push(host.labelling);
  }

  #admit(event: EventOf<'admit'>): void {
    const vmi = readVmi(event.request);
    this.#requests.set(event.guest, vmi);
    this.#admissions.push({ event, vmi, expected: expectedCauses(vmi, event.config) });
  }

  #place(event: EventOf<'place'>): void {
    const vmi = this.#requestOf(event.guest);
    const hosts = event.hosts.map((shown) => placementHost(event, vmi, shown, this.#host(shown.name), this.#config));
    const placement: Placement = { event, config: this.#config, vmi, hosts };
    this.#placements.push(placement);
    this.#lastPlacement.set(event.guest, placement);
    const { protection, claim, decision } = event;
    if (!decision.placed) return;
    this.#host(decision.host).bookings.bind(event.guest, { protection, memoryBytes: claim.memoryBytes });
  }

  #render(event: EventOf<'render'>): void {
    const vmi = this.#requestOf(event.guest);
    const { truth } = this.#host(event.host).pools;
    const firmware = firmwareOn(truth.firmwareFiles, ovmfDirectory(this.#config), vmi, event.protection);
    const document = event.decision.rendered ? readDomainDocument(event.decision.xml, event.guest) : undefined;
    const rendering = { event, vmi, config: this.#config, firmware, document };
    this.#renderings.push(rendering);
    if (document !== undefined) this.#documents.push({ ...rendering, document });
  }

  #start(event: EventOf<'start'>): void {
    const { pools } = this.#host(event.host);
    const { protection, outside, result, usage } = event;
    const keyId = result.started ? result.keyId : undefined;
    const vmi = outside ? undefined : this.#requests.get(event.guest);
    const before = { available: pools.available(protection), usageBefore: pools.lastUsage(protection) };
    const keyIdTaken = keyId !== undefined && pools.holderOf(protection, keyId) !== undefined;
    if (result.started) {
      pools.start(event.guest, { protection, outside, keyId }, usage);
      this.#startFailures.delete(event.guest);
    } else {
      pools.observe(protection, usage);
      this.#startFailures.set(event.guest, result.cause);
    }
    const after = { range: pools.rangeOf(protection), inUseAfter: pools.inUse(protection) };
    this.#starts.push({ event, truth: pools.truth, vmi, ...before, ...after, keyIdTaken });
  }

  #release(event: EventOf<'release'>): void {
    const { pools } = this.#host(event.host);
    const { guest, protection, usage } = event;
    const before = { usageBefore: pools.lastUsage(protection), known: pools.holders.has(guest) };
    pools.release(guest, usage);
    this.#releases.push({ event, range: pools.rangeOf(protection), inUseAfter: pools.inUse(protection), ...before });
  }

  #run(event: EventOf<'run'>): void {
    const { guest, happening, decision } = event;
    const before = happening.what === 'admitted' ? undefined : this.#statuses.get(guest);
    this.#happenings.push({ event, vmi: this.#requests.get(guest), startFailure: this.#startFailures.get(guest), before });
    this.#statuses.set(guest, decision.status);
    if (happening.what === 'migration-asked' && decision.next === 'migrate') this.#migrating.add(guest);
    if (happening.what === 'stopped') {
      this.#host(happening.host).bookings.unbind(guest);
      if (this.#migrating.delete(guest)) this.#statuses.delete(guest);
    }
    if (decision.next === 'give-up') for (const host of this.#hosts.values()) host.bookings.unbind(guest);
  }

  #requestOf(guest: string): Vmi {
    return this.#requests.get(guest) ?? readVmi({});
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
