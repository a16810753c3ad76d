import { describe, expect, it } from 'vitest';
import { composeHost } from '../../profiles/index.js';
import type { ConfidentialProtection, KeyPool } from '../contracts/protection.js';
import type { KeyUsageTruth } from '../contracts/truth.js';
import { changedDescription } from './changed-description.js';
import { exampleDomain } from './example-domain.js';
import { Host } from './host.js';

const genoa100 = composeHost({ machine: 'genoa', settings: { 'min-sev-asid': 100 } });
const rome = composeHost({ machine: 'rome' });
const emerald = composeHost({ machine: 'emerald-rapids' });

/** Starts guests `<protection>-0` … until one is refused; answers the message and cause of that refusal and how many run. */
function fill(
  host: Host,
  protection: ConfidentialProtection,
): { readonly running: number; readonly message: string; readonly cause: string } {
  for (let running = 0; ; running += 1) {
    const { result } = host.startDomain(exampleDomain(`${protection}-${running}`, protection));
    if (!result.started) return { running, message: result.error.message, cause: result.cause };
  }
}

function current(host: Host, pool: KeyPool): bigint | undefined {
  return host.truth.live.miscGroups[0]?.resources[pool].current;
}

const stamp = '2026-01-01T00:00:00.000000Z qemu-system-x86_64:';

function sevExhausted(name: string): string {
  return [
    `internal error: QEMU unexpectedly closed the monitor (vm='${name}'): ${stamp} -accel kvm: sev_common_kvm_init: failed to initialize ret=-16 fw_error=0 ''`,
    `${stamp} -accel kvm: failed to initialize kvm: Operation not permitted`,
  ].join('\n');
}

describe('until exhaustion', () => {
  it.each([
    ['SEV on Rome', rome, 'sev', 509],
    ['SEV on Genoa', genoa100, 'sev', 907],
    ['SEV-ES on Genoa', genoa100, 'sev-es', 99],
    ['SNP on Genoa', genoa100, 'snp', 99],
  ] as const)('%s starts as many guests as misc.capacity says, then answers EBUSY', (_, description, protection, guests) => {
    const host = new Host(description);
    const last = `${protection}-${guests}`;
    expect(fill(host, protection)).toEqual({ running: guests, message: sevExhausted(last), cause: 'capacity-used' });
    expect(host.truth.live.guests).toHaveLength(guests);
  });

  it('TDX starts as many TDs as misc.capacity says, then answers ENOSPC from the HKID allocator', () => {
    const host = new Host(emerald);
    const message = `internal error: QEMU unexpectedly closed the monitor (vm='tdx-31'): ${stamp} TDX ioctl KVM_TDX_INIT_VM failed, hw_errors: 0x0: No space left on device`;
    expect(fill(host, 'tdx')).toEqual({ running: 31, message, cause: 'no-free-key' });
    expect(current(host, 'tdx')).toBe(31n);
  });

  it('SEV-ES and SNP guests share ids and the capacity', () => {
    const host = new Host(genoa100);
    for (let n = 0; n < 60; n += 1) host.startDomain(exampleDomain(`es-${n}`, 'sev-es'));
    expect(fill(host, 'snp').running).toBe(39);
    expect(host.startDomain(exampleDomain('sev', 'sev')).result).toMatchObject({ started: true, keyId: 100 });
  });

  it('with ciphertext hiding an SNP guest is refused far below the capacity', () => {
    const changes = { 'amd.psp.ciphertextHiding': true, 'boot.moduleParameters.kvm_amd.ciphertext_hiding_asids': 10 };
    const host = new Host(changedDescription(genoa100, changes));
    expect(fill(host, 'snp')).toMatchObject({ running: 10, cause: 'no-free-key' });
    expect(host.boot.miscCapacity.sev_es).toBe(99);
    expect(current(host, 'sev_es')).toBe(10n);
    expect(fill(host, 'sev-es').running).toBe(89);
  });

  it('ordinary guests use no key and are not counted', () => {
    const host = new Host(genoa100);
    for (let n = 0; n < 2000; n += 1) expect(host.startDomain(exampleDomain(`plain-${n}`, 'none')).result.started).toBe(true);
    expect(current(host, 'sev')).toBe(0n);
  });

  it('7.2 QEMU and the first libvirt word the refusal their own way', () => {
    const host = new Host(composeHost({ machine: 'rome', versions: { qemu: '7.2', libvirt: '9.0', kernel: '6.1' } }));
    expect(fill(host, 'sev').message).toContain(
      `qemu unexpectedly closed the monitor: ${stamp} -accel kvm: sev_kvm_init: failed to initialize ret=-16`,
    );
  });
});

