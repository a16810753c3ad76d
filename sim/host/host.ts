import type { HostDescription } from '../../profiles/description.js';
import type { StartResult } from '../contracts/evidence.js';
import type { Protection } from '../contracts/protection.js';
import type { HypervisorView, LibvirtError } from '../contracts/subject.js';
import type { BootTruth, GuestTruth, HostTruth, KeyUsageTruth } from '../contracts/truth.js';
import type { Errno } from '../core/errno.js';
import { done, type Outcome, refused } from '../core/outcome.js';
import { Roster } from '../core/roster.js';
import { type Boot, bootOf } from './boot.js';
import { askedByCommandLine, readCommandLine, withBroughtImages } from './command-line.js';
import { definedDocument } from './defined-document.js';
import { launch, missingFile } from './domain-launch.js';
import { GuestKeys, type HeldKey } from './guest-keys.js';
import { type HostFaults, noFaults } from './host-faults.js';
import { HostTruthNow } from './host-truth.js';
import { linuxKeyParts } from './key-parts.js';
import { LaunchPlatform } from './launch-platform.js';
import { askedFor, type DefinedDomain, defineDomain, type StartFailure } from './libvirt-define.js';
import { libvirtError } from './libvirt-error.js';
import { monitorClosed, monitorInUse, type QemuExit, qemuEnded } from './qemu-exit.js';
import { alreadyRunning, injectLaunchSecret, type RunningGuest, resume, runningGuest, suspend } from './running-guest.js';
import type { StartPlace } from './sev-start.js';

/** Makes what keeps the key IDs of a booted host; `before` is what kept them before KVM was loaded anew. */
export type KeysOf = (boot: Boot, faults: HostFaults, before?: GuestKeys) => GuestKeys;

const linuxKeys: KeysOf = (boot, faults, before) => new GuestKeys(boot, faults, linuxKeyParts, before);

/** How a domain is started. */
export interface StartOptions {
  /** Cgroup of the process that creates the guest; default `/`. */
  readonly cgroup?: string;
  readonly paused?: boolean;
}

/** What a start came to. */
export interface StartAttempt {
  readonly result: StartResult;
  /** Name in the document; empty when it could not be read. */
  readonly name: string;
  /** What the document asks for; `none` when it could not be read. */
  readonly protection: Protection;
  /** Usage of the key range of {@link protection} after the attempt; absent for ordinary guests. */
  readonly usage?: KeyUsageTruth;
}

/** A guest that ended. */
export interface EndedGuest {
  readonly guest: GuestTruth;
  /** Usage of its key range afterwards; absent for ordinary guests. */
  readonly usage?: KeyUsageTruth;
}

/** A guest whose process is gone while the kernel still tears it down. */
export interface EndingGuest {
  readonly guest: GuestTruth;
  /** The kernel is through with it, and its key ID goes back; nothing happens when the host has booted since, or a second time. */
  giveBack(): void;
}

/**
 * One simulated machine: booted from a description, running guests that hold key IDs. Everything software may see of it follows
 * from {@link truth}.
 *
 * @example
 * const host = new Host(genoa);
 * host.startDomain(xml).result; // { started: true, protection: 'snp', keyId: 1 }
 * host.destroyDomain('guest'); // its ASID is pending until the next flush
 */
export class Host {
  /** What is broken at the moment; survives a reboot. */
  readonly faults: HostFaults = noFaults();
  /** Boot facts and live facts; the live ones are read when asked for, so one object serves for the host's whole life. */
  readonly truth: HostTruth;
  #boot: Boot;
  #keys: GuestKeys;
  readonly #keysOf: KeysOf;
  #platform: LaunchPlatform;
  #launches = 0;
  readonly #guests = new Roster<RunningGuest>();
  /** Gone for libvirt, but not yet for the kernel. */
  readonly #ending = new Set<RunningGuest>();

  /**
   * @param serial Tells the machine from others of the same description: their platform keys differ.
   * @param keysOf Keeps the key IDs of a booted host; default as Linux does.
   */
  constructor(description: HostDescription, serial = '', keysOf: KeysOf = linuxKeys) {
    this.#boot = bootOf(description);
    this.#keysOf = keysOf;
    this.#platform = new LaunchPlatform(`${description.machine}/${serial}`, 0);
    this.#keys = keysOf(this.#boot, this.faults);
    this.truth = new HostTruthNow(
      () => this.#boot.truth,
      () => this.#keys,
      this.#guests,
    );
  }

