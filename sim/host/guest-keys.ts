import type { StartFailureCause } from '../contracts/evidence.js';
import type { KernelLogCode } from '../contracts/kernel-log.js';
import { type ConfidentialProtection, type KeyPool, keyPoolOf, keyPools } from '../contracts/protection.js';
import type { KernelLogEvent, KeyRangeTruth, KeyUsageTruth, MiscGroupTruth } from '../contracts/truth.js';
import type { Errno } from '../core/errno.js';
import { done, type Outcome, refused } from '../core/outcome.js';
import type { AsidRange } from './asid-pool.js';
import type { Boot } from './boot.js';
import type { HostFaults } from './host-faults.js';
import { type AsidKeeper, type HkidKeeper, type KeyParts, linuxKeyParts } from './key-parts.js';
import { miscBehaviourOf } from './misc-behaviour.js';
import { MiscController, type MiscGroupHandle } from './misc-controller.js';

/** A key ID in use and the cgroup that was charged for it; nothing is charged where the controller or the resource is missing. */
export interface HeldKey {
  readonly protection: ConfidentialProtection;
  readonly id: number;
  charged: { readonly pool: KeyPool; readonly group: MiscGroupHandle } | undefined;
}

/** What the ioctl that creates a guest answered. */
export interface KeyRefusal {
  readonly errno: Errno;
  readonly cause: StartFailureCause;
}

/**
 * The key IDs of a running host and the misc controller that counts them. AMD charges first and then takes an ASID; Intel takes an
 * HKID first and then charges.
 * Source: Linux 6.1.176, 7.2.8 `arch/x86/kvm/svm/sev.c` `sev_asid_new`, `arch/x86/kvm/vmx/tdx.c` `__tdx_td_init`.
 */
export class GuestKeys {
  /** The host's misc cgroup controller. */
  readonly misc: MiscController;
  /** Kernel log events since boot. */
  readonly log: KernelLogEvent[];
  readonly #boot: Boot;
  readonly #asids: AsidKeeper;
  readonly #hkids: HkidKeeper;
  readonly #faults: HostFaults;

  /** @param before The keys before KVM was loaded anew: the cgroups and the log stay. */
  constructor(boot: Boot, faults: HostFaults, parts: KeyParts = linuxKeyParts, before?: GuestKeys) {
    this.#boot = boot;
    this.#faults = faults;
    this.log = before?.log ?? [];
    this.misc = before?.misc ?? this.#newController(parts);
    if (before !== undefined) for (const pool of keyPools) this.misc.setCapacity(pool, boot.truth.miscCapacity[pool] ?? 0);
    this.#asids = parts.asids(asidRangesOf(boot), () => this.#flush());
    const hkids = boot.intel?.kvm.hkids ?? { first: 0, last: -1 };
    this.#hkids = parts.hkids(hkids.first, Math.max(0, hkids.last - hkids.first + 1));
  }

  /** Takes a key ID for a guest whose creating process runs in `cgroup`. */
  take(protection: ConfidentialProtection, cgroup: string): Outcome<HeldKey, KeyRefusal> {
    return protection === 'tdx' ? this.#takeHkid(cgroup) : this.#takeAsid(protection, cgroup);
  }

