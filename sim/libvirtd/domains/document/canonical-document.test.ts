import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { composeHost } from '../../../../profiles/index.js';
import { ExampleClient } from '../example-client.js';

/** Debian's three releases: what their libvirt made of the documents was written down beside them. */
const releases = [
  { libvirt: '9.0', qemu: '7.2', shown: '9.0' },
  { libvirt: '11.3', qemu: '10.0', shown: '11.3' },
  { libvirt: '12', qemu: '11', shown: '12.8' },
] as const;

const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}.xml`, import.meta.url), 'utf8');

function inactive(client: ExampleClient, xml: string): string {
  return client.ask('domainGetXmlDesc', { dom: client.define(xml), flags: 2 }).xml;
}

describe('a document that was defined', () => {
  for (const { libvirt, qemu, shown } of releases) {
    for (const name of ['plain', 'rich', 'pc']) {
      it(`comes back as libvirt ${shown} gives it: ${name}`, () => {
        const client = new ExampleClient(composeHost({ machine: 'genoa', versions: { libvirt, qemu } }));
        expect(inactive(client, fixture(name))).toBe(fixture(`${name}.libvirt-${shown}`));
      });
    }
  }

  it('gets the same UUID again when it has none', () => {
    const xml = fixture('plain').replace(/<uuid>.*<\/uuid>/, '');
    const define = (): string => new ExampleClient(composeHost({ machine: 'rome' })).define(xml).uuid;
    expect(define()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(define()).toBe(define());
  });

  it('is taken as it was given back', () => {
    const client = new ExampleClient(composeHost({ machine: 'genoa' }));
    const once = inactive(client, fixture('rich'));
    expect(inactive(client, once)).toBe(once);
  });

  it.each([
    ['sev', '<policy>3</policy><handle>1</handle>', ['<policy>0x0003</policy>']],
    ['sev', '<session>c2Vz</session><policy>0X7</policy>', ['<policy>0x0007</policy>', '<session>c2Vz</session>']],
    ['sev-snp', '<policy>0x30000</policy>', ['<policy>0x00030000</policy>']],
    [
      'sev-snp',
      '<policy>30000</policy><reducedPhysBits>1</reducedPhysBits><cbitpos>51</cbitpos>',
      ['<cbitpos>51</cbitpos>', '<reducedPhysBits>1</reducedPhysBits>', '<policy>0x00030000</policy>'],
    ],
  ])('has launch security of type %s in libvirt’s form: %s', (type, children, written) => {
    const client = new ExampleClient(composeHost({ machine: 'genoa' }));
    const xml = fixture('plain').replace('</domain>', `<launchSecurity type='${type}'>${children}</launchSecurity></domain>`);
    const lines = written.map((line) => `    ${line}\n`).join('');
    expect(inactive(client, xml)).toContain(
      `</devices>\n  <launchSecurity type='${type}'>\n${lines}  </launchSecurity>\n</domain>\n`,
    );
  });
});

describe('the document of a guest that runs', () => {
  const running = (xml: string, flags = 0): string => {
    const client = new ExampleClient(composeHost({ machine: 'genoa' }));
    const dom = client.define(xml);
    client.ask('domainCreate', { dom });
    return client.ask('domainGetXmlDesc', { dom, flags }).xml;
  };

  it('names its devices, its terminals and its owner', () => {
    const live = running(fixture('rich'));
    expect(live).toContain(`<domain type='kvm' id='1'>`);
    for (const alias of [
      'virtio-disk0',
      'sata0-0-0',
      'usb',
      'ide',
      'pcie.0',
      'pci.1',
      'virtio-serial0',
      'net0',
      'balloon0',
      'rng0',
    ]) {
      expect(live).toContain(`<alias name='${alias}'/>`);
    }
    expect(live).toContain(`<console type='pty' tty='/dev/pts/1'>\n      <source path='/dev/pts/1'/>`);
    expect(live).toContain(`<graphics type='vnc' port='5900' autoport='yes' listen='127.0.0.1'>`);
    expect(live).toContain(`<source mode='bind' path='/run/libvirt/qemu/channel/1-rich/org.qemu.guest_agent.0'/>`);
    expect(live).toContain(`<seclabel type='dynamic' model='dac' relabel='yes'>\n    <label>+107:+107</label>`);
  });

  it('says for SEV where the encryption bit is', () => {
    const sev = fixture('plain').replace('</domain>', `<launchSecurity type='sev'><policy>1</policy></launchSecurity></domain>`);
    const bits = '    <cbitpos>51</cbitpos>\n    <reducedPhysBits>1</reducedPhysBits>\n    <policy>0x0001</policy>\n';
    expect(running(sev)).toContain(`<launchSecurity type='sev'>\n${bits}`);
    expect(running(sev, 2)).not.toContain('cbitpos');
  });

  it('leaves out for other hosts what every machine has', () => {
    const there = running(fixture('rich'), 8);
    expect(there).not.toContain('itco');
    expect(there).not.toContain(`type='keyboard'`);
    expect(there).not.toContain('alias');
    expect(there).toContain('<partition>/machine</partition>');
  });
});
