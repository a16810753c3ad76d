import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../core/json.js';
import { childOf, readXml, type XmlNode } from '../../core/xml-reader.js';
import { bothGates, exampleGuest, exampleRequest, type RequestChanges } from './example-guest.js';
import { exampleNode } from './example-node.js';
import { valuesAt } from './example-xpath.js';
import { kubevirt } from './index.js';

const ovmf = '/usr/share/edk2/ovmf';
const nothing: readonly string[] = [];

/** XPath → every value found; `nothing` means that the node must not exist. */
type Expected = Readonly<Record<string, string | readonly string[]>>;

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

describe('firmware that libvirt chooses', () => {
  const automatic = { featureGates: ['FirmwareAutoSelection', 'WorkloadEncryptionSEV', 'WorkloadEncryptionTDX'] };
  const secure: RequestChanges = { domain: { firmware: { bootloader: { efi: {} } }, features: { smm: {} } } };
  const under = (launchSecurity: JsonObject | undefined, changes: RequestChanges): XmlNode =>
    parsed(kubevirt().render(exampleGuest(launchSecurity, changes), { name: 'h0', reader: exampleNode() }, automatic));

  it('is that of ordinary guests with secure boot, and their variables stay raw', () => {
    expectDocument(under(undefined, secure), {
      'os/@firmware': 'efi',
      'os/loader': nothing,
      'os/firmware/feature/@name': ['secure-boot', 'enrolled-keys'],
      'os/nvram/@format': 'raw',
      'os/nvram/@template': nothing,
    });
  });

  it.each<[string, JsonObject | undefined, RequestChanges]>([
    ['an ordinary guest without secure boot', undefined, {}],
    ['a SEV guest', { sev: {} }, {}],
    ['a TDX guest with secure boot', { tdx: {} }, { domain: { firmware: { bootloader: { efi: {} } } } }],
  ])('is not that of %s', (_what, launchSecurity, changes) => {
    expectDocument(under(launchSecurity, changes), { 'os/@firmware': nothing, 'os/loader/@secure': 'no' });
  });
});

describe('launch security', () => {
  it('of TDX has the members somebody asked for, in the spelling of libvirt', () => {
    const [mrConfigId, mrOwner, mrOwnerConfig] = ['A', 'B', 'C'].map((letter) => letter.repeat(64)) as [string, string, string];
    const document = rendered({ tdx: { policy: '0X10000000', mrConfigId, mrOwner, mrOwnerConfig } });
    expect(childOf(document, 'launchSecurity')?.children.map(({ name }) => name)).toEqual([
      'policy',
      'mrConfigId',
      'mrOwner',
      'mrOwnerConfig',
      'quoteGenerationService',
    ]);
    expectDocument(document, {
      'launchSecurity/policy': '0x10000000',
      'launchSecurity/mrConfigId': mrConfigId,
      'launchSecurity/mrOwner': mrOwner,
      'launchSecurity/mrOwnerConfig': mrOwnerConfig,
    });
  });

  it('of SNP has the policy somebody asked for, and kernel hashes beside a kernel', () => {
    const kernelBoot = { kernelArgs: 'quiet', container: { image: 'k', kernelPath: '/boot/vmlinuz', initrdPath: '/initrd.img' } };
    const firmware = { bootloader: { efi: { secureBoot: false } }, kernelBoot };
    const document = rendered({ snp: { policy: '0x1230000', kernelHashes: true } }, { domain: { firmware } });
    expectDocument(document, {
      'launchSecurity/@kernelHashes': 'yes',
      'launchSecurity/policy': '0x1230000',
      'os/kernel': '/var/run/kubevirt/container-disks/kernel-boot/vmlinuz',
      'os/initrd': '/var/run/kubevirt/container-disks/kernel-boot/initrd.img',
      'os/cmdline': 'quiet',
    });
  });

  it.each<[string, JsonObject, string | readonly string[]]>([
    ['as the cluster has it', { qgsSocketPath: '/run/qgs' }, '/run/qgs'],
    ['by default', {}, '/var/run/tdx-qgs/qgs.socket'],
    ['nowhere, when the cluster says so', { qgsSocketPath: '' }, nothing],
  ])('of TDX names the quote generation service %s', (_what, config, path) => {
    const admitted = kubevirt().admit(exampleRequest({ tdx: {} }), { ...bothGates, ...config });
    if (!admitted.allowed) expect.unreachable();
    const document = parsed(kubevirt().render(admitted.guest, { name: 'h0', reader: exampleNode() }, bothGates));
    expectDocument(document, { 'launchSecurity/quoteGenerationService/@path': path });
    expect(childOf(childOf(document, 'launchSecurity'), 'quoteGenerationService')).toBeDefined();
  });

  it('of a guest with two types, which admission refuses, is the one its firmware is for', () => {
    const both = withLaunchSecurity({ sev: { policy: { encryptedState: true } }, snp: {} });
    const document = parsed(kubevirt().render(both, { name: 'h0', reader: exampleNode() }, bothGates));
    expectDocument(document, { 'launchSecurity/@type': 'sev-snp', 'os/loader': `${ovmf}/OVMF.amdsev.fd` });
  });
});

