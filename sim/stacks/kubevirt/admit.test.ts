import { describe, expect, it } from 'vitest';
import type { AdmitDecision } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import { bothGates, exampleRequest, type RequestChanges } from './example-guest.js';
import { kubevirt } from './index.js';
import { vmiOf } from './vmi.js';

const [sev, snp, tdx] = [{ sev: {} }, { snp: {} }, { tdx: {} }];
const needsSmm = 'spec.domain has EFI SecureBoot enabled. SecureBoot requires SMM, which is currently disabled.';
const efi = (settings: JsonObject): JsonObject => ({ firmware: { bootloader: { efi: settings } } });
const bootableNic = { interfaces: [{ name: 'default', masquerade: {}, bootOrder: 1 }] };

describe('the truth table of amd64', () => {
  const rows: [string, RequestChanges, string[], string[], string[]][] = [
    [
      'no bootloader',
      { domain: { firmware: {} } },
      ['SEV requires OVMF (UEFI)'],
      ['SNP requires OVMF (UEFI)'],
      ['TDX requires OVMF (UEFI)'],
    ],
    [
      'BIOS',
      { domain: { firmware: { bootloader: { bios: {} } } } },
      ['SEV requires OVMF (UEFI)'],
      ['SNP requires OVMF (UEFI)'],
      ['TDX requires OVMF (UEFI)'],
    ],
    [
      'secure boot unsaid, no SMM',
      { domain: efi({}) },
      [needsSmm, 'SEV does not work along with SecureBoot'],
      [needsSmm, 'SNP does not work along with SecureBoot'],
      [],
    ],
    ['no secure boot', { domain: efi({ secureBoot: false }) }, [], [], []],
    [
      'secure boot with SMM',
      { domain: { ...efi({ secureBoot: true }), features: { smm: {} } } },
      ['SEV does not work along with SecureBoot'],
      ['SNP does not work along with SMM', 'SNP does not work along with SecureBoot'],
      ['TDX does not work along with SMM'],
    ],
    ['SMM switched off', { domain: { features: { smm: { enabled: false } } } }, [], [], []],
    [
      'persistent variables',
      { domain: efi({ secureBoot: false, persistent: true }) },
      [],
      ['SNP does not work along with Persistent EFI variables'],
      ['TDX does not work along with Persistent EFI variables'],
    ],
    [
      'a bootable NIC',
      { devices: bootableNic },
      ['SEV does not work with bootable NICs: default'],
      ['SNP does not work with bootable NICs: default'],
      ['TDX does not work with bootable NICs: default'],
    ],
  ];
  it.each(rows)('%s', (_what, changes, forSev, forSnp, forTdx) => {
    expect(messages(admitted(sev, changes))).toEqual(forSev);
    expect(messages(admitted(snp, changes))).toEqual(forSnp);
    expect(messages(admitted(tdx, changes))).toEqual(forTdx);
  });

  it('attestation needs a paused start', () => {
    const attested = { sev: { attestation: {} } };
    expect(messages(admitted(attested))).toEqual(["SEV attestation requires VMI StartStrategy 'Paused'"]);
    expect(messages(admitted(attested, { spec: { startStrategy: 'Paused' } }))).toEqual([]);
  });

  it('several mistakes are all told, in order', () => {
    const changes = { domain: { ...efi({ persistent: true }), features: { smm: {} } }, devices: bootableNic };
    expect(messages(admitted(tdx, changes))).toEqual([
      'TDX does not work along with SMM',
      'TDX does not work along with Persistent EFI variables',
      'TDX does not work with bootable NICs: default',
    ]);
  });
});

describe('what is judged alone', () => {
  it.each([{ sev: {}, snp: {} }, { snp: {}, tdx: {} }, {}])('the number of types: %j', (launchSecurity) => {
    expect(admitted(launchSecurity, { domain: { firmware: {} } })).toEqual({
      allowed: false,
      causes: [
        {
          type: 'FieldValueForbidden',
          message: 'One and only one launchSecurity type can be set',
          field: 'spec.domain.launchSecurity',
        },
      ],
    });
  });

  it.each([
    [sev, 'WorkloadEncryptionSEV', { disabledFeatureGates: ['WorkloadEncryptionSEV'] }],
    [snp, 'WorkloadEncryptionSEV', { disabledFeatureGates: ['WorkloadEncryptionSEV'] }],
    [tdx, 'WorkloadEncryptionTDX', {}],
  ])('the gate of %j', (launchSecurity, gate, config) => {
    expect(admitted(launchSecurity, { domain: { firmware: {} } }, config)).toEqual({
      allowed: false,
      causes: [
        {
          type: 'FieldValueInvalid',
          message: `${gate} feature gate is not enabled in kubevirt-config`,
          field: 'spec.domain.launchSecurity',
        },
      ],
    });
  });

  it('a gate that is listed as open stays open even if it is listed as closed', () => {
    const config = { featureGates: ['WorkloadEncryptionTDX'], disabledFeatureGates: ['WorkloadEncryptionTDX'] };
    expect(messages(admitted(tdx, {}, config))).toEqual([]);
  });
});

