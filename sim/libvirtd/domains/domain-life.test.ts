import { describe, expect, it } from 'vitest';
import { composeHost } from '../../../profiles/index.js';
import { ExampleClient } from './example-client.js';

const genoa = composeHost({ machine: 'genoa', settings: { 'min-sev-asid': 100 } });
const uuid = '21111111-2222-3333-4444-555555555555';
const plain = `<domain type='kvm'><name>evd</name><uuid>${uuid}</uuid><memory unit='MiB'>64</memory><os><type machine='q35'>hvm</type></os></domain>`;
const dom = { name: 'evd', uuid, id: -1 };

describe('the life of an ordinary domain', () => {
  it('passes through the states and events of a real one', () => {
    const client = new ExampleClient(genoa);
    const step = (act: () => unknown): readonly unknown[] => {
      act();
      return [client.state(dom), ...client.events()];
    };
    expect(step(() => client.define(plain))).toEqual(['5/0', '0/0 #-1']);
    expect(step(() => client.define(plain))).toEqual(['5/0', '0/1 #-1']);
    expect(step(() => client.ask('domainCreate', { dom }))).toEqual(['1/1', '4/0 #1', '2/0 #1']);
    expect(step(() => client.define(plain))).toEqual(['1/1', '0/1 #1']);
    expect(step(() => client.ask('domainSuspend', { dom }))).toEqual(['3/1', '3/0 #1']);
    expect(step(() => client.ask('domainSuspend', { dom }))).toEqual(['3/1']);
    expect(step(() => client.ask('domainResume', { dom }))).toEqual(['1/5', '4/0 #1']);
    expect(step(() => client.ask('domainReset', { dom, flags: 0 }))).toEqual(['1/5', 'reboot #1']);
    expect(step(() => client.ask('domainManagedSave', { dom, flags: 0 }))).toEqual([
      '5/5',
      '3/0 #1',
      'job-completed #1',
      '6/2 #1',
      '5/4 #-1',
    ]);
    expect(client.ask('domainHasManagedSaveImage', { dom, flags: 0 }).result).toBe(1);
    expect(step(() => client.ask('domainCreate', { dom }))).toEqual(['1/3', '2/2 #2', '4/2 #2']);
    expect(step(() => client.ask('domainDestroy', { dom }))).toEqual(['5/2', '6/2 #2', '5/1 #-1']);
    expect(step(() => client.ask('domainCreateWithFlags', { dom, flags: 1 }))).toEqual(['3/1', '2/0 #3', '3/0 #3']);
    expect(step(() => client.ask('domainUndefine', { dom }))).toEqual(['3/1', '1/0 #3']);
    expect(client.refusal('domainUndefine', { dom })).toBe(
      '55/10 Requested operation is not valid: cannot undefine transient domain',
    );
    const gone = `42/10 Domain not found: no domain with matching uuid '${uuid}' (evd)`;
    expect(step(() => client.ask('domainDestroy', { dom }))).toEqual([gone, '6/2 #3', '5/1 #-1']);
  });

  it('goes on as a defined one when it is defined while it runs', () => {
    const client = new ExampleClient(genoa);
    client.ask('domainCreateXml', { xmlDesc: plain, flags: 0 });
    expect(client.events()).toEqual(['4/0 #1', '2/0 #1']);
    expect(client.refusal('domainCreateXml', { xmlDesc: plain, flags: 0 })).toBe(
      "55/20 Requested operation is not valid: domain 'evd' is already active",
    );
    client.define(plain);
    expect(client.events()).toEqual(['0/0 #1']);
    client.ask('domainShutdown', { dom });
    expect([client.state(dom), ...client.events()]).toEqual(['5/1', '6/1 #1', '5/0 #-1']);
  });
});

describe('SNP guests on a host with 99 key IDs', () => {
  const snp = (name: string): string =>
    `<domain type='kvm'><name>${name}</name><memory unit='MiB'>64</memory><os><type machine='q35'>hvm</type>
    <loader type='rom'>/usr/share/edk2/ovmf/OVMF.amdsev.fd</loader></os><features><acpi/></features>
    <launchSecurity type='sev-snp'><policy>0x30000</policy></launchSecurity></domain>`;

  it('start until the key IDs are used up, and again when one is given back', () => {
    const client = new ExampleClient(genoa);
    const used = (): bigint | undefined => client.host.truth.live.miscGroups[0]?.resources.sev_es.current;
    const domains = Array.from({ length: 100 }, (_, at) => client.define(snp(`snp${at}`)));
    client.events();
    const started = domains.map((each) => client.call('domainCreate', { dom: each }));
    expect(started.filter(({ ok }) => ok)).toHaveLength(99);
    expect(used()).toBe(99n);
    const last = started[99];
    expect(last?.ok === false && last.reason).toMatchObject({ code: 1, domain: 10, int1: -1, str1: 'internal error: %1$s' });
    expect(last?.ok === false && last.reason.message.split('\n')).toEqual([
      "internal error: QEMU unexpectedly closed the monitor (vm='snp99'): 2026-01-01T00:00:00.000000Z qemu-system-x86_64: -accel kvm: sev_common_kvm_init: failed to initialize ret=-16 fw_error=0 ''",
      '2026-01-01T00:00:00.000000Z qemu-system-x86_64: -accel kvm: failed to initialize kvm: Operation not permitted',
    ]);
    const [first, refused] = [domains[0], domains[99]];
    if (first === undefined || refused === undefined) throw new Error('there are a hundred');
    expect(client.state(refused)).toBe('5/6');
    expect(client.events().slice(-2)).toEqual(['2/0 #99', 'control-error #100']);
    client.ask('domainDestroy', { dom: first });
    expect(used()).toBe(98n);
    const again = client.ask('domainCreateWithFlags', { dom: refused, flags: 0 });
    expect(again.dom.id).toBe(101);
    expect(used()).toBe(99n);
  });
});