describe('devices', () => {
  it.each<[string, JsonObject | undefined, Expected]>([
    ['an ordinary guest', undefined, { 'devices/vsock/driver': nothing }],
    ['a SEV guest', { sev: {} }, { 'devices/vsock/driver/@iommu': 'on' }],
    ['a TDX guest', { tdx: {} }, { 'devices/vsock/driver': nothing }],
  ])('of %s: a vsock of its own', (_what, launchSecurity, expected) => {
    const document = rendered(launchSecurity, { devices: { autoattachVSOCK: true } });
    expectDocument(document, { 'devices/vsock/@model': 'virtio-non-transitional', 'devices/vsock/cid/@auto': 'no', ...expected });
    const [cid] = valuesAt(document, 'devices/vsock/cid/@address');
    expect(Number(cid)).toBeGreaterThanOrEqual(3);
    expect(Number(cid)).toBeLessThan(2 ** 32 - 1);
  });

  it.each<[string, JsonObject, Expected]>([
    [
      'whose state dies with it',
      { tpm: {} },
      { 'devices/tpm/@model': 'tpm-tis', 'devices/tpm/backend/@persistent_state': nothing },
    ],
    [
      'whose state is kept',
      { tpm: { persistent: true } },
      { 'devices/tpm/@model': 'tpm-crb', 'devices/tpm/backend/@persistent_state': 'yes' },
    ],
    ['that is switched off', { tpm: { enabled: false } }, { 'devices/tpm': nothing }],
  ])('a TPM %s', (_what, devices, expected) => {
    expectDocument(rendered(undefined, { devices }), expected);
  });

  it.each<[string, RequestChanges, JsonObject]>([
    ['the cluster', {}, { disableFreePageReporting: true }],
    ['CPUs of its own', { domain: { cpu: { cores: 1, dedicatedCpuPlacement: true }, memory: { guest: '1Gi' } } }, {}],
    ['huge pages', { domain: { memory: { guest: '1Gi', hugepages: { pageSize: '2Mi' } } } }, {}],
  ])('free pages are not reported because of %s', (_what, changes, config) => {
    const decision = kubevirt().render(exampleGuest(undefined, changes), { name: 'h0', reader: exampleNode() }, config);
    expectDocument(parsed(decision), { 'devices/memballoon/@freePageReporting': 'off' });
  });

  it('free pages are not reported because the guest says so', () => {
    const guest = exampleGuest({ snp: {} });
    const metadata = { ...(guest.metadata as JsonObject), annotations: { 'kubevirt.io/free-page-reporting-disabled': 'true' } };
    const decision = kubevirt().render({ ...guest, metadata }, { name: 'h0', reader: exampleNode() }, {});
    expectDocument(parsed(decision), { 'devices/memballoon/@freePageReporting': 'off' });
  });

  it.each<[string, RequestChanges, Expected]>([
    [
      'a CPU of no host mode has no mpx',
      { domain: { cpu: { model: 'EPYC-Milan' } } },
      { 'cpu/@mode': 'custom', 'cpu/model': 'EPYC-Milan', 'cpu/feature/@name': 'mpx', 'cpu/feature/@policy': 'disable' },
    ],
    ['a CPU of a host mode is as it is', { domain: { cpu: { model: 'host-passthrough' } } }, { 'cpu/feature': nothing }],
    [
      'a CD-ROM is read-only unless it says otherwise',
      { devices: { disks: [{ name: 'disk0', cdrom: { bus: 'sata' } }] } },
      { 'devices/disk/@device': 'cdrom', 'devices/disk/readonly': '' },
    ],
    [
      'a CD-ROM that says otherwise',
      { devices: { disks: [{ name: 'disk0', cdrom: { bus: 'sata', readonly: false } }] } },
      { 'devices/disk/readonly': nothing },
    ],
    ['a guest with deadlines keeps its pages', realtime, { 'devices/memballoon/@freePageReporting': 'off' }],
    ['a UEFI guest has no VGA', {}, { 'devices/video/model/@type': 'bochs' }],
    ['a BIOS guest has VGA', { domain: { firmware: undefined } }, { 'devices/video/model/@type': 'vga' }],
    ['virtio on s390x is simply virtio', s390x, { 'devices/rng/@model': 'virtio', 'devices/video/model/@type': 'virtio' }],
    ['virtio elsewhere is the modern one', {}, { 'devices/rng/@model': 'virtio-non-transitional' }],
    ['a kernel is called by the last part of its path', booting, { 'os/kernel': `${artifacts}/vmlinuz` }],
  ])('%s', (_what, changes, expected) => {
    expectDocument(rendered(undefined, { ...changes, devices: { rng: {}, ...changes.devices } }), expected);
  });

  it('launch security is for amd64 only, whatever a guest that was let through has', () => {
    const guest = withLaunchSecurity({ snp: {} }, exampleGuest(undefined, { ...s390x, devices: { rng: {} } }));
    const decision = kubevirt().render(guest, { name: 'h0', reader: exampleNode() }, bothGates);
    expectDocument(parsed(decision), { launchSecurity: nothing });
  });

  it('option ROMs are there for who boots from the network, but never for a guest with bounce buffers', () => {
    const devices = { interfaces: [{ name: 'default', masquerade: {}, bootOrder: 1 }] };
    expectDocument(rendered(undefined, { devices }), { 'devices/interface/rom': nothing });
    const encrypted = rendered({}, { devices, spec: { architecture: 's390x' }, domain: { firmware: undefined } });
    expectDocument(encrypted, { 'devices/interface/rom/@enabled': 'no', 'devices/interface/boot/@order': '1' });
  });

  it('room to grow is said only where there is some', () => {
    const grown = (maxGuest: string): XmlNode => rendered(undefined, { domain: { memory: { guest: '1Gi', maxGuest } } });
    expectDocument(grown('4Gi'), { maxMemory: '4294967296' });
    expectDocument(grown('1024Mi'), { maxMemory: nothing });
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

describe('whatever is absent', () => {
  const everything: JsonObject = exampleGuest(
    { snp: { kernelHashes: true } },
    {
      devices: { autoattachVSOCK: true, tpm: {}, rng: {} },
      domain: {
        firmware: {
          bootloader: { efi: { secureBoot: false } },
          kernelBoot: { kernelArgs: 'a', container: { image: 'k', kernelPath: '/k' } },
        },
        resources: { requests: { memory: '1Gi', cpu: '1' }, limits: { memory: '1Gi', cpu: '1' } },
      },
      spec: { livenessProbe: { exec: {} }, nodeSelector: { a: 'b' } },
    },
  );
  const paths = optionalPaths(everything, []);

  it('a pod is claimed and a document rendered, or a reason given', () => {
    expect(paths.length).toBeGreaterThan(40);
    fc.assert(
      fc.property(
        fc.subarray([...paths]),
        fc.constantFrom({ sev: {} }, { snp: {} }, { tdx: {} }, { sev: {}, snp: {}, tdx: {} }),
        (gone, types) => {
          const guest = gone.reduce(without, withLaunchSecurity(types, everything));
          const claim = kubevirt().claim(guest, bothGates);
          const decision = kubevirt().render(guest, { name: 'h0', reader: exampleNode() }, bothGates);
          expect(claim.memoryBytes).toBeGreaterThan(0);
          if (decision.rendered) expect(readXml(decision.xml).ok).toBe(true);
          else expect(decision.message).not.toBe('');
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('there is no document', () => {
  it('for a device of the host whose address nobody has allocated', () => {
    expect(decided(undefined, { devices: { hostDevices: [{ name: 'nic', deviceName: 'example.com/nic' }] } })).toEqual({
      rendered: false,
      message:
        'failed to create generic host-devices: the number of device plugin HostDevice/s do not match the number of devices:\n' +
        'HostDevice: [{nic example.com/nic <nil> }]\nDevice: []',
    });
  });

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
    const sockets = (count: number): RequestChanges => ({ domain: { cpu: { sockets: count }, memory: { guest: '1Gi' } } });
    expect([4096, 4097].map((count) => decided(undefined, sockets(count)).rendered)).toEqual([true, false]);
  });
});

function decided(
  launchSecurity: JsonObject | undefined,
  changes: RequestChanges = {},
  node: Parameters<typeof exampleNode>[0] = {},
) {
  return kubevirt().render(exampleGuest(launchSecurity, changes), { name: 'h0', reader: exampleNode(node) }, bothGates);
}

const realtime: RequestChanges = { domain: { cpu: { cores: 2, realtime: {} } } };
const s390x: RequestChanges = { spec: { architecture: 's390x' }, domain: { firmware: undefined } };
const artifacts = '/var/run/kubevirt/container-disks/kernel-boot';
const booting: RequestChanges = {
  domain: { firmware: { kernelBoot: { container: { image: 'a', kernelPath: '/boot/vmlinuz/' } } } },
};

/** A guest with these types, whether admission would have let it through or not. */
function withLaunchSecurity(launchSecurity: JsonObject, guest = exampleGuest(undefined)): JsonObject {
  const spec = guest.spec as JsonObject;
  return { ...guest, spec: { ...spec, domain: { ...(spec.domain as JsonObject), launchSecurity } } };
}

/** Paths of all members that an object may lack: those that make it a guest at all are left out. */
function optionalPaths(value: Json | undefined, path: readonly string[]): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value as JsonObject).flatMap(([key, member]) => {
    const here = [...path, key];
    const own = ['metadata', 'spec', 'metadata name', 'spec domain', 'spec domain launchSecurity'].includes(here.join(' '))
      ? []
      : [here];
    return [...own, ...optionalPaths(member, here)];
  });
}

function without(object: JsonObject, [key = '', ...rest]: readonly string[]): JsonObject {
  const { [key]: member, ...others } = object;
  if (rest.length === 0 || typeof member !== 'object' || member === null || Array.isArray(member))
    return rest.length === 0 ? others : object;
  return { ...others, [key]: without(member as JsonObject, rest) };
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