describe('other architectures', () => {
  it('have no launch security', () => {
    expect(admitted(snp, { spec: { architecture: 'arm64' } })).toMatchObject({
      causes: [{ message: 'No launchSecurity support for architecture: arm64', field: 'spec.architecture' }],
    });
  });

  it('must be known', () => {
    expect(messages(admitted(snp, { spec: { architecture: 'riscv64' } }))).toEqual([
      'No launchSecurity support for architecture: riscv64',
      'unsupported architecture: riscv64',
    ]);
  });

  it('may be s390x, where an empty launchSecurity means Secure Execution and nothing else does', () => {
    expect(messages(admitted({}, { spec: { architecture: 's390x' } }))).toEqual([]);
    expect(messages(admitted(tdx, { spec: { architecture: 's390x' } }))).toEqual(['TDX does not work on architecture: s390x']);
  });

  it('have rules of their own on arm64', () => {
    const changes = {
      spec: { architecture: 'arm64' },
      domain: { cpu: { model: 'host-model' }, firmware: { bootloader: { bios: {} } } },
      devices: { disks: [{ name: 'disk0', disk: { bus: 'sata' } }] },
    };
    expect(admitted(undefined, changes)).toMatchObject({
      causes: [
        {
          type: 'FieldValueNotSupported',
          message: 'Arm64 does not support bios boot, please change to uefi boot',
          field: 'spec.domain.firmware.bootloader.bios',
        },
        { message: 'currently, host-passthrough is the only model supported on Arm64', field: 'spec.domain.cpu.model' },
        {
          message: 'Arm64 not support this disk bus type, please use virtio or scsi',
          field: 'spec.domain.devices.disks[0].disk.bus',
        },
      ],
    });
    const { spec } = guestOf(admitted(undefined, { spec: { architecture: 'arm64' }, domain: { firmware: {} } }));
    expect(spec.domain).toMatchObject({
      cpu: { model: 'host-passthrough' },
      machine: { type: 'virt' },
      firmware: { bootloader: { efi: { secureBoot: false } } },
    });
  });
});