  /**
   * The guest is gone. The charge is dropped at once; an ASID waits for a flush, an HKID is free. A firmware that will not let go
   * leaks the id, and the charge with it.
   */
  release(key: HeldKey): void {
    if (this.#firmwareHolds(key.protection)) this.#leak(key);
    else this.#giveBack(key);
  }

  /**
   * The start failed after the key ID was taken: it is given back.
   *
   * @param context False when the firmware never knew of the guest and cannot hold on to its key ID.
   */
  abandon(key: HeldKey, context: boolean): void {
    if (context) this.release(key);
    else this.#giveBack(key);
  }

  /** A free key ID is lost, as if a guest of this host had ended badly; nothing happens where none is free or none can be lost. */
  lose(): void {
    for (const protection of ['snp', 'tdx'] as const) {
      if (!this.#boot.truth.launchable[protection].possible || this.usageFor(protection)?.free === 0) continue;
      const key = this.take(protection, '/');
      if (key.ok) this.#leak(key.value);
    }
  }

  /** Usage by range, in the order of `BootTruth.keyRanges`. */
  usage(): readonly KeyUsageTruth[] {
    return this.#boot.truth.keyRanges.map((range) => this.#usageOf(range));
  }

  /** Usage of the range a protection draws from; undefined where the host has none. */
  usageFor(protection: ConfidentialProtection): KeyUsageTruth | undefined {
    const range = this.#boot.truth.keyRanges.find(({ protections }) => protections.includes(protection));
    return range === undefined ? undefined : this.#usageOf(range);
  }

  /** Cgroups with their limits and charges. */
  groups(): readonly MiscGroupTruth[] {
    return this.#boot.truth.cgroup.miscController ? this.misc.groups() : [];
  }

  /**
   * KVM_CAP_VM_MOVE_ENC_CONTEXT_FROM within the host: another process, in `cgroup`, takes the guest over. The ASID stays; the charge
   * moves. Kernels with the quirk charge and give back `sev` even for SEV-ES guests, so the books of both groups drift apart.
   *
   * @returns EINVAL for SNP and TDX guests and for a destination that cannot be charged, EBUSY above a limit.
   */
  move(key: HeldKey, cgroup: string): Outcome<void, KeyRefusal> {
    if (key.protection === 'snp' || key.protection === 'tdx') return refused({ errno: 'EINVAL', cause: 'unsupported-vm-type' });
    const from = key.charged;
    const target = this.misc.groupOf(cgroup);
    if (from === undefined || from.group === target) return done(undefined);
    const pool = this.#boot.description.kernel.quirks.includes('move-charges-sev-for-es') ? 'sev' : from.pool;
    const charge = this.misc.charge(cgroup, pool);
    if (!charge.ok) return charge;
    this.misc.uncharge(from.group, pool);
    key.charged = { pool: from.pool, group: charge.value };
    return done(undefined);
  }

  #takeAsid(protection: 'sev' | 'sev-es' | 'snp', cgroup: string): Outcome<HeldKey, KeyRefusal> {
    const { kvmAmd, quirks } = this.#boot.description.kernel;
    const masked = quirks.includes('start-errors-become-ebusy');
    const noticed = !quirks.includes('min-above-max-not-handled');
    if (noticed && this.#rangeSize(protection) === 0) return refused({ errno: kvmAmd.emptyRangeErrno, cause: 'empty-range' });
    const charged = this.#charge(keyPoolOf[protection], cgroup);
    if (!charged.ok) return masked ? refused({ ...charged.reason, errno: 'EBUSY' }) : charged;
    const asid = this.#asids.take(rangeIdOf(this.#boot, protection));
    if (asid.ok) return done({ protection, id: asid.value, charged: charged.value });
    this.undo(charged.value);
    return refused({ errno: 'EBUSY', cause: asid.reason });
  }

  /** No ASID was free, so what was charged for it is given back. */
  protected undo(charged: HeldKey['charged']): void {
    if (charged !== undefined) this.misc.uncharge(charged.group, charged.pool);
  }

  #takeHkid(cgroup: string): Outcome<HeldKey, KeyRefusal> {
    const hkid = this.#hkids.take();
    if (!hkid.ok) return refused({ errno: 'ENOSPC', cause: hkid.reason });
    const charged = this.#charge('tdx', cgroup);
    if (!charged.ok) {
      this.#giveBackAnyway(cgroup);
      this.#hkids.release(hkid.value);
      return charged;
    }
    const key: HeldKey = { protection: 'tdx', id: hkid.value, charged: charged.value };
    if (this.#boot.description.intel?.everyPackageOnline !== false) return done(key);
    this.#print('kvm-intel.tdx-package-offline');
    this.release(key);
    return refused({ errno: 'EIO', cause: 'platform-failed' });
  }

  /** The release helper does not know that nothing was charged: from then on the group has credit. */
  #giveBackAnyway(cgroup: string): void {
    if (!this.#boot.description.kernel.quirks.includes('tdx-refused-charge-is-given-back')) return;
    this.misc.uncharge(this.misc.groupOf(cgroup), 'tdx');
  }

  #charge(pool: KeyPool, cgroup: string): Outcome<HeldKey['charged'], KeyRefusal> {
    const { truth, description } = this.#boot;
    if (!truth.cgroup.miscController || !description.kernel.miscResources.includes(pool)) return done(undefined);
    if (pool === 'tdx' && description.kernel.kvmIntel.tdxWithoutMisc) return done(undefined);
    const charge = this.misc.charge(cgroup, pool);
    return charge.ok ? done({ pool, group: charge.value }) : charge;
  }

  /** The firmware must let go of SNP guests and of TDs; it is not asked for the others. */
  #firmwareHolds(protection: ConfidentialProtection): boolean {
    if (protection === 'tdx') return this.#faults.releaseFails;
    return protection === 'snp' && (this.#faults.releaseFails || this.#faults.pspFails);
  }

  #leak(key: HeldKey): void {
    this.#keeperOf(key).leak(key.id);
    this.#printLeak(key);
  }

