import type { Command } from '../../sim/contracts/commands.js';
import type { Evidence, TraceEvent } from '../../sim/contracts/evidence.js';
import type { AdmitDecision } from '../../sim/contracts/subject.js';
import type { BootTruth } from '../../sim/contracts/truth.js';
import type { JsonObject } from '../../sim/core/json.js';
import { type NovaAsked, readNovaAsked } from './nova-asked.js';
import { type NovaDocument, readNovaDocument } from './nova-domain.js';
import { type NovaRefusal, novaRefusals } from './nova-request.js';
import type { EventOf } from './observations.js';

/** An admit event, with what was asked for and everything that is wrong with it, first things first. */
export interface NovaAdmission {
  readonly event: EventOf<'admit'>;
  readonly asked: NovaAsked;
  readonly refusals: readonly NovaRefusal[];
}

/** A render event, with the document as the judges read it. */
export interface NovaRendering {
  readonly event: EventOf<'render'>;
  readonly asked: NovaAsked;
  readonly config: JsonObject;
  readonly truth: BootTruth;
  /** Undefined when nothing was rendered, or it is no domain document. */
  readonly document: NovaDocument | undefined;
  /** The last rendering on the same host with which the guest started there, when it has only been off since; undefined otherwise. */
  readonly pinnedBy: NovaRendering | undefined;
  /** Files of the host are damaged. */
  readonly damaged: boolean;
  /** The guest was accepted as this. */
  readonly admitted: JsonObject;
}

/** A start event of a guest of Nova's, with the rendering it began with. */
export interface NovaStart {
  readonly event: EventOf<'start'>;
  readonly rendering: NovaRendering | undefined;
}

/** Something that happened to a guest, with what was known before. */
export interface NovaHappened {
  readonly event: EventOf<'run'>;
  /** Position in the trace. */
  readonly at: number;
  readonly config: JsonObject;
  /** The guest's object before the decision, and what it asks for. */
  readonly object: JsonObject;
  readonly asked: NovaAsked;
  /** What it asks for afterwards. */
  readonly askedAfter: NovaAsked;
  /** The status the subject answered last; undefined at the beginning. */
  readonly before: JsonObject | undefined;
  /** Where the guest is, and where it may go back to. */
  readonly host: string | undefined;
  readonly kept: string | undefined;
  /** The hypervisor runs it. */
  readonly runs: boolean;
  /** It has run since it was made. */
  readonly hasRun: boolean;
  /** The compute service of its host was not heard of when this happened. */
  readonly hostIsSilent: boolean;
}

/** Everything the judges of requests, documents and lives look at. */
export interface NovaLives {
  readonly admissions: readonly NovaAdmission[];
  readonly renderings: readonly NovaRendering[];
  readonly starts: readonly NovaStart[];
  readonly happenings: readonly NovaHappened[];
  readonly end: { readonly step: number };
}

/** Goes through a case's trace once. Pure: the same evidence gives the same answer. */
export function novaLives(evidence: Evidence): NovaLives {
  const lives = new TraceOfLives(evidence);
  for (const [at, event] of evidence.trace.entries()) lives.take(event, at);
  return lives.result();
}

/** What is known of one guest on the way. */
interface GuestNow {
  admitted: JsonObject;
  object: JsonObject;
  status: JsonObject | undefined;
  host: string | undefined;
  kept: string | undefined;
  /** The object before the last decision, and before the move that may be taken back. */
  objectBefore: JsonObject;
  objectKept: JsonObject;
  runs: boolean;
  hasRun: boolean;
  rendering: NovaRendering | undefined;
  /** Renderings it started with by host, for as long as nothing but its power was switched. */
  readonly pins: Map<string, NovaRendering>;
}

class TraceOfLives {
  readonly #admissions: NovaAdmission[] = [];
  readonly #renderings: NovaRendering[] = [];
  readonly #starts: NovaStart[] = [];
  readonly #happenings: NovaHappened[] = [];
  readonly #guests = new Map<string, GuestNow>();
  readonly #truths = new Map<string, BootTruth>();
  readonly #silent = new Set<string>();
  /** Damaged files by host. */
  readonly #damaged = new Map<string, Set<string>>();
  readonly #end: NovaLives['end'];
  #config: JsonObject;

