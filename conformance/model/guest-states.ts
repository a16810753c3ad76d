import type { StartFailureCause, StartResult } from '../../sim/contracts/evidence.js';
import type { JsonObject } from '../../sim/core/json.js';
import { afterRequest } from './accepted-requests.js';
import { member } from './json-member.js';
import type { EventOf, Happened } from './observations.js';
import { readVmi, type Vmi } from './vmi.js';

/** What the model remembers of the guests while it replays a trace: what each asks for, and what its user saw last. */
export class GuestStates {
  /** What each guest asks for now. */
  readonly requests = new Map<string, Vmi>();
  readonly #submitted = new Map<string, Vmi>();
  readonly #admitted = new Map<string, AdmittedObject>();
  readonly #statuses = new Map<string, JsonObject>();
  readonly #startFailures = new Map<string, StartFailureCause>();
  /** Guests on the way to another host: what they become there is a new life. */
  readonly #migrating = new Set<string>();

  /** Somebody asked for a guest; what the request asks for. */
  admit(event: EventOf<'admit'>): Vmi {
    const { guest, decision, config } = event;
    const vmi = askedFor(event);
    this.requests.set(guest, vmi);
    this.#submitted.set(guest, vmi);
    if (decision.allowed) this.#admitted.set(guest, { object: decision.guest, config });
    return vmi;
  }

  /** What a guest asks for; nothing in particular when nobody asked for it. */
  requestOf(guest: string): Vmi {
    return this.requests.get(guest) ?? nothingAsked;
  }

  /** A guest as it was admitted; undefined when it was not. */
  admittedAs(guest: string): AdmittedObject | undefined {
    return this.#admitted.get(guest);
  }

  /** The hypervisor tried to start a guest. */
  startEnded(guest: string, result: StartResult): void {
    if (result.started) this.#startFailures.delete(guest);
    else this.#startFailures.set(guest, result.cause);
  }

  /** Something happened to a guest; with what was known before. */
  run(event: EventOf<'run'>, config: JsonObject): Happened {
    const { guest, happening, decision } = event;
    const before = happening.what === 'admitted' ? undefined : this.#statuses.get(guest);
    const happened = { event, vmi: this.requests.get(guest), startFailure: this.#startFailures.get(guest), config, before };
    this.#statuses.set(guest, decision.status);
    this.requests.set(guest, this.#requestAfter(event));
    if (happening.what === 'migration-asked' && decision.next === 'migrate') this.#migrating.add(guest);
    if (happening.what === 'stopped' && this.#migrating.delete(guest)) this.#statuses.delete(guest);
    return happened;
  }

  /** A new life begins with the request as it was submitted. */
  #requestAfter(event: EventOf<'run'>): Vmi {
    const submitted = this.#submitted.get(event.guest);
    if (event.happening.what === 'admitted' && submitted !== undefined) return submitted;
    return afterRequest(this.requestOf(event.guest), event);
  }
}

/** Of guests whose request is none of KubeVirt's, too. */
const nothingAsked = readVmi({});

/** The admitted object, and the configuration under which it was admitted and claimed. */
export interface AdmittedObject {
  readonly object: JsonObject;
  readonly config: JsonObject;
}

/** What a request asks for. An instance that is made from a template has its name from whoever makes it. */
function askedFor({ request, decision }: EventOf<'admit'>): Vmi {
  const vmi = readVmi(request);
  const name =
    decision.allowed && request.kind !== 'VirtualMachineInstance' ? member(decision.guest, 'metadata', 'name') : vmi.name;
  return typeof name === 'string' && name !== vmi.name ? { ...vmi, name } : vmi;
}