describe('requests that are no instances', () => {
  it.each<[string, JsonObject, string, string]>([
    ['nothing', {}, 'metadata in body is required', 'metadata'],
    ['no name', { metadata: {}, spec: { domain: {} } }, 'metadata.name in body is required', 'metadata'],
    ['no domain', { metadata: { name: 'a' }, spec: {} }, 'spec.domain in body is required', 'spec'],
    ['a domain that is a word', named({ domain: 'x' }), 'spec.domain in body must be of type object: "string"', 'spec.domain'],
    [
      'a type that is a switch',
      named({ domain: { launchSecurity: { tdx: true } } }),
      'spec.domain.launchSecurity.tdx in body must be of type object: "boolean"',
      'spec.domain.launchSecurity.tdx',
    ],
    [
      'cores that are a word',
      named({ domain: { cpu: { cores: '2' } } }),
      'spec.domain.cpu.cores in body must be of type integer: "string"',
      'spec.domain.cpu.cores',
    ],
    [
      'cores below zero',
      named({ domain: { cpu: { cores: -1 } } }),
      'spec.domain.cpu.cores in body must be of type uint32: "-1"',
      'spec.domain.cpu.cores',
    ],
    [
      'disks that are no list',
      named({ domain: { devices: { disks: {} } } }),
      'spec.domain.devices.disks in body must be of type array: "object"',
      'spec.domain.devices.disks',
    ],
    [
      'a nameless disk',
      named({ domain: { devices: { disks: [{}] } } }),
      'spec.domain.devices.disks[0].name in body is required',
      'spec.domain.devices.disks[0]',
    ],
    [
      'memory that is no amount',
      named({ domain: { memory: { guest: '64 MB' } } }),
      'quantities must match',
      'spec.domain.memory.guest',
    ],
    [
      'memory below zero',
      named({ domain: { memory: { guest: '-1Gi' } } }),
      "spec.domain.memory.guest '-1Gi': must be greater than or equal to 0.",
      'spec.domain.memory.guest',
    ],
    [
      'a name that is no name',
      { metadata: { name: 'A b' }, spec: { domain: {} } },
      'metadata.name: Invalid value: "A b"',
      'metadata.name',
    ],
  ])('%s', (_what, request, message, field) => {
    const decision = kubevirt().admit(request, bothGates);
    if (decision.allowed) expect.unreachable('it was accepted');
    expect(decision.causes.map((cause) => [cause.message.slice(0, message.length), cause.field])).toContainEqual([
      message,
      field,
    ]);
  });

  it('null counts as absent', () => {
    const request = exampleRequest(undefined, { domain: { launchSecurity: null, features: null } });
    expect(messages(kubevirt().admit(request, bothGates))).toEqual([]);
  });

  it('what names something that is not there', () => {
    const changes = { devices: { disks: [{ name: 'a' }], interfaces: [{ name: 'b', masquerade: {} }] } };
    expect(messages(admitted(undefined, changes))).toEqual([
      "spec.networks[0].name 'default' not found.",
      "spec.domain.devices.interfaces[0].name 'b' not found.",
      "spec.domain.devices.disks[0].name 'a' not found.",
    ]);
  });

  it('an empty CD-ROM drive names nothing', () => {
    const disks = [
      { name: 'disk0', disk: { bus: 'virtio' } },
      { name: 'drive', cdrom: { bus: 'sata' } },
    ];
    expect(messages(admitted(undefined, { devices: { disks } }))).toEqual([]);
  });

  it('a count is a 32-bit number', () => {
    const sockets = (count: number): readonly string[] => messages(admitted(undefined, { domain: { cpu: { sockets: count } } }));
    expect(sockets(2 ** 32)).toEqual(['spec.domain.cpu.sockets in body must be of type uint32: "4294967296"']);
    expect(sockets(2 ** 32 - 1)).toEqual([]);
  });

  it('a name of 253 letters is the longest', () => {
    const called = (length: number): AdmitDecision => {
      const request = exampleRequest(undefined);
      return kubevirt().admit({ ...request, metadata: { name: 'a'.repeat(length) } }, bothGates);
    };
    expect([253, 254].map((length) => called(length).allowed)).toEqual([true, false]);
  });

  it('a paused start that a probe would take for a hang', () => {
    const message =
      'either spec.startStrategy or spec.livenessProbe should be provided.Pausing VMI with LivenessProbe is not supported';
    const livenessProbe = { exec: { command: ['true'] } };
    expect(messages(admitted(undefined, { spec: { startStrategy: 'Paused', livenessProbe } }))).toEqual([message]);
    expect(messages(admitted(undefined, { spec: { startStrategy: 'Paused' } }))).toEqual([]);
    expect(messages(admitted(undefined, { spec: { livenessProbe } }))).toEqual([]);
  });

  it('without memory, or with words nobody knows', () => {
    const changes = { spec: { startStrategy: 'Later', evictionStrategy: 'Maybe' }, domain: { memory: {} } };
    expect(messages(admitted(undefined, changes))).toEqual([
      'spec.startStrategy is set with an unrecognized option: Later',
      'spec.evictionStrategy is set with an unrecognized option: Maybe',
      "no memory requested, at least one of 'spec.domain.memory.guest', 'spec.domain.memory.hugepages.pageSize' or 'spec.domain.resources.requests.memory' must be set",
    ]);
  });
});

