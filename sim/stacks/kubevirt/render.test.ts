import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../core/json.js';
import { childOf, readXml, type XmlNode } from '../../core/xml-reader.js';
import { bothGates, exampleGuest, type RequestChanges } from './example-guest.js';
import { exampleNode } from './example-node.js';
import { kubevirt } from './index.js';

const ovmf = '/usr/share/edk2/ovmf';
const nothing: readonly string[] = [];

/** XPath subset of the worked examples → every value found; `nothing` means that the node must not exist. */
type Expected = Readonly<Record<string, string | readonly string[]>>;

const withIommu: Expected = {
  'devices/disk/driver/@iommu': 'on',
  'devices/interface/driver/@name': 'vhost',
  'devices/interface/driver/@iommu': 'on',
  'devices/interface/rom/@enabled': 'no',
  'devices/memballoon/driver/@iommu': 'on',
  'devices/rng/driver/@iommu': 'on',
  "devices/controller[@type='scsi']/driver/@iommu": 'on',
  "devices/controller[@type='virtio-serial']/driver/@iommu": 'on',
};

const common: Expected = {
  '@type': 'kvm',
  name: 'default_cvm',
  'memory/@unit': 'b',
  memory: '2147483648',
  'os/type/@machine': 'q35',
  'devices/memballoon/@model': 'virtio-non-transitional',
  'devices/memballoon/@freePageReporting': 'on',
  'features/vmport/@state': 'off',
  'features/smm': nothing,
  'cpu/@mode': 'host-model',
  memoryBacking: nothing,
  maxMemory: nothing,
  vcpu: '8',
  'vcpus/vcpu/@enabled': ['yes', 'yes', 'no', 'no', 'no', 'no', 'no', 'no'],
  'vcpus/vcpu/@hotpluggable': ['no', 'no', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes'],
};

describe('the worked examples', () => {
  it('SEV', () => {
    expectDocument(rendered({ sev: {} }), {
      ...common,
      ...withIommu,
      'os/loader': `${ovmf}/OVMF_CODE.cc.fd`,
      'os/loader/@readonly': 'yes',
      'os/loader/@secure': 'no',
      'os/loader/@type': 'pflash',
      'os/nvram/@template': `${ovmf}/OVMF_VARS.fd`,
      'os/nvram': '/var/run/kubevirt-private/libvirt/qemu/nvram/cvm_VARS.fd',
      'os/bootmenu': nothing,
      'launchSecurity/@type': 'sev',
      'launchSecurity/policy': '0x1',
      'launchSecurity/dhCert': nothing,
      'launchSecurity/session': nothing,
      'launchSecurity/cbitpos': nothing,
      'launchSecurity/reducedPhysBits': nothing,
      'launchSecurity/quoteGenerationService': nothing,
      'features/pmu': nothing,
    });
  });

  it('SEV-ES, attested and paused', () => {
    const sev = { policy: { encryptedState: true }, attestation: {}, session: 'S', dhCert: 'D' };
    expectDocument(rendered({ sev }, { spec: { startStrategy: 'Paused' } }), {
      ...common,
      ...withIommu,
      'launchSecurity/@type': 'sev',
      'launchSecurity/policy': '0x5',
      'launchSecurity/dhCert': 'D',
      'launchSecurity/session': 'S',
      'os/loader': `${ovmf}/OVMF_CODE.cc.fd`,
      'os/loader/@type': 'pflash',
      'os/nvram/@template': `${ovmf}/OVMF_VARS.fd`,
      'os/bootmenu/@enable': 'yes',
      'os/bootmenu/@timeout': '10000',
      'features/pmu': nothing,
    });
  });

  it('SNP', () => {
    expectDocument(rendered({ snp: {} }), {
      ...common,
      ...withIommu,
      'launchSecurity/@type': 'sev-snp',
      'launchSecurity/policy': '0x30000',
      'launchSecurity/*': '0x30000',
      'os/loader': `${ovmf}/OVMF.amdsev.fd`,
      'os/loader/@readonly': 'yes',
      'os/loader/@secure': 'no',
      'os/loader/@type': 'rom',
      'os/nvram': nothing,
      'features/pmu': nothing,
    });
  });

  it('TDX', () => {
    expectDocument(rendered({ tdx: {} }), {
      ...common,
      'launchSecurity/@type': 'tdx',
      'launchSecurity/policy': nothing,
      'launchSecurity/quoteGenerationService/@path': '/var/run/tdx-qgs/qgs.socket',
      'os/loader': `${ovmf}/OVMF.inteltdx.fd`,
      'os/loader/@readonly': 'yes',
      'os/loader/@secure': 'no',
      'os/loader/@type': 'rom',
      'os/nvram': nothing,
      'features/pmu/@state': 'off',
      'features/ioapic': nothing,
      'devices/disk/driver/@iommu': nothing,
      'devices/interface/driver': nothing,
      'devices/interface/rom/@enabled': 'no',
      'devices/memballoon/driver': nothing,
      'devices/rng/driver': nothing,
      "devices/controller[@type='scsi']/driver": nothing,
      "devices/controller[@type='virtio-serial']/driver": nothing,
    });
  });
});

describe('firmware', () => {
  const efi = (settings: JsonObject): RequestChanges => ({
    domain: { firmware: { bootloader: { efi: settings } }, features: { smm: {} } },
  });
  it('of a TDX guest without a word about secure boot is the one with secure boot, and still not marked secure', () => {
    expectDocument(rendered({ tdx: {} }, { domain: { firmware: { bootloader: { efi: {} } } } }), {
      'os/loader': `${ovmf}/OVMF.inteltdx.secboot.fd`,
      'os/loader/@secure': 'no',
      'os/loader/@type': 'rom',
      'os/nvram': nothing,
    });
  });

  it.each<[string, JsonObject, string, string, string]>([
    ['with secure boot', { secureBoot: true }, 'OVMF_CODE.secboot.fd', 'yes', 'OVMF_VARS.secboot.fd'],
    ['unsaid', {}, 'OVMF_CODE.secboot.fd', 'yes', 'OVMF_VARS.secboot.fd'],
    ['without', { secureBoot: false }, 'OVMF_CODE.secboot.fd', 'no', 'OVMF_VARS.fd'],
  ])('of an ordinary guest %s', (_what, settings, code, secure, variables) => {
    expectDocument(rendered(undefined, efi(settings)), {
      'os/loader': `${ovmf}/${code}`,
      'os/loader/@secure': secure,
      'os/loader/@type': 'pflash',
      'os/nvram/@template': `${ovmf}/${variables}`,
    });
  });

  it('without secure boot takes the plain image where the other is not installed', () => {
    const document = rendered(undefined, efi({ secureBoot: false }), { [`${ovmf}/OVMF_CODE.secboot.fd`]: undefined });
    expectDocument(document, { 'os/loader': `${ovmf}/OVMF_CODE.fd` });
  });

  it('is looked for where the cluster says', () => {
    const decision = kubevirt().render(
      exampleGuest({ snp: {} }),
      { name: 'h0', reader: exampleNode({ '/opt/OVMF.amdsev.fd': 'image' }) },
      { ovmfDirectory: '/opt' },
    );
    expectDocument(parsed(decision), { 'os/loader': '/opt/OVMF.amdsev.fd' });
  });

  it.each<[JsonObject | undefined, string, string]>([
    [{ sev: {} }, 'OVMF_CODE.cc.fd', 'SecureBoot=false, SEV/SEV-ES=true, SEV-SNP=false, TDX=false'],
    [{ sev: {} }, 'OVMF_VARS.fd', 'SecureBoot=false, SEV/SEV-ES=true, SEV-SNP=false, TDX=false'],
    [{ snp: {} }, 'OVMF.amdsev.fd', 'SecureBoot=false, SEV/SEV-ES=false, SEV-SNP=true, TDX=false'],
    [{ tdx: {} }, 'OVMF.inteltdx.fd', 'SecureBoot=false, SEV/SEV-ES=false, SEV-SNP=false, TDX=true'],
    [undefined, 'OVMF_VARS.fd', 'SecureBoot=false, SEV/SEV-ES=false, SEV-SNP=false, TDX=false'],
  ])('that is not installed is named: %j without %s', (launchSecurity, image, flags) => {
    expect(decided(launchSecurity, {}, { [`${ovmf}/${image}`]: undefined })).toEqual({
      rendered: false,
      message: `EFI OVMF roms missing for booting in EFI mode with ${flags}`,
    });
  });

  it('is not needed by a BIOS guest', () => {
    const document = rendered(undefined, { domain: { firmware: { bootloader: { bios: { useSerial: true } } } } });
    expectDocument(document, { 'os/loader': nothing, 'os/nvram': nothing, 'os/bios/@useserial': 'yes' });
  });
});

describe('kinds of protection differ only where they must', () => {
  it('SEV and SEV-ES in the policy', () => {
    expect(differences({ sev: {} }, { sev: { policy: { encryptedState: true } } })).toEqual(['policy']);
  });

  it('SEV and SNP in launch security and firmware', () => {
    expect(differences({ sev: {} }, { snp: {} })).toEqual(['launchSecurity', 'loader', 'nvram', 'policy']);
  });

  it('TDX and an ordinary guest in launch security, firmware and the PMU', () => {
    expect(differences({ tdx: {} }, undefined)).toEqual(['launchSecurity', 'loader', 'nvram', 'pmu', 'quoteGenerationService']);
  });
});

describe('documents', () => {
  it('are the same bytes every time', () => {
    expect(decided({ snp: {} })).toEqual(decided({ snp: {} }));
  });

  it('escape what a user may write', () => {
    const document = rendered({ sev: { session: `<&'">`, dhCert: ']]>' } });
    expectDocument(document, { 'launchSecurity/session': `<&'">`, 'launchSecurity/dhCert': ']]>' });
  });

  it('leave the path of the quote generation service out when there is none', () => {
    const guest = kubevirt().admit(exampleRequestWithoutSocket(), { ...bothGates, qgsSocketPath: '' });
    if (!guest.allowed) expect.unreachable();
    const decision = kubevirt().render(guest.guest, { name: 'h0', reader: exampleNode() }, bothGates);
    expect(parsed(decision)).toBeDefined();
    expect(childOf(childOf(parsed(decision), 'launchSecurity'), 'quoteGenerationService')?.attributes).toEqual({});
  });

  it('have no launch security on s390x, but bounce buffers', () => {
    const guest = exampleGuest({}, { spec: { architecture: 's390x' }, domain: { memory: { guest: '1Gi' } } });
    const document = parsed(kubevirt().render(guest, { name: 'h0', reader: exampleNode() }, bothGates));
    expectDocument(document, { launchSecurity: nothing, 'os/type/@machine': 's390-ccw-virtio', 'os/type/@arch': 's390x' });
  });

  it('name devices as Linux does', () => {
    const names = Array.from({ length: 28 }, (_, index) => `d${index}`);
    const document = rendered(undefined, {
      devices: { disks: names.map((name) => ({ name, disk: { bus: 'virtio' } })) },
      spec: { volumes: names.map((name) => ({ name, emptyDisk: {} })) },
    });
    const devices = valuesAt(document, 'devices/disk/target/@dev');
    expect([devices[0], devices[25], devices[26], devices[27]]).toEqual(['vda', 'vdz', 'vdaa', 'vdab']);
  });

  it('know all kinds of volumes and drives', () => {
    const document = rendered(undefined, {
      devices: {
        disks: [
          { name: 'claim', lun: { bus: 'scsi' } },
          { name: 'seed', cdrom: { bus: 'sata' } },
          { name: 'empty', cdrom: {} },
        ],
      },
      spec: {
        volumes: [
          { name: 'claim', persistentVolumeClaim: { claimName: 'c' } },
          { name: 'seed', cloudInitNoCloud: {} },
        ],
      },
    });
    expectDocument(document, {
      'devices/disk/@device': ['lun', 'cdrom', 'cdrom'],
      'devices/disk/target/@dev': ['sda', 'sdb', 'sdc'],
      'devices/disk/@type': ['block', 'file', 'file'],
      'devices/disk/source/@dev': '/dev/claim',
      'devices/disk/source/@file': '/var/run/kubevirt-ephemeral-disks/cloud-init-data/default/cvm/noCloud.iso',
    });
  });
});

describe('there is no document', () => {
  it('without /dev/kvm', () => {
    expect(decided(undefined, {}, { '/dev/kvm': undefined })).toEqual({
      rendered: false,
      message: 'kvm not present and emulation is not allowed',
    });
  });

  it('for a volume of a kind nobody knows', () => {
    const changes = { spec: { volumes: [{ name: 'disk0', floppy: {} }] } };
    expect(decided(undefined, changes)).toEqual({ rendered: false, message: 'disk disk0 references an unsupported source' });
  });

  it('for a LUN that is a file', () => {
    expect(decided(undefined, { devices: { disks: [{ name: 'disk0', lun: { bus: 'scsi' } }] } })).toEqual({
      rendered: false,
      message: 'device disk0 is of type lun. Not compatible with a file based disk',
    });
  });

  it('for more CPUs than a machine takes, and that at once', () => {
    const changes = { domain: { cpu: { sockets: 4_000_000_000 }, memory: { guest: '1Gi' } } };
    expect(decided(undefined, changes)).toMatchObject({ message: expect.stringContaining('Maximum CPUs greater than') });
  });
});

function decided(
  launchSecurity: JsonObject | undefined,
  changes: RequestChanges = {},
  node: Parameters<typeof exampleNode>[0] = {},
) {
  return kubevirt().render(exampleGuest(launchSecurity, changes), { name: 'h0', reader: exampleNode(node) }, bothGates);
}

function rendered(...options: Parameters<typeof decided>): XmlNode {
  return parsed(decided(...options));
}

function parsed(decision: ReturnType<typeof decided>): XmlNode {
  if (!decision.rendered) expect.unreachable(decision.message);
  const document = readXml(decision.xml);
  if (!document.ok) expect.unreachable(JSON.stringify(document.reason));
  return document.value;
}

function exampleRequestWithoutSocket(): JsonObject {
  return JSON.parse(
    '{"metadata":{"name":"cvm"},"spec":{"domain":{"launchSecurity":{"tdx":{}},"memory":{"guest":"1Gi"},"firmware":{"bootloader":{"efi":{}}}}}}',
  ) as JsonObject;
}

function expectDocument(document: XmlNode, expected: Expected): void {
  for (const [path, value] of Object.entries(expected)) {
    expect(valuesAt(document, path), path).toEqual(typeof value === 'string' ? [value] : value);
  }
}

function valuesAt(document: XmlNode, path: string): readonly string[] {
  const steps = path.split('/');
  const attribute = steps.at(-1)?.startsWith('@') ? steps.pop()?.slice(1) : undefined;
  const nodes = steps.reduce<readonly XmlNode[]>((level, step) => level.flatMap((node) => childrenAt(node, step)), [document]);
  return nodes.flatMap((node) => (attribute === undefined ? [node.text.trim()] : (node.attributes[attribute] ?? [])));
}

/** `name`, `*`, or `name[@attribute='value']`. */
function childrenAt(node: XmlNode, step: string): readonly XmlNode[] {
  const [, name, attribute, value] = /^([^[]+)(?:\[@(\w+)='([^']*)'\])?$/.exec(step) ?? [];
  return node.children.filter(
    (child) => (name === '*' || child.name === name) && (attribute === undefined || child.attributes[attribute] === value),
  );
}

/** Names of the elements whose lines differ between two documents. */
function differences(left: JsonObject | undefined, right: JsonObject | undefined): readonly string[] {
  const [before, after] = [left, right].map((launchSecurity) => {
    const decision = decided(launchSecurity);
    return decision.rendered ? decision.xml.split('\n') : [];
  });
  const changed = [
    ...(before ?? []).filter((line) => !after?.includes(line)),
    ...(after ?? []).filter((line) => !before?.includes(line)),
  ];
  return [...new Set(changed.map((line) => /<\/?(\w+)/.exec(line)?.[1] ?? ''))].sort();
}