  constructor(evidence: Evidence) {
    this.#config = evidence.case.config;
    this.#end = { step: evidence.case.commands.length - 1 };
    for (const [name, truth] of Object.entries(evidence.hosts)) this.#truths.set(name, truth);
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
        return this.#stopped(event.guest);
      case 'run':
        return this.#run(event, at);
    }
  }

  result(): NovaLives {
    return {
      admissions: this.#admissions,
      renderings: this.#renderings,
      starts: this.#starts,
      happenings: this.#happenings,
      end: this.#end,
    };
  }

  #command(command: Command): void {
    if (command.do !== 'spoil' && command.do !== 'repair') return;
    const paths = this.#damaged.get(command.host) ?? new Set();
    if (command.do === 'spoil') paths.add(command.path);
    else paths.delete(command.path);
    this.#damaged.set(command.host, paths);
  }

  #boot({ host, truth }: EventOf<'boot'>): void {
    this.#truths.set(host, truth);
    this.#damaged.delete(host);
    for (const guest of this.#guests.values()) {
      guest.pins.delete(host);
      if (guest.host === host) guest.runs = false;
    }
  }

  #label({ host, happening, decision }: EventOf<'label'>): void {
    const ended = happening === 'agent-stopping' || happening === 'agent-silent' || decision.refusesToServe === true;
    if (ended) this.#silent.add(host);
    else if (happening !== 'interval' && happening !== 'configured') this.#silent.delete(host);
  }

  #admit(event: EventOf<'admit'>): void {
    const asked = readNovaAsked(event.request);
    this.#admissions.push({ event, asked, refusals: novaRefusals(asked) });
    if (event.decision.allowed) this.#guests.set(event.guest, newGuest(event.decision));
  }

  #place({ guest: name, decision, movingFrom }: EventOf<'place'>): void {
    const guest = this.#guests.get(name);
    if (guest === undefined) return;
    if (movingFrom !== undefined) move(guest, decision.placed);
    if (decision.placed) guest.host = decision.host;
  }

  #render(event: EventOf<'render'>): void {
    const guest = this.#guests.get(event.guest);
    const truth = this.#truths.get(event.host);
    if (guest === undefined || truth === undefined) return;
    const rendering: NovaRendering = {
      event,
      asked: readNovaAsked(event.object),
      config: this.#config,
      truth,
      document: event.decision.rendered ? readNovaDocument(event.decision.xml) : undefined,
      pinnedBy: guest.pins.get(event.host),
      damaged: (this.#damaged.get(event.host)?.size ?? 0) > 0,
      admitted: guest.admitted,
    };
    guest.rendering = rendering;
    this.#renderings.push(rendering);
  }

  #start(event: EventOf<'start'>): void {
    if (event.outside) return;
    const guest = this.#guests.get(event.guest);
    this.#starts.push({ event, rendering: guest?.rendering });
    if (guest === undefined || !event.result.started) return;
    guest.runs = true;
    guest.hasRun = true;
    if (guest.rendering !== undefined) guest.pins.set(event.host, guest.rendering);
  }

  #stopped(name: string): void {
    const guest = this.#guests.get(name);
    if (guest !== undefined) guest.runs = false;
  }

  #run(event: EventOf<'run'>, at: number): void {
    const guest = this.#guests.get(event.guest);
    if (guest === undefined) return;
    const { happening, decision } = event;
    const { object, status: before, host, kept, runs, hasRun } = guest;
    const after = decision.guest ?? object;
    const known = { object, asked: readNovaAsked(object), askedAfter: readNovaAsked(after), before, host, kept, runs, hasRun };
    const hostIsSilent = host !== undefined && this.#silent.has(host);
    this.#happenings.push({ event, at, config: this.#config, ...known, hostIsSilent });
    guest.status = decision.status;
    guest.objectBefore = object;
    guest.object = after;
    if (decision.guest !== undefined && happening.what === 'request') guest.pins.clear();
    follow(guest, decision.next);
    if (happening.what === 'deletion-asked') this.#guests.delete(event.guest);
  }
}

function newGuest({ guest }: Extract<AdmitDecision, { allowed: true }>): GuestNow {
  return {
    admitted: guest,
    object: guest,
    status: undefined,
    host: undefined,
    kept: undefined,
    objectBefore: guest,
    objectKept: guest,
    runs: false,
    hasRun: false,
    rendering: undefined,
    pins: new Map(),
  };
}

/** A move has found a place, or leaves everything as it was. */
function move(guest: GuestNow, placed: boolean): void {
  if (!placed) {
    guest.object = guest.objectBefore;
    return;
  }
  guest.kept = guest.host;
  guest.objectKept = guest.objectBefore;
}

/** Where a guest is after a decision. Moves and shelving end what its firmware was pinned to. */
function follow(guest: GuestNow, next: EventOf<'run'>['decision']['next']): void {
  switch (next) {
    case 'relocate':
    case 'unshelve':
      guest.pins.clear();
      return;
    case 'offload':
    case 'give-up':
      guest.pins.clear();
      guest.host = undefined;
      guest.kept = undefined;
      guest.runs = false;
      return;
    case 'confirm':
      guest.kept = undefined;
      return;
    case 'revert':
      guest.pins.clear();
      if (guest.kept === undefined) return;
      guest.host = guest.kept;
      guest.object = guest.objectKept;
      guest.kept = undefined;
      return;
  }
}
