import { describe, expect, it } from 'vitest';
import { composeHost } from '../../../profiles/index.js';
import type { JsonObject } from '../../core/json.js';
import { readXml, type XmlNode } from '../../core/xml-reader.js';
import { Host } from '../../host/host.js';
import { type ExampleHost, exampleHost, tdxHost } from './example-host.js';
import { exampleServer, type ServerChanges } from './example-server.js';
import { valuesAt } from './example-xpath.js';
import { nova } from './index.js';
import type { MemoryEncryptionModel } from './models.js';

const nothing: readonly string[] = [];

/** XPath → every value found; `nothing` means that the node must not exist. */
type Expected = Readonly<Record<string, string | readonly string[]>>;

interface Case {
  readonly changes?: ServerChanges;
  readonly quirks?: readonly string[];
  readonly host?: ExampleHost;
  readonly defined?: string;
  /** Members of the admitted guest. */
  readonly guest?: JsonObject;
}

const everyEncrypted: Expected = {
  'features/vmcoreinfo': nothing,
  'devices/disk/driver/@iommu': nothing,
  'devices/rng/driver/@iommu': nothing,
  'os/@firmware': 'efi',
  "os/firmware/feature[@name='secure-boot']/@enabled": 'no',
  'os/loader': '',
  'os/loader/@type': nothing,
  'os/nvram': nothing,
  'launchSecurity/cbitpos': nothing,
  'launchSecurity/reducedPhysBits': nothing,
  'launchSecurity/session': nothing,
  'launchSecurity/dhCert': nothing,
};

/** Golden: worked out by hand from nova 34.0.0, and for TDX from its specification. */
const examples: Readonly<Record<MemoryEncryptionModel | 'none', Expected>> = {
  none: {
    '@type': 'kvm',
    'os/type/@machine': 'q35',
    'os/@firmware': 'efi',
    'os/loader/@secure': 'no',
    'os/loader/@stateless': nothing,
    'features/vmcoreinfo': '',
    'memoryBacking/locked': nothing,
    launchSecurity: nothing,
    memory: '65536',
    vcpu: '1',
    'devices/memballoon/@freePageReporting': 'on',
    'devices/rng/backend': '/dev/urandom',
    'devices/video/model/@type': 'virtio',
  },
  'amd-sev': {
    ...everyEncrypted,
    'launchSecurity/@type': 'sev',
    'launchSecurity/policy': '0x0033',
    'memoryBacking/locked': '',
    'os/loader/@secure': 'no',
    'os/loader/@stateless': nothing,
  },
  'amd-sev-es': {
    ...everyEncrypted,
    'launchSecurity/@type': 'sev',
    'launchSecurity/policy': '0x0037',
    'memoryBacking/locked': '',
    'os/loader/@stateless': nothing,
  },
  'amd-sev-snp': {
    ...everyEncrypted,
    'launchSecurity/@type': 'sev-snp',
    'launchSecurity/policy': '0x00030000',
    'launchSecurity/@authorKey': 'no',
    'launchSecurity/@vcek': 'yes',
    'launchSecurity/@kernelHashes': 'no',
    'memoryBacking/locked': nothing,
    'os/loader/@stateless': 'yes',
  },
  'intel-tdx': {
    ...everyEncrypted,
    'launchSecurity/@type': 'tdx',
    'launchSecurity/policy': '0x10000000',
    'launchSecurity/quoteGenerationService': '',
    'memoryBacking/locked': nothing,
    'os/loader/@secure': nothing,
    'os/loader/@readonly': 'yes',
    'os/loader/@stateless': 'yes',
  },
};

