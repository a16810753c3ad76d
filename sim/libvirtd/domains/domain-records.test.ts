import { describe, expect, it } from 'vitest';
import { composeHost } from '../../../profiles/index.js';
import type { DomainName } from '../daemon-contract.js';
import { ExampleClient } from './example-client.js';

const rome = composeHost({ machine: 'rome' });
const plain = (name: string): string =>
  `<domain type='kvm'><name>${name}</name><memory unit='MiB'>64</memory><vcpu>2</vcpu><os><type machine='q35'>hvm</type></os></domain>`;

describe('lists of domains', () => {
  it('hold those that pass every group of filters', () => {
    const client = new ExampleClient(rome);
    const [off, on, paused] = ['off', 'on', 'paused'].map((name) => client.define(plain(name))) as [
      DomainName,
      DomainName,
      DomainName,
    ];
    client.ask('domainCreate', { dom: on });
    client.ask('domainCreateWithFlags', { dom: paused, flags: 1 });
    client.ask('domainCreateXml', { xmlDesc: plain('transient'), flags: 0 });
    client.ask('domainSetAutostart', { dom: off, autostart: 1 });
    const names = (flags: number): string =>
      client
        .ask('connectListAllDomains', { needResults: 1, flags })
        .domains.map(({ name }) => name)
        .join(' ');
    expect(names(0)).toBe('off on paused transient');
    expect(names(1)).toBe('on paused transient');
    expect(names(2)).toBe('off');
    expect(names(1 | 4)).toBe('on paused');
    expect(names(1 | 2 | 8)).toBe('transient');
    expect(names(32 | 64)).toBe('off paused');
    expect(names(1024)).toBe('off');
    expect(names(4096)).toBe('');
    expect(client.ask('connectListAllDomains', { needResults: 0, flags: 0 })).toEqual({ domains: [], ret: 4 });
    expect(client.ask('connectListDomains', { maxids: 9 }).ids).toEqual([1, 2, 3]);
    expect(client.ask('connectListDefinedDomains', { maxnames: 9 }).names).toEqual(['off']);
  });
});

describe('what users write beside a domain', () => {
  it('is kept, shown in the document and told', () => {
    const client = new ExampleClient(rome);
    const dom = client.define(plain('noted'));
    client.events();
    const args = { dom, type: 2, key: 'k', uri: 'http://example.org/x', flags: 0 };
    client.ask('domainSetMetadata', { ...args, metadata: '<a><b>1</b></a>' });
    client.ask('domainSetMetadata', { dom, type: 1, metadata: 'A title', key: undefined, uri: undefined, flags: 0 });
    expect(client.events()).toEqual(['metadata #-1', 'metadata #-1']);
    expect(client.ask('domainGetMetadata', { dom, type: 2, uri: args.uri, flags: 0 }).metadata).toBe('<a>\n  <b>1</b>\n</a>');
    expect(client.ask('domainGetXmlDesc', { dom, flags: 0 }).xml).toContain(
      `  <title>A title</title>\n  <metadata>\n    <k:a xmlns:k="http://example.org/x">\n      <k:b>1</k:b>\n    </k:a>\n  </metadata>\n`,
    );
    client.ask('domainSetMetadata', { ...args, metadata: undefined });
    expect(client.refusal('domainGetMetadata', { dom, type: 2, uri: args.uri, flags: 0 })).toMatch(/^80\/20 /);
  });
});

describe('a domain', () => {
  it('gets another name while it is off', () => {
    const client = new ExampleClient(rome);
    const dom = client.define(plain('before'));
    client.events();
    client.ask('domainRename', { dom, newName: 'after', flags: 0 });
    expect(client.events()).toEqual(['1/1 #-1', '0/2 #-1']);
    expect(client.ask('domainLookupByName', { name: 'after' }).dom.uuid).toBe(dom.uuid);
  });

  it('has CPUs that work an eighth of the time they may run', () => {
    const client = new ExampleClient(rome);
    const dom = client.define(plain('busy'));
    client.ask('domainCreate', { dom });
    client.time += 8_000_000_000n;
    client.ask('domainSuspend', { dom });
    client.time += 8_000_000_000n;
    expect(client.ask('domainGetInfo', { dom })).toEqual({
      state: 3,
      maxMem: 65536n,
      memory: 65536n,
      nrVirtCpu: 2,
      cpuTime: 2_000_000_000n,
    });
    const [record] = client.ask('connectGetAllDomainStats', { doms: [], stats: 2, flags: 0 }).retStats;
    expect(record?.params.map(({ field, value }) => `${field}=${value}`)).toEqual([
      'cpu.time=2000000000',
      'cpu.user=250000000',
      'cpu.system=250000000',
      'cpu.haltpoll.success.time=0',
      'cpu.haltpoll.fail.time=0',
    ]);
  });

  it('is put away in a file and fetched from there as a transient one', () => {
    const client = new ExampleClient(rome);
    const { dom } = client.ask('domainCreateXml', { xmlDesc: plain('away'), flags: 0 });
    client.ask('domainSave', { dom, to: '/tmp/image' });
    expect(client.state(dom)).toMatch(/^42/);
    client.ask('domainRestore', { from: '/tmp/image' });
    expect([client.state(dom), ...client.events().slice(-2)]).toEqual(['1/3', '2/2 #2', '4/2 #2']);
    expect(client.refusal('domainRestore', { from: '/tmp/other' })).toBe(
      `38/10 Failed to open file '/tmp/other': No such file or directory`,
    );
  });

  it('leaves its variables behind unless told otherwise', () => {
    const client = new ExampleClient(rome);
    const loader = `<loader type='pflash' readonly='yes'>/usr/share/edk2/ovmf/OVMF_CODE.fd</loader>`;
    const dom = client.define(plain('vars').replace('</os>', `${loader}</os><features><acpi/></features>`));
    client.ask('domainCreate', { dom });
    client.ask('domainDestroy', { dom });
    expect(client.refusal('domainUndefine', { dom })).toBe(
      '55/10 Requested operation is not valid: cannot undefine domain with nvram',
    );
    expect(client.refusal('domainUndefineFlags', { dom, flags: 12 })).toBe(
      '55/10 Requested operation is not valid: cannot both keep and delete nvram',
    );
    client.ask('domainUndefineFlags', { dom, flags: 8 });
  });

  it('is gone after the host has booted again, unless it is defined', () => {
    const client = new ExampleClient(rome);
    const kept = client.define(plain('kept'));
    client.ask('domainCreate', { dom: kept });
    client.ask('domainCreateXml', { xmlDesc: plain('lost'), flags: 0 });
    client.host.reboot();
    client.libvirtd.rebooted();
    expect(client.state(kept)).toBe('5/0');
    expect(client.refusal('domainLookupByName', { name: 'lost' })).toMatch(/^42/);
    expect(client.ask('domainCreateWithFlags', { dom: kept, flags: 0 }).dom.id).toBe(1);
  });
});
