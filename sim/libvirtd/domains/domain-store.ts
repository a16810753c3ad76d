import { done, type Outcome } from '../../core/outcome.js';
import type { Daemon, DaemonPart, DomainName, Fault } from '../daemon-contract.js';
import { fault } from '../faults.js';
import type { Definition } from './definition.js';
import { reasons, states } from './domain-states.js';

/** A domain that its daemon knows: defined, running, or both. */
export interface Domain {
  /** -1 while it does not run. */
  id: number;
  state: number;
  reason: number;
  /** Stays when it ends. */
  persistent: boolean;
  /** What it is defined as, or runs as while it does. */
  definition: Definition;
  /** What it becomes at its next start, where that is known to differ. */
  next: Definition | undefined;
  autostart: boolean;
  /** At the next boot only. */
  autostartOnce: boolean;
  /** Definition its managed save image will be started with; undefined without an image. */
  saved: SavedDomain | undefined;
  /** When it was started, in nanoseconds since 1970. */
  startedAt: bigint;
  /** CPU time in nanoseconds of earlier stretches of running, and when the present one began. */
  ranFor: bigint;
  runsSince: bigint | undefined;
  /** Client that takes it along when it disconnects. */
  destroyedWith: number | undefined;
  /** Its store of firmware variables was made, which the first start does. */
  nvramWritten: boolean;
  /** Undefined unless it is being migrated. */
  migration: MigrationState | undefined;
}

/** Image of a guest that was saved. */
export interface SavedDomain {
  readonly definition: Definition;
  readonly paused: boolean;
}

/** A domain on its way to another host, or arriving. */
export interface MigrationState {
  readonly role: 'source' | 'destination';
  readonly wasPaused: boolean;
}

/** All domains of one daemon. */
export class DomainStore {
  /** Images of guests that were saved to a file, by path. */
  readonly images = new Map<string, SavedDomain>();
  readonly #byUuid = new Map<string, Domain>();
  #lastId = 0;

  /** The next id; ids count up for as long as the daemon's process lives. */
  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  /** The daemon's process is another one: ids begin anew. */
  restartIds(): void {
    this.#lastId = 0;
  }

  /** Domains in libvirt's order of listing: none in particular; ours is that of their making. */
  all(): readonly Domain[] {
    return [...this.#byUuid.values()];
  }

  byUuid(uuid: string): Domain | undefined {
    return this.#byUuid.get(uuid);
  }

  byName(name: string): Domain | undefined {
    for (const domain of this.#byUuid.values()) if (domain.definition.name === name) return domain;
    return undefined;
  }

  byId(id: number): Domain | undefined {
    for (const domain of this.#byUuid.values()) if (isActive(domain) && domain.id === id) return domain;
    return undefined;
  }

  /** A new domain that does not run. */
  add(definition: Definition, persistent: boolean): Domain {
    const domain: Domain = {
      id: -1,
      state: states.shutoff,
      reason: reasons.shutoff.unknown,
      persistent,
      definition,
      next: undefined,
      autostart: false,
      autostartOnce: false,
      saved: undefined,
      startedAt: 0n,
      ranFor: 0n,
      runsSince: undefined,
      destroyedWith: undefined,
      nvramWritten: false,
      migration: undefined,
    };
    this.#byUuid.set(definition.uuid, domain);
    return domain;
  }

  remove({ definition }: Domain): void {
    this.#byUuid.delete(definition.uuid);
  }
}

/** The host has booted again: nothing runs, and what was not defined is gone. */
function afterReboot(store: DomainStore): void {
  store.restartIds();
  for (const domain of store.all()) {
    if (!isActive(domain)) continue;
    if (domain.persistent) stopped(domain, reasons.shutoff.unknown);
    else store.remove(domain);
  }
}

const part: DaemonPart<DomainStore> = { name: 'domains', begin: () => new DomainStore(), rebooted: afterReboot };

/** The domains of a daemon. */
export function domainsOf(daemon: Daemon): DomainStore {
  return daemon.part(part);
}

/** The domain a client means: its UUID counts. Source: libvirt 11.3.0 `src/qemu/qemu_domain.c` `qemuDomainObjFromDomain`. */
export function domainNamed(daemon: Daemon, { uuid, name }: DomainName): Outcome<Domain, Fault> {
  const domain = domainsOf(daemon).byUuid(uuid);
  if (domain !== undefined) return done(domain);
  return fault(daemon, 'no-domain', `no domain with matching uuid '${uuid}' (${name})`);
}

/** How clients name it. */
export function nameOf({ definition, id }: Domain): DomainName {
  return { name: definition.name, uuid: definition.uuid, id };
}

/** Does it run, paused or not? */
export function isActive({ id }: Domain): boolean {
  return id !== -1;
}

/** Bookkeeping of an end: the definition for the next start takes over. */
export function stopped(domain: Domain, reason: number): void {
  domain.id = -1;
  domain.state = states.shutoff;
  domain.reason = reason;
  domain.definition = domain.next ?? domain.definition;
  domain.next = undefined;
  domain.destroyedWith = undefined;
  domain.migration = undefined;
  domain.autostartOnce = false;
  domain.runsSince = undefined;
}

/** CPU time of the guest in nanoseconds: an eighth of the time its CPUs could run. */
export function cpuTime(domain: Domain, now: bigint): bigint {
  const stretch = domain.runsSince === undefined ? 0n : now - domain.runsSince;
  return domain.ranFor + (stretch * BigInt(domain.definition.vcpus)) / 8n;
}

/** Its CPUs begin or cease to run. */
export function setRunning(domain: Domain, running: boolean, now: bigint): void {
  domain.ranFor = cpuTime(domain, now);
  domain.runsSince = running ? now : undefined;
}