  #giveBack(key: HeldKey): void {
    this.#keeperOf(key).release(key.id);
    if (key.charged !== undefined) this.misc.uncharge(key.charged.group, key.charged.pool);
  }

  #keeperOf({ protection }: HeldKey): AsidKeeper | HkidKeeper {
    return protection === 'tdx' ? this.#hkids : this.#asids;
  }

  #flush(): boolean {
    const fails = this.#faults.flushFails || this.#faults.pspFails;
    if (fails) this.#print('kvm-amd.df-flush-failed', { ret: -5, error: '0x13' });
    return !fails;
  }

  #newController({ miscRulebook }: KeyParts): MiscController {
    const { release, miscResources } = this.#boot.description.kernel;
    return new MiscController(this.#boot.truth.miscCapacity, {
      ...miscBehaviourOf(release, miscResources),
      rulebook: miscRulebook,
      onBelowZero: (resource) => this.#print('misc.below-zero', { resource }),
    });
  }

  #rangeSize(protection: ConfidentialProtection): number {
    return this.#boot.truth.keyRanges.find(({ protections }) => protections.includes(protection))?.size ?? 0;
  }

  #usageOf(range: KeyRangeTruth): KeyUsageTruth {
    return range.pool === 'tdx' ? this.#hkids.usage() : this.#asids.usage(idOf(range));
  }

  #printLeak({ protection, id }: HeldKey): void {
    if (protection === 'tdx') this.#print('kvm-intel.hkid-leaked', { function: 'tdh_mng_key_freeid', hkid: id });
    else this.#print('kvm-amd.snp-release-failed', { ret: -5 });
  }

  #print(code: KernelLogCode, facts: KernelLogEvent['facts'] = {}): void {
    this.log.push({ code, facts });
  }
}

function asidRangesOf({ truth }: Boot): readonly AsidRange[] {
  const ranges = truth.keyRanges.filter(({ flushed }) => flushed);
  return ranges.map((range) => ({ id: idOf(range), first: range.first, last: range.first + range.size - 1 }));
}

function idOf({ protections }: KeyRangeTruth): string {
  return protections.length === 1 ? (protections[0] as string) : protections.join('+');
}

function rangeIdOf({ truth }: Boot, protection: ConfidentialProtection): string {
  const range = truth.keyRanges.find(({ protections }) => protections.includes(protection));
  return range === undefined ? '' : idOf(range);
}
