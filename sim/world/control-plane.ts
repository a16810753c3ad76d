import type { Command, GuestSpec } from '../contracts/commands.js';
import type { Happening } from '../contracts/subject.js';
import type { JsonObject } from '../core/json.js';
import type { Cluster } from './cluster.js';
import { type GuestRecord, newGuest } from './guest.js';
import { begin, die, happen, hostOf, lose, reportStart, sendEnd, start, stop, tell } from './guest-life.js';
import { hypervisorView } from './hypervisor-view.js';
import { place, sendToKubelet } from './scheduling.js';
import type { WorldHost } from './world-host.js';

/** The guests of a control plane, and everything that is asked for, or happens to, one of them. Unknown guests are left alone. */
export class ControlPlane {
  readonly #cluster: Cluster;
  readonly #guests = new Map<string, GuestRecord>();

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  /** Guests in the order they were admitted. */
  get guests(): readonly GuestRecord[] {
    return [...this.#guests.values()];
  }

  /** Guests that have a place on a host, in name order. */
  guestsOn(host: string): readonly GuestRecord[] {
    return this.guestsAt(host).filter((guest) => guest.host === host);
  }

  /** Guests that hold something of a host, even those that have moved away and may come back, in name order. */
  guestsAt(host: string): readonly GuestRecord[] {
    const here = this.guests.filter((guest) => guest.host === host || guest.kept?.host === host);
    return here.sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  /** Somebody asks for a guest; a name that is taken is left alone. */
  create(name: string, spec: GuestSpec, makeRequest: (guest: string, spec: GuestSpec) => JsonObject): void {
    if (this.#guests.has(name)) return;
    const { subject, config, trace, protectionOf } = this.#cluster;
    const request = spec.manifest ?? makeRequest(name, spec);
    const decision = subject.admit(request, config);
    trace.record({ event: 'admit', guest: name, spec, request, config, decision });
    if (!decision.allowed) return;
    const { protection = spec.protection } = { protection: protectionOf?.(decision.guest) };
    const guest = newGuest(name, { ...spec, protection }, decision.guest, subject.claim(decision.guest, config));
    this.#guests.set(name, guest);
    begin(this.#cluster, guest);
    place(this.#cluster, guest);
  }

  /** A guest is deleted: its name is free once nothing of it is left. */
  delete(name: string): void {
    const guest = this.#guests.get(name);
    if (guest === undefined || guest.deleted) return;
    guest.deleted = true;
    tell(this.#cluster, guest, { what: 'deletion-asked' });
    stop(this.#cluster, guest, 'user', () => {
      guest.state = 'over';
      this.#guests.delete(name);
    });
  }

  /** A guest is stopped and started again; it takes its place in the queue like any other. */
  restart(name: string): void {
    const guest = this.#known(name);
    if (guest === undefined || guest.state !== 'running' || !guest.reported) return;
    if (guest.claim.keepsPlace === true) return happen(this.#cluster, guest, { what: 'restart-asked' });
    if (tell(this.#cluster, guest, { what: 'restart-asked' }).next !== 'stop') return;
    stop(this.#cluster, guest, 'user', () => {
      if (guest.state === 'over') begin(this.#cluster, guest);
      place(this.#cluster, guest);
    });
  }

  /** Somebody asks for a live migration. */
  migrate(name: string): void {
    const guest = this.#known(name);
    if (guest === undefined || guest.state === 'over') return;
    if (guest.claim.keepsPlace === true) return happen(this.#cluster, guest, { what: 'migration-asked' });
    const decision = tell(this.#cluster, guest, { what: 'migration-asked' });
    if (decision.next !== 'migrate' || guest.state !== 'running') return;
    guest.moving = this.#cluster.work !== undefined;
    stop(this.#cluster, guest, 'user', () => {
      guest.state = 'pending';
      place(this.#cluster, guest);
    });
  }

  /** A guest is to leave its node. */
  evict(name: string): void {
    const guest = this.#known(name);
    if (guest?.host === undefined) return;
    if (tell(this.#cluster, guest, { what: 'eviction-asked' }).next === 'stop') stop(this.#cluster, guest, 'eviction');
  }

  /** Somebody asks the API for something about a guest. */
  request({ guest: name, request, body }: Extract<Command, { do: 'request' }>): void {
    const guest = this.#known(name);
    if (guest === undefined) return;
    const here = request.startsWith('sev/') ? hostOf(this.#cluster, guest) : undefined;
    const hypervisor = here && hypervisorView(here, guest);
    const happening = { what: 'request', request, ...(body && { body }), ...(hypervisor && { hypervisor }) } as const;
    happen(this.#cluster, guest, happening, evictions.has(request) ? 'eviction' : 'user');
  }

  /** A guest's hypervisor process dies. */
  crash(name: string): void {
    const guest = this.#known(name);
    if (guest?.state === 'running') die(this.#cluster, guest);
  }

  /** The same happened to all guests of a host. */
  tellAll(host: string, happening: Happening): void {
    for (const guest of this.guestsAt(host)) if (!guest.moving) happen(this.#cluster, guest, happening);
  }

  /** The agent of a host that was rebooted is back: guests that kept their place on it hear of it. */
  tellStaying(host: string): void {
    for (const guest of this.guestsAt(host))
      if (guest.claim.keepsPlace === true) happen(this.#cluster, guest, { what: 'agent-back', host });
  }

  /** All guests of a host died with it. */
  loseHost(host: string): void {
    for (const guest of this.guests) if (guest.host === host) lose(this.#cluster, guest, 'host-reboot');
  }

  /** Whoever on a host looks at everything anew finds what news should have told: pods to take, guests to end, guests that run. */
  relist(here: WorldHost): void {
    const { trace, rules } = this.#cluster;
    if (this.#cluster.work === undefined) return;
    for (const guest of this.guestsOn(here.node.name)) {
      if (guest.errands > 0) continue;
      if (guest.state === 'binding' && rules.looksForLostNews) sendToKubelet(this.#cluster, guest, here);
      if (guest.state === 'stopping' && rules.looksForLostNews)
        trace.because(guest.stopCause, () => sendEnd(this.#cluster, guest, here));
      if (guest.state === 'running' && !guest.reported && rules.findsStartedGuests) reportStart(this.#cluster, guest, here);
    }
  }

  /** Gives everything that waits another chance for as long as something has changed since the last look. */
  settle(): void {
    if (this.#cluster.work !== undefined) return this.nudge();
    while (this.#cluster.somethingChanged) {
      this.#cluster.somethingChanged = false;
      this.#tryAgain();
    }
    this.newRound();
  }

  /** Somebody changed something: whatever waits is looked at again, unless somebody is about it already. */
  nudge(): void {
    if (!this.#cluster.somethingChanged) return;
    this.#cluster.somethingChanged = false;
    this.#tryAgain();
  }

  /** What refused a guest that was made anew a second time will not change its mind before the next command. Now it may have. */
  newRound(): void {
    for (const guest of this.#guests.values()) {
      if (guest.state === 'pending' && guest.recreations >= 2) this.#cluster.somethingChanged = true;
      guest.recreations = 0;
    }
  }

  #tryAgain(): void {
    for (const guest of this.guests) {
      if (guest.errands > 0) continue;
      if (guest.state === 'pending' && guest.recreations < 2) place(this.#cluster, guest);
      else if (guest.state === 'bound') start(this.#cluster, guest);
    }
  }

  /** A guest that can be asked something: one that was deleted is only waited for, and so is one on its way to another host. */
  #known(name: string): GuestRecord | undefined {
    const guest = this.#guests.get(name);
    return guest?.deleted === true || guest?.moving === true ? undefined : guest;
  }
}

/** Requests with which a guest is evicted, rather than stopped by its user. */
const evictions: ReadonlySet<string> = new Set(['eviction', 'workload-update']);