describe('the document of a guest', () => {
  it.each(Object.entries(examples))('with %s is as Nova writes it', (model, expected) => {
    const host = model === 'intel-tdx' ? tdxHost : {};
    const document = rendered(model as MemoryEncryptionModel, { host });
    expectDocument(document, expected);
    if (model !== 'none') expect(document.children.at(-1)?.name).toBe('launchSecurity');
  });

  it('measures a kernel from outside, for SNP', () => {
    const document = rendered('amd-sev-snp', { changes: { properties: { kernel_id: 'k1' } } });
    expectDocument(document, { 'launchSecurity/@kernelHashes': 'yes', 'os/boot': nothing });
  });

  it('has no firmware where it boots with a BIOS, whatever it says of stateless firmware', () => {
    const document = rendered('none', { changes: { properties: { hw_firmware_type: 'bios', hw_firmware_stateless: true } } });
    expectDocument(document, { 'os/@firmware': nothing, 'os/loader': nothing, 'os/nvram': nothing });
  });

  it('says that firmware is stateless where that is asked for, and nothing where it is not', () => {
    const yes = rendered('none', { changes: { properties: { hw_firmware_stateless: 'yes' } } });
    const no = rendered('none', { changes: { properties: { hw_firmware_stateless: false } } });
    expectDocument(yes, { 'os/loader/@stateless': 'yes' });
    expectDocument(no, { 'os/loader/@stateless': nothing });
  });

  it('boots securely where that is required, or optional and possible', () => {
    for (const policy of ['required', 'optional']) {
      const document = rendered('none', { changes: { extraSpecs: { 'os:secure_boot': policy } } });
      expectDocument(document, { "os/firmware/feature[@name='secure-boot']/@enabled": 'yes', 'os/loader/@secure': 'yes' });
    }
  });

  it('has its drive with configuration data on a bus its machine has', () => {
    const document = rendered('amd-sev', { changes: { server: { config_drive: true } } });
    expectDocument(document, { "devices/disk[@device='cdrom']/target/@bus": 'sata' });
  });

  it('is not written where its machine type is unknown', () => {
    expect(decided('none', { changes: { properties: { hw_machine_type: 'pc-q35-99' } } })).toMatchObject({ rendered: false });
  });

  it('is not written for a machine type that its host chose and encryption cannot have', () => {
    const changes = { properties: { hw_machine_type: null } };
    expect(decided('amd-sev', { changes }, { libvirt: { hw_machine_type: 'x86_64=pc' } })).toEqual({
      rendered: false,
      message:
        "Machine type 'pc' is not compatible with image guest (155d900f-4e14-4e4c-a73d-069cbf4541e6): q35 type is required for amd-sev to work",
    });
  });
});

describe('the document of a guest that was there before', () => {
  const files = { '/fw/CODE.fd': 'image', '/fw/VARS.fd': 'image' };
  const libvirtKept = (os: string): string =>
    `<domain type='kvm'><os firmware='efi'>${os}</os><features><smm state='on'/></features></domain>`;
  const flash =
    "<loader readonly='yes' secure='no' type='pflash'>/fw/CODE.fd</loader><nvram template='/fw/VARS.fd'>/nv/g0.fd</nvram>";

  it('names the firmware it has had', () => {
    expectDocument(rendered('amd-sev', { host: { files }, defined: libvirtKept(flash) }), {
      'os/@firmware': nothing,
      'os/firmware/feature/@enabled': nothing,
      'os/loader': '/fw/CODE.fd',
      'os/loader/@type': 'pflash',
      'os/loader/@readonly': 'yes',
      'os/loader/@secure': 'no',
      'os/nvram': '/nv/g0.fd',
      'os/nvram/@template': '/fw/VARS.fd',
      'features/smm/@state': 'on',
    });
  });

  it.each([
    ['its loader is gone', { files: { '/fw/VARS.fd': 'image' } }, flash],
    ['the template of its variables is gone', { files: { '/fw/CODE.fd': 'image' } }, flash],
    ['secure boot has changed', { files }, flash.replace("secure='no'", "secure='yes'")],
  ])('leaves the choice to libvirt again where %s', (_why, host, os) => {
    expectDocument(rendered('amd-sev', { host, defined: libvirtKept(os) }), { 'os/@firmware': 'efi', 'os/nvram': nothing });
  });

  it('names it too where the loader said nothing of secure boot', () => {
    const silent = libvirtKept(flash.replace(" secure='no'", ''));
    expectDocument(rendered('amd-sev', { host: { files }, defined: silent }), { 'os/loader': '/fw/CODE.fd' });
    const quirks = ['silent-loader-counts-as-changed'];
    expectDocument(rendered('amd-sev', { host: { files }, defined: silent, quirks }), { 'os/@firmware': 'efi' });
  });

  it('names it for a TDX guest with secure boot, whose loader never says so', () => {
    const rom = libvirtKept("<loader readonly='yes' type='rom'>/fw/TDX.fd</loader>");
    const host = { ...tdxHost, files: { ...tdxHost.files, '/fw/TDX.fd': 'image' } };
    const changes = { properties: { os_secure_boot: 'required' } };
    expectDocument(rendered('intel-tdx', { host, changes, defined: rom }), {
      'os/loader': '/fw/TDX.fd',
      'os/@firmware': nothing,
    });
  });

  it('takes nothing over after a rebuild', () => {
    const options = { host: { files }, defined: libvirtKept(flash), guest: { new_domain: true } };
    expectDocument(rendered('amd-sev', options), { 'os/@firmware': 'efi' });
  });
});

