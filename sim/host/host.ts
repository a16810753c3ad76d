import type { HostDescription } from '../../profiles/description.js';
import type { StartResult } from '../contracts/evidence.js';
import type { ConfidentialProtection, Protection } from '../contracts/protection.js';
import type { LibvirtError } from '../contracts/subject.js';
import type { BootTruth, GuestTruth, HostTruth, KeyUsageTruth } from '../contracts/truth.js';
import type { Errno } from '../core/errno.js';
import { done, type Outcome, refused } from '../core/outcome.js';
import { type Boot, bootOf } from './boot.js';
import { GuestKeys, type HeldKey } from './guest-keys.js';
import { type HostFaults, noFaults } from './host-faults.js';
import { HostTruthNow } from './host-truth.js';
import {
  askedFor,
  type DefinedDomain,
  defineDomain,
  libvirtFailure,
  type StartFailure,
  systemFailure,
} from './libvirt-define.js';
import { libvirtError } from './libvirt-error.js';
import { firmwareExits, monitorClosed, type QemuExit } from './qemu-exit.js';
import { startSevGuest } from './sev-start.js';
import { startTdxGuest } from './tdx-start.js';

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
  readonly #guests = new Map<string, RunningGuest>();

  constructor(description: HostDescription) {
    this.#boot = bootOf(description);
    this.#keys = new GuestKeys(this.#boot, this.faults);
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

  /** Defines a domain and starts it, as libvirt, QEMU and KVM do together. */
  startDomain(xml: string, options: { readonly cgroup?: string } = {}): StartAttempt {
    const domain = defineDomain(xml, this.boot);
    if (!domain.ok) return { result: notStarted(domain.reason), ...askedFor(xml, this.boot) };
    const { name, protection } = domain.value;
    const started = this.#start(domain.value, options.cgroup ?? '/');
    const result = started.ok ? startedResult(protection, started.value.key) : notStarted(started.reason);
    return { result, name, protection, ...this.#usageField(protection) };
  }

  /** Ends a guest and releases its key ID. */
  destroyDomain(name: string): Outcome<EndedGuest, LibvirtError> {
    const running = this.#guests.get(name);
    if (running === undefined) return refused(libvirtError('no-domain', `no domain with matching name '${name}'`));
    this.#guests.delete(name);
    if (running.key !== undefined) this.#keys.release(running.key);
    return done({ guest: running.truth, ...this.#usageField(running.truth.protection) });
  }

  /**
   * All guests die, and the machine boots again, perhaps as another description says. Cgroups and their limits are gone.
   *
   * @returns The guests that died, in start order.
   */
  reboot(description: HostDescription = this.#boot.description): readonly GuestTruth[] {
    const died = [...this.#guests.values()].map(({ truth }) => truth);
    this.#guests.clear();
    this.#boot = bootOf(description);
    this.#keys = new GuestKeys(this.#boot, this.faults);
    return died;
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
    this.#guests.set(name, { ...running, truth: { ...running.truth, cgroup } });
    return done(undefined);
  }

  #start(domain: DefinedDomain, cgroup: string): Outcome<RunningGuest, StartFailure> {
    const { name, uuid } = domain;
    const obstacle = this.#alreadyRunning(domain) ?? this.#missingFiles(domain);
    if (obstacle !== undefined) return refused(obstacle);
    const key = this.#launch(domain, cgroup);
    if (!key.ok) return refused(monitorClosed(name, key.reason, this.boot));
    const running = { uuid, truth: guestTruth(domain, key.value, cgroup), key: key.value };
    this.#guests.set(name, running);
    return done(running);
  }

  #alreadyRunning({ name, uuid }: DefinedDomain): StartFailure | undefined {
    const running = this.#guests.get(name);
    if (running === undefined) return undefined;
    if (uuid === running.uuid) return libvirtFailure('operation-invalid', 'domain is already running', 'invalid-domain');
    const text = `domain '${name}' already exists with uuid ${running.uuid}`;
    return { error: libvirtError('operation-failed', text, 'domain'), cause: 'invalid-domain' };
  }

  /** Found before KVM is asked for anything: the template of the variable store by libvirt, a flash image by QEMU. */
  #missingFiles({ name, firmware }: DefinedDomain): StartFailure | undefined {
    const has = (path: string | undefined): boolean => path === undefined || this.boot.firmwareFiles.includes(path);
    const { nvramTemplate, path, mapping } = firmware;
    if (!has(nvramTemplate)) return systemFailure(`Failed to open file '${nvramTemplate}'`, 'firmware-missing');
    if (mapping !== 'pflash' || path === undefined || has(path)) return undefined;
    return monitorClosed(name, firmwareExits.noFlashFile(path), this.boot);
  }

  #launch(domain: DefinedDomain, cgroup: string): Outcome<HeldKey | undefined, QemuExit> {
    const { protection, type, firmware } = domain;
    if (protection === 'none') {
      const missing = firmware.path !== undefined && !this.boot.firmwareFiles.includes(firmware.path);
      return missing ? refused(firmwareExits.noFile(firmware.path)) : done(undefined);
    }
    if (type === 'qemu') return refused(emulatedExit);
    const start = protection === 'tdx' ? startTdxGuest : startSevGuest;
    return start(this.#boot, this.#keys, domain, cgroup);
  }

  #usageField(protection: Protection): { readonly usage?: KeyUsageTruth } {
    const usage = protection === 'none' ? undefined : this.#keys.usageFor(protection);
    return usage === undefined ? {} : { usage };
  }
}

/** A running guest and the key it holds. */
interface RunningGuest {
  readonly uuid: string;
  readonly truth: GuestTruth;
  readonly key: HeldKey | undefined;
}

/** Without KVM nothing makes the confidential-guest object ready. Source: QEMU 10.0 `hw/core/machine.c` `qemu_machine_creation_done`. */
const emulatedExit: QemuExit = { cause: 'invalid-domain', lines: ["Assertion `machine->cgs->ready' failed."] };

function startedResult(protection: Protection, key: HeldKey | undefined): StartResult {
  return key === undefined ? { started: true, protection } : { started: true, protection, keyId: key.id };
}

function notStarted({ error, cause }: StartFailure): StartResult {
  return { started: false, error, cause };
}

function guestTruth({ name, protection }: DefinedDomain, key: HeldKey | undefined, cgroup: string): GuestTruth {
  return key === undefined
    ? { name, protection, cgroup }
    : { name, protection: protection as ConfidentialProtection, keyId: key.id, cgroup };
}