describe('after a guest ended', () => {
  const usage = (host: Host, protection: ConfidentialProtection): KeyUsageTruth | undefined => {
    const at = host.boot.keyRanges.findIndex(({ protections }) => protections.includes(protection));
    return host.truth.live.keyUsage[at];
  };

  it('an ASID is pending, its charge is gone, and a flush makes it usable', () => {
    const host = new Host(genoa100);
    fill(host, 'snp');
    const ended = host.destroyDomain('snp-5');
    expect(ended).toMatchObject({ ok: true, value: { guest: { keyId: 6 }, usage: { free: 0, pending: 1 } } });
    expect(current(host, 'sev_es')).toBe(98n);
    expect(host.startDomain(exampleDomain('again', 'snp')).result).toMatchObject({ started: true, keyId: 6 });
    expect(usage(host, 'snp')).toEqual({ free: 0, inUse: 99, pending: 0, leaked: 0 });
  });

  it('a start fails as long as the flush fails, and its charge is taken back', () => {
    const host = new Host(genoa100);
    fill(host, 'snp');
    host.destroyDomain('snp-0');
    host.faults.flushFails = true;
    expect(fill(host, 'snp')).toMatchObject({ running: 0, cause: 'flush-failed' });
    expect(current(host, 'sev_es')).toBe(98n);
    expect(host.truth.live.log?.map(({ code }) => code)).toEqual(['kvm-amd.df-flush-failed']);
    host.faults.flushFails = false;
    expect(host.startDomain(exampleDomain('later', 'snp')).result.started).toBe(true);
  });

  it('an HKID is free at once', () => {
    const host = new Host(emerald);
    fill(host, 'tdx');
    host.destroyDomain('tdx-3');
    expect(usage(host, 'tdx')).toEqual({ free: 1, inUse: 30, pending: 0, leaked: 0 });
    expect(host.startDomain(exampleDomain('again', 'tdx')).result).toMatchObject({ started: true, keyId: 36 });
  });

  it('a firmware that does not let go leaks the id, and the charge with it', () => {
    const host = new Host(emerald);
    host.startDomain(exampleDomain('td', 'tdx'));
    host.faults.releaseFails = true;
    host.destroyDomain('td');
    expect(usage(host, 'tdx')).toEqual({ free: 30, inUse: 0, pending: 0, leaked: 1 });
    expect(current(host, 'tdx')).toBe(1n);
    expect(host.truth.live.log).toEqual([{ code: 'kvm-intel.hkid-leaked', facts: { function: 'tdh_mng_key_freeid', hkid: 33 } }]);
  });

  it('an unknown guest cannot be destroyed', () => {
    const answer = new Host(rome).destroyDomain('nobody');
    const message = `Domain not found: no domain with matching name 'nobody'`;
    expect(answer).toEqual({ ok: false, reason: { code: 42, domain: 10, message } });
  });

  it('a reboot ends all guests, frees all ids and may bring other facts', () => {
    const host = new Host(genoa100);
    const { truth } = host;
    fill(host, 'snp');
    expect(host.reboot(rome)).toHaveLength(99);
    expect(truth.live.guests).toEqual([]);
    expect(truth.boot.machine).toBe('rome');
    expect(fill(host, 'sev').running).toBe(509);
  });
});