describe('what a guest can have beside its protection', () => {
  const gates: JsonObject = { featureGates: ['WorkloadEncryptionSEV', 'WorkloadEncryptionTDX', 'VSOCK', 'HostDevices'] };
  const hostDevices = [{ name: 'a', deviceName: 'example.com/a' }];

  it.each<[string, RequestChanges]>([
    ['a vsock device', { devices: { autoattachVSOCK: true } }],
    ['a device of the host', { devices: { hostDevices } }],
    ['a virtual TPM', { devices: { tpm: {} } }],
    ['huge pages', { domain: { memory: { guest: '2Gi', hugepages: { pageSize: '2Mi' } } } }],
    ['another network card', { devices: { interfaces: [{ name: 'default', model: 'e1000e', masquerade: {} }] } }],
    [
      'a kernel from outside',
      {
        domain: {
          firmware: {
            bootloader: { efi: { secureBoot: false } },
            kernelBoot: { kernelArgs: 'quiet', container: { image: 'a', kernelPath: '/vmlinuz' } },
          },
        },
      },
    ],
  ])('%s is no reason to refuse a confidential one', (_what, changes) => {
    for (const launchSecurity of [sev, snp, tdx]) expect(messages(admitted(launchSecurity, changes, gates))).toEqual([]);
  });

  it('vsock and devices of the host stand behind gates', () => {
    expect(admitted(tdx, { devices: { autoattachVSOCK: true, hostDevices } })).toEqual({
      allowed: false,
      causes: [
        {
          type: 'FieldValueInvalid',
          message: 'Host Devices feature gate is not enabled in kubevirt-config',
          field: 'spec.domain.devices.hostDevices',
        },
        {
          type: 'FieldValueInvalid',
          message: 'VSOCK feature gate is not enabled in kubevirt-config',
          field: 'spec.domain.devices.autoattachVSOCK',
        },
      ],
    });
  });

  it('memory that grows is for ordinary guests', () => {
    const changes = { domain: { memory: { guest: '1Gi', maxGuest: '4Gi' } } };
    expect(messages(admitted(undefined, changes))).toEqual([]);
    expect(admitted(sev, changes)).toMatchObject({
      causes: [{ message: 'Memory hotplug is not compatible with encrypted VMs', field: 'spec.domain.memory.maxGuest' }],
    });
  });

  it('a kernel must come from somewhere, and arguments need one', () => {
    const boot = (kernelBoot: JsonObject): readonly string[] =>
      messages(admitted(undefined, { domain: { firmware: { kernelBoot } } }));
    const container = 'spec.domain.firmware.kernelBoot.container';
    expect(boot({ container: { image: 'a', initrdPath: '/initrd' } })).toEqual([]);
    expect(boot({ kernelArgs: 'quiet' })).toEqual(['kernel arguments cannot be provided without an external kernel']);
    expect(boot({ container: {} })).toEqual([
      `${container} must be defined with an image`,
      `${container} must be defined with at least one of the following: kernelPath, initrdPath`,
    ]);
  });

  it('only one bootloader, and no more sockets than there may ever be', () => {
    const changes = {
      domain: { firmware: { bootloader: { efi: { secureBoot: false }, bios: {} } }, cpu: { sockets: 4, maxSockets: 2 } },
    };
    expect(messages(admitted(undefined, { domain: { cpu: { sockets: 2, maxSockets: 2 } } }))).toEqual([]);
    expect(messages(admitted(undefined, changes))).toEqual([
      'Number of sockets in CPU topology is greater than the maximum sockets allowed',
      'spec.domain.firmware.bootloader has both EFI and BIOS configured, but they are mutually exclusive.',
    ]);
  });

  it('user data from cloud-init is worth a warning for a confidential guest', () => {
    const volumes = [{ name: 'disk0', cloudInitConfigDrive: { secretRef: { name: 'mine' } } }];
    const warnings = (launchSecurity: JsonObject | undefined): readonly string[] => {
      const decision = admitted(launchSecurity, { spec: { volumes } });
      return decision.allowed ? decision.warnings : ['refused'];
    };
    expect(warnings(undefined)).toEqual([]);
    for (const cloudInitNoCloud of [{ userData: '' }, { userDataBase64: '' }, { secretRef: {} }]) {
      const decision = admitted(snp, { spec: { volumes: [{ name: 'disk0', cloudInitNoCloud }] } });
      expect(decision.allowed && decision.warnings, JSON.stringify(cloudInitNoCloud)).toHaveLength(1);
    }
    const meta = admitted(snp, { spec: { volumes: [{ name: 'disk0', cloudInitNoCloud: { networkData: 'a' } }] } });
    expect(meta.allowed && meta.warnings).toEqual([]);
    expect(warnings(tdx)).toEqual([
      'spec.volumes[0] hands cloud-init user data to a confidential guest: the infrastructure can read and change it',
    ]);
  });
});