  /** What was decided when the machine booted last. */
  get boot(): BootTruth {
    return this.#boot.truth;
  }

  /** Guests that run, ordinary ones included. */
  get guestCount(): number {
    return this.#guests.size;
  }

  /** Defines a domain and starts it, as libvirt, QEMU and KVM do together; with `paused` its CPUs wait to be resumed. */
  startDomain(xml: string, { cgroup = '/', paused = false }: StartOptions = {}): StartAttempt {
    const domain = defineDomain(xml, this.boot);
    if (!domain.ok) return { result: notStarted(domain.reason), ...askedFor(xml, this.boot) };
    const { name, protection } = domain.value;
    const started = this.#start(domain.value, cgroup, paused);
    const result = started.ok ? startedResult(protection, started.value.key) : notStarted(started.reason);
    return { result, name, protection, ...this.#usageField(protection) };
  }

  /**
   * Starts QEMU with these arguments, without libvirt, as a runtime with a QEMU of its own does. Its firmware images are installed beside
   * those of the host. Errors are QEMU's stderr.
   */
  startCommandLine(argv: readonly string[], { cgroup = '/', paused = false }: StartOptions = {}): StartAttempt {
    const boot = withBroughtImages(this.#boot);
    const domain = readCommandLine(argv, boot.truth);
    if (!domain.ok) return { result: notStarted(qemuEnded(domain.reason)), ...askedByCommandLine(argv, this.boot) };
    const { name, protection } = domain.value;
    const started = this.#guests.has(name) ? refused(monitorInUse) : this.#launch(boot, domain.value, cgroup, paused);
    const result = started.ok ? startedResult(protection, started.value.key) : notStarted(qemuEnded(started.reason));
    return { result, name, protection, ...this.#usageField(protection) };
  }

  /** A domain document as libvirt here keeps it: with the firmware it chose. */
  definedDomain(xml: string): string {
    return definedDocument(xml, this.boot);
  }

  /** Ends a guest and releases its key ID. */
  destroyDomain(name: string): Outcome<EndedGuest, LibvirtError> {
    const running = this.#guests.get(name);
    if (running === undefined) return refused(unknownDomain(name));
    this.#guests.delete(name);
    if (running.key !== undefined) this.#keys.release(running.key);
    return done({ guest: running.truth, ...this.#usageField(running.truth.protection) });
  }

  /** Ends a guest as {@link destroyDomain} does, but for its key ID, which it holds until the kernel has torn it down. */
  endDomain(name: string): Outcome<EndingGuest, LibvirtError> {
    const running = this.#guests.get(name);
    if (running === undefined) return refused(unknownDomain(name));
    this.#guests.delete(name);
    this.#ending.add(running);
    const giveBack = (): void => {
      if (this.#ending.delete(running) && running.key !== undefined) this.#keys.release(running.key);
    };
    return done({ guest: running.truth, giveBack });
  }

  /** Stops the CPUs of a guest. */
  suspendDomain(name: string): Outcome<void, LibvirtError> {
    return this.#onRunning(name, suspend);
  }

  /** Lets the CPUs of a guest run. */
  resumeDomain(name: string): Outcome<void, LibvirtError> {
    return this.#onRunning(name, resume);
  }

  /** Hands a launch secret to a paused guest of type `sev` that has a session and has not run yet. */
  injectLaunchSecret(name: string): Outcome<void, LibvirtError> {
    return this.#onRunning(name, injectLaunchSecret);
  }

  /** The platform's certificates, where libvirt has found SEV. */
  sevInfo(): HypervisorView['sevInfo'] {
    return this.boot.qemu.sevCapabilities.available ? this.#platform.certificates : undefined;
  }

  /** Version of the security processor's firmware; undefined on machines without one. */
  get sevApi(): { readonly major: number; readonly minor: number; readonly build: number } | undefined {
    return this.#boot.description.amd?.psp.api;
  }

  /** Launch measurement of a running guest of type `sev`; undefined for any other and for a guest that does not run. */
  launchMeasurement(name: string): HypervisorView['measurement'] {
    const running = this.#guests.get(name);
    return running && this.#platform.measurementOf(running, this.#boot);
  }

  /**
   * All guests die, and the machine boots again, perhaps as another description says. Cgroups and their limits are gone.
   *
   * @returns The guests that died, in start order.
   */
  reboot(description: HostDescription = this.#boot.description): readonly GuestTruth[] {
    const died = this.#guests.all().map(({ truth }) => truth);
    this.#guests.clear();
    this.#ending.clear();
    this.#platform = this.#platform.next();
    this.#boot = bootOf(description);
    this.#keys = this.#keysOf(this.#boot, this.faults);
    return died;
  }

  /**
   * KVM is unloaded and loaded again, as another description says, without a reboot: cgroups, their limits and the log stay. The kernel
   * refuses while a guest runs. So do we while a key ID is leaked, whose charge would outlive the pool it was counted in.
   */
  reloadKvm(description: HostDescription): Outcome<void, 'EBUSY'> {
    if (this.#guests.size + this.#ending.size > 0 || this.#keys.usage().some(({ leaked }) => leaked > 0)) return refused('EBUSY');
    this.#boot = bootOf(description);
    this.#keys = this.#keysOf(this.#boot, this.faults, this.#keys);
    return done(undefined);
  }

  /** A key ID is lost until the next boot, as if a guest had ended badly; nothing happens where none is free or none can be lost. */
  loseKey(): void {
    this.#keys.lose();
  }

  /** write(2) to misc.max of a cgroup; the number of bytes accepted, or why not. ENOENT without the controller. */
  writeMiscMax(cgroup: string, bytes: string): Outcome<number, Errno> {
    return this.boot.cgroup.miscController ? this.#keys.misc.writeMax(cgroup, bytes) : refused('ENOENT');
  }

  /** mkdir(2) of a cgroup. */
  makeCgroup(path: string): Outcome<void, Errno> {
    return this.#keys.misc.makeGroup(path);
  }

  /** rmdir(2) of a cgroup; live charges stay counted above it. */
  removeCgroup(path: string): Outcome<void, Errno> {
    return this.#keys.misc.removeGroup(path);
  }

  /**
   * Another process in `cgroup` takes a running guest over (KVM's intra-host move). Its ASID stays, its charge moves.
   *
   * @returns ENOENT for an unknown guest, EINVAL for one that cannot be moved, EBUSY where the new group is full.
   */
  moveDomain(name: string, cgroup: string): Outcome<void, Errno> {
    const running = this.#guests.get(name);
    if (running === undefined) return refused('ENOENT');
    const moved = running.key === undefined ? done(undefined) : this.#keys.move(running.key, cgroup);
    if (!moved.ok) return refused(moved.reason.errno);
    running.truth = { ...running.truth, cgroup };
    return done(undefined);
  }

  #start(domain: DefinedDomain, cgroup: string, paused: boolean): Outcome<RunningGuest, StartFailure> {
    const { name } = domain;
    const obstacle = alreadyRunning(domain, this.#guests.get(name)) ?? missingFile(domain, this.boot);
    if (obstacle !== undefined) return refused(obstacle);
    const started = this.#launch(this.#boot, domain, cgroup, paused);
    return started.ok ? started : refused(monitorClosed(name, started.reason, this.boot));
  }

  #launch(boot: Boot, domain: DefinedDomain, cgroup: string, paused: boolean): Outcome<RunningGuest, QemuExit> {
    const key = launch(boot, this.#keys, domain, this.#placeOf(cgroup));
    if (!key.ok) return key;
    const running = runningGuest(domain, key.value, { cgroup, paused, launch: this.#launches++ });
    this.#guests.set(domain.name, running);
    return done(running);
  }

  #placeOf(cgroup: string): StartPlace {
    const { pspFails } = this.faults;
    return { cgroup, pspFails, platformKey: () => this.#platform.certificates.pdh };
  }

  #onRunning(name: string, act: (guest: RunningGuest) => Outcome<void, LibvirtError> | void): Outcome<void, LibvirtError> {
    const running = this.#guests.get(name);
    if (running === undefined) return refused(unknownDomain(name));
    return act(running) ?? done(undefined);
  }

  #usageField(protection: Protection): { readonly usage?: KeyUsageTruth } {
    const usage = protection === 'none' ? undefined : this.#keys.usageFor(protection);
    return usage === undefined ? {} : { usage };
  }
}

function unknownDomain(name: string): LibvirtError {
  return libvirtError('no-domain', `no domain with matching name '${name}'`);
}

function startedResult(protection: Protection, key: HeldKey | undefined): StartResult {
  return key === undefined ? { started: true, protection } : { started: true, protection, keyId: key.id };
}

function notStarted({ error, cause }: StartFailure): StartResult {
  return { started: false, error, cause };
}
