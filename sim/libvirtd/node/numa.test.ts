import { expect, it } from 'vitest';
import { composeHost } from '../../../profiles/index.js';
import { ExampleClient } from '../domains/example-client.js';
import { numaNodes, wholeHost } from './numa.js';

const genoa = composeHost({ machine: 'genoa', settings: { 'min-sev-asid': 100 } });

const mebibyte = 1024n * 1024n;

function started(launchSecurity: string, mebibytes: number): ExampleClient {
  const client = new ExampleClient(genoa);
  const dom =
    client.define(`<domain type='kvm'><name>g</name><memory unit='MiB'>${mebibytes}</memory><os><type machine='q35'>hvm</type>
    <loader type='rom'>/usr/share/edk2/ovmf/OVMF.amdsev.fd</loader></os><features><acpi/></features>${launchSecurity}</domain>`);
  client.ask('domainCreateWithFlags', { dom, flags: 0 });
  return client;
}

const snp = "<launchSecurity type='sev-snp'><policy>0x30000</policy></launchSecurity>";

it('has all of a confidential guest’s memory in use while it runs, a part of it on each node', () => {
  const client = started(snp, 1024);
  const idle = new ExampleClient(genoa).daemon;
  expect(wholeHost(idle).free - wholeHost(client.daemon).free).toBe(1024n * mebibyte);
  expect(numaNodes(client.daemon).map(({ free }, node) => (numaNodes(idle)[node]?.free ?? 0n) - free)).toEqual([
    512n * mebibyte,
    512n * mebibyte,
  ]);
  client.ask('domainDestroyFlags', { dom: client.ask('domainLookupByName', { name: 'g' }).dom, flags: 0 });
  expect(wholeHost(client.daemon)).toEqual(wholeHost(idle));
});

it('has none of an ordinary guest’s in use, and never less than nothing free', () => {
  const idle = new ExampleClient(genoa).daemon;
  expect(wholeHost(started('', 1024).daemon)).toEqual(wholeHost(idle));
  expect(wholeHost(started(snp, 16 * 1024 * 1024).daemon).free).toBe(0n);
});
