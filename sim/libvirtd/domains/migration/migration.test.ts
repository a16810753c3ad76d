import { describe, expect, it } from 'vitest';
import { composeHost } from '../../../../profiles/index.js';
import type { DomainName } from '../../daemon-contract.js';
import { ExampleClient } from '../example-client.js';

const genoa = composeHost({ machine: 'genoa', settings: { 'min-sev-asid': 100 } });
const uuid = '41111111-2222-3333-4444-555555555555';
const dom = { name: 'migd', uuid, id: -1 };

function domain(launchSecurity = ''): string {
  return `<domain type='kvm'><name>migd</name><uuid>${uuid}</uuid><memory unit='MiB'>64</memory><os><type machine='q35'>hvm</type>
    <loader type='rom'>/usr/share/edk2/ovmf/OVMF.amdsev.fd</loader></os><features><acpi/></features>${launchSecurity}</domain>`;
}

/** Two hosts, and what virsh does to take a guest from one to the other. */
function pair(): {
  readonly here: ExampleClient;
  readonly there: ExampleClient;
  readonly migrate: (from: ExampleClient, to: ExampleClient, flags: number) => string;
} {
  const here: ExampleClient = new ExampleClient(genoa, { hostname: 'here', reach: () => there.daemon });
  const there: ExampleClient = new ExampleClient(genoa, { hostname: 'there', reach: () => here.daemon });
  return { here, there, migrate };
}

function migrate(from: ExampleClient, to: ExampleClient, flags: number): string {
  const begun = from.call('domainMigrateBegin3Params', { dom, params: [], flags });
  if (!begun.ok) return begun.reason.message;
  const params = [
    { field: 'destination_name', type: 'string', value: 'migd' },
    { field: 'destination_xml', type: 'string', value: begun.value.xml },
  ] as const;
  const prepared = to.call('domainMigratePrepare3Params', { params, cookieIn: begun.value.cookieOut, flags });
  const performed = prepared.ok
    ? from.call('domainMigratePerform3Params', { dom, dconnuri: undefined, params, cookieIn: prepared.value.cookieOut, flags })
    : prepared;
  const finished = prepared.ok
    ? to.call('domainMigrateFinish3Params', { params, cookieIn: new Uint8Array(), flags, cancelled: performed.ok ? 0 : 1 })
    : prepared;
  from.ask('domainMigrateConfirm3Params', { dom, params, cookieIn: new Uint8Array(), flags, cancelled: finished.ok ? 0 : 1 });
  if (!performed.ok) return performed.reason.message;
  return finished.ok ? 'done' : finished.reason.message;
}

function start(client: ExampleClient, launchSecurity?: string): DomainName {
  const defined = client.define(domain(launchSecurity));
  client.ask('domainCreate', { dom: defined });
  client.events();
  return defined;
}

describe('migration between two simulated hosts', () => {
  it('takes a running guest over, and tells both sides as libvirt does', () => {
    const { here, there } = pair();
    start(here);
    expect(migrate(here, there, 1)).toBe('done');
    expect(there.events()).toEqual(['2/1 #1', '4/1 #1']);
    expect(here.events()).toEqual(['3/1 #1', '6/2 #1', '5/3 #-1', 'job-completed #-1']);
    expect([here.state(dom), there.state(dom)]).toEqual(['5/4', '1/2']);
    expect(there.ask('domainIsPersistent', { dom }).persistent).toBe(0);
    expect(here.host.truth.live.guests).toEqual([]);
    expect(there.host.truth.live.guests).toHaveLength(1);
  });

  it('leaves nothing behind when the source is to be undefined, and keeps it defined where it arrives', () => {
    const { here, there } = pair();
    start(here);
    expect(migrate(here, there, 1 | 8 | 16)).toBe('done');
    expect(there.events()).toEqual(['2/1 #1', '0/0 #1', '4/1 #1']);
    expect(here.refusal('domainGetState', { dom, flags: 0 })).toMatch(/^42\/10 /);
    expect(there.ask('domainIsPersistent', { dom }).persistent).toBe(1);
  });

  it('keeps a paused guest paused', () => {
    const { here, there } = pair();
    start(here);
    here.ask('domainSuspend', { dom });
    here.events();
    expect(migrate(here, there, 1 | 32)).toBe('done');
    expect(there.events()).toEqual(['2/1 #1', '3/0 #1']);
    expect(here.events()).toEqual(['6/2 #1', '5/3 #-1', 'job-completed #-1']);
    expect(there.state(dom)).toBe('3/1');
  });

  it('moves a definition without its guest', () => {
    const { here, there } = pair();
    here.define(domain());
    expect(migrate(here, there, 8 | 1024)).toBe('done');
    expect(there.events()).toEqual(['0/0 #-1']);
    expect(there.state(dom)).toBe('5/0');
  });

  it('refuses to migrate to the same host, and an SEV guest to any', () => {
    const { here, there } = pair();
    start(here);
    expect(migrate(here, here, 1)).toMatch(/^internal error: Attempt to migrate guest to the same host [0-9a-f-]{36}$/);
    expect(here.state(dom)).toBe('1/1');
    here.ask('domainDestroy', { dom });
    start(here, `<launchSecurity type='sev-snp'><policy>0x30000</policy></launchSecurity>`);
    expect(migrate(here, there, 1)).toBe(
      'Requested operation is not valid: cannot migrate domain: SEV-SNP: Migration is not implemented',
    );
    expect(here.refusal('domainManagedSave', { dom, flags: 0 })).toBe(
      '55/10 Requested operation is not valid: cannot migrate domain: SEV-SNP: Migration is not implemented',
    );
  });

  it('lets the guest go on when the other side cannot start it', () => {
    const { here, there } = pair();
    start(here);
    there.define(domain().replace('41111111', '51111111'));
    expect(migrate(here, there, 1)).toBe(
      "operation failed: domain 'migd' already exists with uuid 51111111-2222-3333-4444-555555555555",
    );
    expect(here.state(dom)).toBe('1/1');
    expect(here.events()).toEqual([]);
  });

  it('is done by the daemons themselves when they are asked to', () => {
    const { here, there } = pair();
    start(here);
    const args = { dom, dconnuri: 'qemu+tcp://there/system', params: [], cookieIn: new Uint8Array(), flags: 1 | 2 };
    here.ask('domainMigratePerform3Params', args);
    expect([here.state(dom), there.state(dom)]).toEqual(['5/4', '1/2']);
  });
});
