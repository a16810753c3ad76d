import { describe, expect, it } from 'vitest';
import { composeHost } from '../../profiles/index.js';
import type { Protection } from '../contracts/protection.js';
import type { Outcome } from '../core/outcome.js';
import { exampleDomain } from './example-domain.js';
import { Host } from './host.js';
import { launchDigestOf, launchMeasurement, tikOfSession } from './launch-measurement.js';
import { launchSession, platformKeyOfSession } from './launch-session.js';

const description = composeHost({ machine: 'genoa', settings: { 'min-sev-asid': 100 } });
const opaque = Buffer.from('session').toString('base64');

function withSession(name: string, session: string, policy = '0x1'): string {
  const owner = `<dhCert>ZGg=</dhCert><session>${session}</session>`;
  return exampleDomain(name, 'sev', {
    launchSecurity: `<launchSecurity type='sev'><policy>${policy}</policy>${owner}</launchSecurity>`,
  });
}

/** A host with one guest. */
function hostWith(xml: string, paused = true): Host {
  const host = new Host(description, 'h0');
  expect(host.startDomain(xml, { paused }).result.started).toBe(true);
  return host;
}

function messageOf(outcome: Outcome<void, { readonly message: string }>): string {
  return outcome.ok ? '' : outcome.reason.message;
}

describe('platform certificates', () => {
  it('have the lengths of real ones and differ between machines of one kind', () => {
    const [one, other] = [new Host(description, 'h0').sevInfo(), new Host(description, 'h1').sevInfo()];
    expect(Buffer.from(one?.pdh ?? '', 'base64')).toHaveLength(2084);
    expect(Buffer.from(one?.certChain ?? '', 'base64')).toHaveLength(3 * 2084);
    expect(one?.pdh).not.toBe(other?.pdh);
  });

  it('stay the same until the next boot, which rotates the Diffie-Hellman key alone', () => {
    const host = new Host(description, 'h0');
    const before = host.sevInfo();
    expect(new Host(description, 'h0').sevInfo()).toEqual(before);
    host.reboot();
    expect(host.sevInfo()?.pdh).not.toBe(before?.pdh);
    expect(host.sevInfo()?.certChain).toBe(before?.certChain);
  });

  it('are not there where libvirt finds no SEV', () => {
    expect(new Host(composeHost({ machine: 'emerald-rapids' })).sevInfo()).toBeUndefined();
    expect(new Host(composeHost({ machine: 'genoa', settings: { 'kvm-amd-sev-off': true } })).sevInfo()).toBeUndefined();
  });
});

describe('a session', () => {
  it('names the platform key it was made for, unless it is opaque', () => {
    expect(platformKeyOfSession(launchSession('cGRo', 'me'))).toBe('cGRo');
    expect(platformKeyOfSession(opaque)).toBeUndefined();
    expect(platformKeyOfSession(Buffer.from('{"pdh":').toString('base64'))).toBeUndefined();
    expect(platformKeyOfSession(Buffer.from('{"pdh":1}').toString('base64'))).toBeUndefined();
  });

  it('for the present key starts the guest', () => {
    const host = new Host(description, 'h0');
    const session = launchSession(host.sevInfo()?.pdh ?? '', 'me');
    expect(host.startDomain(withSession('g', session)).result).toMatchObject({ started: true, protection: 'sev' });
  });

  it('for the key before the last boot fails in the firmware, and the ASID goes back', () => {
    const host = new Host(description, 'h0');
    const session = launchSession(host.sevInfo()?.pdh ?? '', 'me');
    host.reboot();
    const stamp = '2026-01-01T00:00:00.000000Z qemu-system-x86_64: -accel kvm:';
    expect(host.startDomain(withSession('g', session))).toMatchObject({
      result: {
        started: false,
        cause: 'session-refused',
        error: {
          message: [
            `internal error: QEMU unexpectedly closed the monitor (vm='g'): ${stamp} sev_launch_start: LAUNCH_START ret=1 fw_error=11 'Bad measurement'`,
            `${stamp} sev_common_kvm_init: failed to create encryption context`,
            `${stamp} failed to initialize kvm: Operation not permitted`,
          ].join('\n'),
        },
      },
      usage: { inUse: 0, pending: 1 },
    });
  });

  it('for another machine fails in the same way', () => {
    const session = launchSession(new Host(description, 'h1').sevInfo()?.pdh ?? '', 'me');
    expect(new Host(description, 'h0').startDomain(withSession('g', session)).result).toMatchObject({ cause: 'session-refused' });
  });
});

describe('the measurement of a guest', () => {
  it('can be recomputed by whoever knows the session', () => {
    const told = hostWith(withSession('g', opaque)).launchMeasurement('g');
    const { apiMajor = 0, apiMinor = 0, buildId = 0, policy = 0, measurement = '' } = told ?? {};
    const nonce = Buffer.from(measurement, 'base64').subarray(32);
    const launchDigest = launchDigestOf('/usr/share/edk2/ovmf/OVMF_CODE.cc.fd');
    const expected = launchMeasurement({
      tik: tikOfSession(opaque),
      apiMajor,
      apiMinor,
      buildId,
      policy,
      launchDigest,
      nonce,
    });
    expect(measurement).toBe(expected);
    expect(policy).toBe(1);
  });

  it('is another for every launch', () => {
    const host = hostWith(withSession('g', opaque));
    const first = host.launchMeasurement('g');
    host.destroyDomain('g');
    host.startDomain(withSession('g', opaque));
    expect(host.launchMeasurement('g')?.measurement).not.toBe(first?.measurement);
  });

  it('is there for SEV-ES and while the guest runs, too', () => {
    expect(hostWith(withSession('g', opaque, '0x5'), false).launchMeasurement('g')).toMatchObject({ policy: 5 });
  });

  it.each(['none', 'snp'] as const)('is not there for protection %s', (protection: Protection) => {
    const host = hostWith(exampleDomain('g', protection));
    expect(host.launchMeasurement('g')).toBeUndefined();
    expect(host.launchMeasurement('unknown')).toBeUndefined();
  });
});

describe('a launch secret', () => {
  it('is taken by a paused guest with a session, as often as one comes', () => {
    const host = hostWith(withSession('g', opaque));
    expect([host.injectLaunchSecret('g').ok, host.injectLaunchSecret('g').ok]).toEqual([true, true]);
  });

  it('is refused by a guest that runs', () => {
    expect(messageOf(hostWith(withSession('g', opaque), false).injectLaunchSecret('g'))).toBe(
      'Requested operation is not valid: domain must be in a paused state',
    );
  });

  it('is refused by a guest that has run, also when it stands still again', () => {
    const host = hostWith(withSession('g', opaque));
    host.resumeDomain('g');
    host.suspendDomain('g');
    expect(messageOf(host.injectLaunchSecret('g'))).toContain('SEV: Not in correct state. (LSECRET) 3');
  });

  it('is refused without a session, by other kinds of guests and by unknown ones', () => {
    expect(messageOf(hostWith(exampleDomain('g', 'sev')).injectLaunchSecret('g'))).toContain("fw_error=11 'Bad measurement'");
    expect(messageOf(hostWith(exampleDomain('g', 'snp')).injectLaunchSecret('g'))).toBe(
      'Operation not supported: setting a launch secret is only supported in SEV-enabled domains',
    );
    expect(messageOf(new Host(description).injectLaunchSecret('g'))).toBe("Domain not found: no domain with matching name 'g'");
  });
});