describe('older documents', () => {
  it('copied the bits of the platform, and told every virtio device to translate addresses', () => {
    const quirks = ['platform-bits-copied', 'iommu-told-to-devices', 'encrypted-with-vmcoreinfo'];
    const changes = { properties: { hw_qemu_guest_agent: true } };
    expectDocument(rendered('amd-sev', { quirks, changes }), {
      'launchSecurity/cbitpos': '51',
      'launchSecurity/reducedPhysBits': '1',
      'features/vmcoreinfo': '',
      'devices/disk/driver/@iommu': 'on',
      'devices/interface/driver/@iommu': 'on',
      'devices/rng/driver/@iommu': 'on',
      'devices/memballoon/driver/@iommu': 'on',
      'devices/video/driver/@iommu': 'on',
      "devices/controller[@type='virtio-serial']/driver/@iommu": 'on',
    });
  });

  it('named the first firmware a descriptor offered', () => {
    const mapping = { device: 'flash', executable: { filename: '/fw/CODE.fd' }, 'nvram-template': { filename: '/fw/VARS.fd' } };
    const targets = [{ architecture: 'x86_64', machines: ['pc-q35-*'] }];
    const memory = { features: [], mapping: { device: 'memory', filename: '/fw/SNP.fd' }, targets };
    const files = { '/usr/share/qemu/firmware/50.json': JSON.stringify({ features: [], mapping, targets }) };
    const document = rendered('amd-sev-es', { quirks: ['firmware-by-first-descriptor'], host: { files } });
    expectDocument(document, { 'os/loader': '/fw/CODE.fd', 'os/loader/@type': 'pflash', 'os/nvram/@template': '/fw/VARS.fd' });
    const earlier = { ...files, '/usr/share/qemu/firmware/40.json': JSON.stringify(memory) };
    const quirks = ['firmware-by-first-descriptor', 'descriptor-without-store-fails'];
    expect(decided('amd-sev', { quirks, host: { files: earlier } })).toEqual({
      rendered: false,
      message: "KeyError: 'executable'",
    });
  });

  it('left encryption out where the host had none', () => {
    const host = { sev: 'N' };
    expectDocument(rendered('amd-sev', { host, quirks: ['unencrypted-where-host-cannot'] }), { launchSecurity: nothing });
    expectDocument(rendered('amd-sev', { host }), { 'launchSecurity/@type': 'sev' });
  });
});

describe('simulated hosts start what is rendered', () => {
  it.each([
    ['none', 'genoa'],
    ['amd-sev', 'genoa'],
    ['amd-sev-es', 'genoa'],
    ['amd-sev-snp', 'genoa'],
    ['intel-tdx', 'emerald-rapids'],
  ] as const)('%s on %s', (model, machine) => {
    const description = composeHost({ machine, settings: machine === 'genoa' ? { 'min-sev-asid': 100 } : {} });
    const document = decided(model, { host: model === 'intel-tdx' ? tdxHost : {} });
    const { result } = new Host(description).startDomain(document.rendered ? document.xml : '');
    expect(result).toMatchObject({ started: true });
  });
});

function decided(
  model: MemoryEncryptionModel | 'none',
  { changes, quirks = [], host, defined, guest }: Case,
  config: JsonObject = {},
) {
  const subject = nova({ quirks });
  const admitted = subject.admit(exampleServer(model, changes), config);
  if (!admitted.allowed) expect.unreachable(JSON.stringify(admitted.causes));
  const here = { name: 'h0', reader: exampleHost(host), ...(defined !== undefined && { defined }) };
  return subject.render({ ...admitted.guest, ...guest }, here, config);
}

function rendered(model: MemoryEncryptionModel | 'none', options: Case): XmlNode {
  const decision = decided(model, options);
  if (!decision.rendered) expect.unreachable(decision.message);
  const document = readXml(decision.xml);
  if (!document.ok) expect.unreachable(JSON.stringify(document.reason));
  return document.value;
}

function expectDocument(document: XmlNode, expected: Expected): void {
  for (const [path, value] of Object.entries(expected)) {
    expect(valuesAt(document, path), path).toEqual(typeof value === 'string' ? [value] : value);
  }
}