describe('defaulting', () => {
  it('adds what the user left open', () => {
    const request = { metadata: { name: 'small' }, spec: { domain: { memory: { guest: '64Mi' }, devices: { disks: [] } } } };
    const { metadata, spec } = guestOf(kubevirt().admit(request, {}));
    expect(metadata).toMatchObject({ namespace: 'default', finalizers: ['kubevirt.io/foregroundDeleteVirtualMachine'] });
    expect(spec).toMatchObject({
      architecture: 'amd64',
      domain: {
        machine: { type: 'q35' },
        cpu: { sockets: 1, cores: 1, threads: 1, maxSockets: 4, model: 'host-model' },
        features: { acpi: { enabled: true } },
        devices: { interfaces: [{ name: 'default', bridge: {} }] },
      },
      networks: [{ name: 'default', pod: {} }],
    });
    expect(spec.domain.firmware?.uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('makes a disk of a volume nobody made one of', () => {
    const volumes = [
      { name: 'disk0', containerDisk: { image: 'a' } },
      { name: 'extra', emptyDisk: {} },
    ];
    const { devices } = guestOf(admitted(undefined, { spec: { volumes } })).spec.domain;
    expect(devices?.disks).toEqual([
      { name: 'disk0', disk: { bus: 'virtio' } },
      { name: 'extra', disk: { bus: 'sata' } },
    ]);
  });

  it('takes the CPUs of a limit before those of a request', () => {
    const sockets = (resources: JsonObject): unknown =>
      guestOf(admitted(undefined, { domain: { cpu: undefined, memory: { guest: '1Gi' }, resources } })).spec.domain.cpu?.sockets;
    expect(sockets({ limits: { cpu: '4' }, requests: { cpu: '2' } })).toBe(4);
    expect(sockets({ requests: { cpu: '2' } })).toBe(2);
    expect(sockets({})).toBe(1);
  });

  it('keeps what the user wrote', () => {
    const changes = {
      domain: {
        cpu: { cores: 2, maxSockets: 1, model: 'EPYC' },
        machine: { type: 'pc-q35-10.1' },
        firmware: { uuid: 'u', bootloader: { efi: { secureBoot: false } } },
      },
    };
    expect(guestOf(admitted(undefined, changes)).spec).toMatchObject(changes);
  });

  it('leaves room for no more than 512 vCPUs', () => {
    const maxSockets = (cpu: JsonObject): number | undefined =>
      guestOf(admitted(undefined, { domain: { cpu } })).spec.domain.cpu?.maxSockets;
    expect(maxSockets({ sockets: 100, cores: 2 })).toBe(256);
    expect(maxSockets({ sockets: 600, cores: 1 })).toBe(600);
    const arm = admitted(undefined, { spec: { architecture: 'arm64' } });
    expect(guestOf(arm).spec.domain.cpu).not.toHaveProperty('maxSockets');
    const stage = kubevirt().admit(exampleRequest(undefined), { vmRolloutStrategy: 'Stage' });
    expect(guestOf(stage).spec.domain.cpu).not.toHaveProperty('maxSockets');
  });

  it('tells TDX guests, and only them, where quotes are made, whatever the user says', () => {
    const socket = (launchSecurity: JsonObject, config: JsonObject = bothGates): unknown => {
      const request = exampleRequest(launchSecurity);
      const annotated = { ...request, metadata: { name: 'cvm', annotations: { 'kubevirt.io/qgs-socket-path': '/mine' } } };
      return guestOf(kubevirt().admit(annotated, config)).metadata.annotations?.['kubevirt.io/qgs-socket-path'];
    };
    expect(socket(tdx)).toBe('/var/run/tdx-qgs/qgs.socket');
    expect(socket(tdx, { ...bothGates, qgsSocketPath: '/other' })).toBe('/other');
    expect(socket(tdx, { ...bothGates, qgsSocketPath: '' })).toBe('/mine');
    expect(socket(snp)).toBe('/mine');
  });
});

function admitted(
  launchSecurity: JsonObject | undefined,
  changes: RequestChanges = {},
  config: JsonObject = bothGates,
): AdmitDecision {
  return kubevirt().admit(exampleRequest(launchSecurity, changes), config);
}

function messages(decision: AdmitDecision): readonly string[] {
  return decision.allowed ? [] : decision.causes.map(({ message }) => message);
}

function guestOf(decision: AdmitDecision): ReturnType<typeof vmiOf> {
  if (!decision.allowed) expect.unreachable(messages(decision).join('; '));
  return vmiOf(decision.guest);
}

function named(spec: JsonObject): JsonObject {
  return { metadata: { name: 'a' }, spec };
}