describe('cgroup limits', () => {
  it('a SEV guest above misc.max is refused like one without an ASID', () => {
    const host = new Host(genoa100);
    host.makeCgroup('/machine');
    expect(host.writeMiscMax('/machine', 'sev 1\n')).toEqual({ ok: true, value: 6 });
    const start = (name: string) => host.startDomain(exampleDomain(name, 'sev'), { cgroup: '/machine' }).result;
    expect(start('one')).toMatchObject({ started: true });
    expect(start('two')).toMatchObject({ started: false, cause: 'cgroup-limit', error: { message: sevExhausted('two') } });
    expect(host.truth.live.guests[0]?.cgroup).toBe('/machine');
  });

  it('a TD above misc.max gives back a charge it never took, so every second attempt passes', () => {
    const host = new Host(emerald);
    host.makeCgroup('/td');
    host.writeMiscMax('/td', 'tdx 0');
    const start = (n: number) => host.startDomain(exampleDomain(`td-${n}`, 'tdx'), { cgroup: '/td' }).result.started;
    expect([0, 1, 2, 3].map(start)).toEqual([false, true, false, true]);
  });

  it('a kernel without that defect refuses every one of them', () => {
    const host = new Host(changedDescription(emerald, { 'kernel.quirks': [] }));
    host.makeCgroup('/td');
    host.writeMiscMax('/td', 'tdx 0');
    const start = (n: number) => host.startDomain(exampleDomain(`td-${n}`, 'tdx'), { cgroup: '/td' }).result;
    expect([0, 1, 2].map((n) => start(n).started)).toEqual([false, false, false]);
    expect(start(3)).toMatchObject({ error: { message: expect.stringContaining('hw_errors: 0x0: Device or resource busy') } });
  });

  it('without the controller nothing is limited and there is no file to write', () => {
    const host = new Host(changedDescription(genoa100, { 'boot.miscController': false }));
    expect(host.writeMiscMax('/', 'sev 0')).toEqual({ ok: false, reason: 'ENOENT' });
    expect(host.truth.live.miscGroups).toEqual([]);
    expect(fill(host, 'snp')).toMatchObject({ running: 99, cause: 'no-free-key' });
  });

  it('a preview kernel runs TDs without counting them', () => {
    const host = new Host(composeHost({ machine: 'emerald-rapids', versions: { kernel: '6.8-ubuntu-tdx' } }));
    expect(fill(host, 'tdx')).toMatchObject({ running: 31, cause: 'no-free-key' });
    expect(current(host, 'tdx')).toBe(0n);
  });

  it('moving a SEV-ES guest across cgroups charges the wrong resource, and the books drift apart', () => {
    const host = new Host(genoa100);
    for (const path of ['/from', '/to']) host.makeCgroup(path);
    host.startDomain(exampleDomain('es', 'sev-es'), { cgroup: '/from' });
    expect(host.moveDomain('es', '/to')).toEqual({ ok: true, value: undefined });
    host.destroyDomain('es');
    const books = host.truth.live.miscGroups.map(({ path, resources }) => [
      path,
      resources.sev.current,
      resources.sev_es.current,
    ]);
    const minusOne = 2n ** 64n - 1n;
    expect(books).toEqual([
      ['/', 0n, 0n],
      ['/from', minusOne, 1n],
      ['/to', 1n, minusOne],
    ]);
    expect(host.truth.live.log).toEqual([{ code: 'misc.below-zero', facts: { resource: 'sev' } }]);
  });

  it('SNP guests cannot be moved', () => {
    const host = new Host(genoa100);
    host.startDomain(exampleDomain('snp', 'snp'));
    expect(host.moveDomain('snp', '/')).toEqual({ ok: false, reason: 'EINVAL' });
  });
});

describe('the same name', () => {
  it('cannot run twice', () => {
    const host = new Host(rome);
    host.startDomain(exampleDomain('one', 'sev'));
    const { result } = host.startDomain(exampleDomain('one', 'sev'));
    expect(result).toMatchObject({ error: { code: 55, message: 'Requested operation is not valid: domain is already running' } });
    expect(current(host, 'sev')).toBe(1n);
  });
});
