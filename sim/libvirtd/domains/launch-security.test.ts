import { describe, expect, it } from 'vitest';
import { composeHost } from '../../../profiles/index.js';
import type { DomainName } from '../daemon-contract.js';
import { ExampleClient } from './example-client.js';

const genoa = composeHost({ machine: 'genoa', settings: { 'min-sev-asid': 100 } });

function guest(client: ExampleClient, launchSecurity: string, flags = 0): DomainName {
  const image = launchSecurity.includes('tdx') ? 'OVMF.inteltdx.fd' : 'OVMF.amdsev.fd';
  const xml = `<domain type='kvm'><name>g</name><memory unit='MiB'>64</memory><os><type machine='q35'>hvm</type>
    <loader type='rom'>/usr/share/edk2/ovmf/${image}</loader></os><features><acpi/></features>${launchSecurity}</domain>`;
  const dom = client.define(xml);
  client.ask('domainCreateWithFlags', { dom, flags });
  client.events();
  return dom;
}

const sev = (policy: string, more = ''): string =>
  `<launchSecurity type='sev'><policy>${policy}</policy>${more}</launchSecurity>`;
const snp = `<launchSecurity type='sev-snp'><policy>0x30000</policy></launchSecurity>`;

describe('launch security info', () => {
  it('of a SEV guest is what was measured', () => {
    const client = new ExampleClient(genoa);
    const { params } = client.ask('domainGetLaunchSecurityInfo', { dom: guest(client, sev('0x3')), flags: 0 });
    expect(params.map(({ field, type }) => `${field} ${type}`)).toEqual([
      'sev-measurement string',
      'sev-api-major uint',
      'sev-api-minor uint',
      'sev-build-id uint',
      'sev-policy uint',
    ]);
    expect(params.at(-1)?.value).toBe(3);
  });

  it('of an SNP guest fails, as libvirt asks for what SNP has not', () => {
    const client = new ExampleClient(genoa);
    const dom = guest(client, snp);
    expect(client.refusal('domainGetLaunchSecurityInfo', { dom, flags: 0 })).toBe(
      `1/10 internal error: unable to execute QEMU command 'query-sev-launch-measure': SEV launch measurement is not available`,
    );
    const honest = new ExampleClient(genoa, { without: ['snp-launch-security-info-fails'] });
    const { params } = honest.ask('domainGetLaunchSecurityInfo', { dom: guest(honest, snp), flags: 0 });
    expect(params.at(-1)).toEqual({ field: 'sev-snp-policy', type: 'ullong', value: 0x30000n });
  });

  it('is empty for other guests, and refused while a SEV guest does not run', () => {
    const client = new ExampleClient(genoa);
    expect(client.ask('domainGetLaunchSecurityInfo', { dom: guest(client, ''), flags: 0 }).params).toEqual([]);
    const other = new ExampleClient(genoa);
    const dom = guest(other, sev('1'));
    other.ask('domainDestroy', { dom });
    expect(other.refusal('domainGetLaunchSecurityInfo', { dom, flags: 0 })).toBe(
      '55/20 Requested operation is not valid: domain is not running',
    );
  });
});

describe('a launch secret', () => {
  const params = [
    { field: 'sev-secret-header', type: 'string', value: 'aGVhZGVy' },
    { field: 'sev-secret', type: 'string', value: 'c2VjcmV0' },
  ] as const;

  it('is taken by a paused guest of a launch session', () => {
    const client = new ExampleClient(genoa);
    const dom = guest(client, sev('1', '<session>c2Vzc2lvbg==</session>'), 1);
    expect(client.refusal('domainSetLaunchSecurityState', { dom, params, flags: 0 })).toBe('done');
    expect(client.refusal('domainSetLaunchSecurityState', { dom, params: params.slice(1), flags: 0 })).toBe(
      '1/10 internal error: Both secret and the secret header are required',
    );
    client.ask('domainResume', { dom });
    expect(client.refusal('domainSetLaunchSecurityState', { dom, params, flags: 0 })).toBe(
      '55/10 Requested operation is not valid: domain must be in a paused state',
    );
  });
});

describe('a guest whose registers are encrypted', () => {
  it.each([
    ['SNP', snp],
    ['SEV-ES', sev('5')],
  ])('ends when it is to start over: %s', (_, launchSecurity) => {
    const client = new ExampleClient(genoa);
    const dom = guest(client, launchSecurity);
    client.ask('domainReboot', { dom, flags: 0 });
    expect([client.state(dom), ...client.events()]).toEqual(['5/1', '6/1 #1', '5/0 #-1']);
    expect(client.host.truth.live.guests).toEqual([]);
  });

  it('does not stop a SEV guest from starting over', () => {
    const client = new ExampleClient(genoa);
    const dom = guest(client, sev('1'));
    client.ask('domainReset', { dom, flags: 0 });
    expect([client.state(dom), ...client.events()]).toEqual(['1/1', 'reboot #1']);
  });
});

describe('a TDX guest', () => {
  it('takes a key ID and gives it back', () => {
    const client = new ExampleClient(composeHost({ machine: 'emerald-rapids' }));
    const used = (): bigint | undefined => client.host.truth.live.miscGroups[0]?.resources.tdx.current;
    const dom = guest(client, `<launchSecurity type='tdx'/>`);
    expect(used()).toBe(1n);
    client.ask('domainShutdown', { dom });
    expect(used()).toBe(0n);
  });
});

describe('a start that fails', () => {
  it('leaves the domain shut off and failed, uses an id up, and shows as a lost monitor only', () => {
    const client = new ExampleClient(composeHost({ machine: 'genoa', settings: { 'min-sev-asid': 100 } }));
    const xml = `<domain type='kvm'><name>g</name><memory unit='MiB'>64</memory><os><type machine='q35'>hvm</type>
      <loader type='rom'>/usr/share/edk2/ovmf/OVMF.amdsev.fd</loader></os>
      <launchSecurity type='sev-snp'><cbitpos>47</cbitpos><policy>0x30000</policy></launchSecurity></domain>`;
    const dom = client.define(xml);
    client.events();
    expect(client.refusal('domainCreate', { dom })).toMatch(
      /^1\/10 internal error: QEMU unexpectedly closed the monitor \(vm='g'\): .*cbitpos check failed/,
    );
    expect([client.state(dom), ...client.events()]).toEqual(['5/6', 'control-error #1']);
    client.define(xml.replace('<cbitpos>47</cbitpos>', '').replace('</name>', `</name><uuid>${dom.uuid}</uuid>`));
    expect(client.ask('domainCreateWithFlags', { dom, flags: 0 }).dom.id).toBe(2);
  });
});
