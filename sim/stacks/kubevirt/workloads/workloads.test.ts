import { describe, expect, it } from 'vitest';
import type { AdmitDecision } from '../../../contracts/subject.js';
import type { JsonObject } from '../../../core/json.js';
import { bothGates, exampleRequest, type RequestChanges } from '../example-guest.js';
import {
  exampleList,
  exampleMachine,
  examplePool,
  exampleReplicaSet,
  instancetypeOnly,
  preferenceOnly,
  unsized,
} from '../example-requests.js';
import { kubevirt } from '../index.js';
import { vmiOf } from '../vmi.js';
import { generatedName } from './generated-name.js';

const forms = [
  ['a machine', exampleMachine, 'spec.template.spec', 'cvm'],
  ['a replica set', exampleReplicaSet, 'spec.template.spec', generatedName('cvm', { name: 'cvm' })],
  ['a pool', examplePool, 'spec.virtualMachineTemplate.spec.template.spec', 'cvm-0'],
] as const;

describe.each(forms)('%s', (_form, write, at, name) => {
  it('becomes the instance its controller makes', () => {
    const { metadata, spec } = guestOf(admitted(write({ tdx: {} })));
    const [alone] = [guestOf(admitted(exampleRequest({ tdx: {} })))];
    expect(metadata).toMatchObject({ name, namespace: 'default', labels: { app: 'cvm' } });
    expect(metadata.ownerReferences?.[0]).toMatchObject({ controller: true });
    expect(metadata.annotations).toEqual({ 'kubevirt.io/qgs-socket-path': '/var/run/tdx-qgs/qgs.socket' });
    const { uuid: _, ...firmware } = spec.domain.firmware ?? {};
    expect({ ...spec, domain: { ...spec.domain, firmware } }).toMatchObject({
      ...alone.spec,
      domain: { ...alone.spec.domain, firmware },
    });
  });

  const wrongs: readonly (readonly [JsonObject | undefined, RequestChanges])[] = [
    [{ sev: {} }, { domain: { firmware: {} } }],
    [{ snp: {} }, { domain: { firmware: { bootloader: { efi: {} } }, features: { smm: {} } } }],
    [{ sev: {}, tdx: {} }, {}],
    [{}, {}],
    [{ tdx: { mrSeam: 'a' } }, {}],
    [{ snp: { policy: '0x3000' } }, { spec: { startStrategy: 'Later', evictionStrategy: 'Maybe' } }],
    [{ sev: {} }, { domain: { memory: { guest: '1Gi', maxGuest: '2Gi' } } }],
    [undefined, { domain: { memory: {} }, spec: { architecture: 'riscv64' } }],
    [undefined, { domain: { memory: { guest: '-1Gi' } } }],
    [undefined, { devices: { disks: [{ name: 'nobody' }] } }],
  ];
  it.each(wrongs)('is refused for what its instance is refused for: %j %j', (launchSecurity, changes) => {
    const alone = causesOf(admitted(exampleRequest(launchSecurity, changes)));
    const here = (text: string): string => text.replaceAll(/\bspec\./g, `${at}.`);
    expect(alone.length).toBeGreaterThan(0);
    expect(causesOf(admitted(write(launchSecurity, changes)))).toEqual(
      alone.map(({ type, message, field }) => ({ type, message: here(message), field: here(field) })),
    );
  });

  it('needs no architecture, as an instance needs none', () => {
    expect(causesOf(admitted(write({ snp: {} }, { spec: { architecture: undefined } })))).toEqual([]);
  });
});

describe('the same deviations as upstream', () => {
  const bare = { spec: { architecture: undefined } };

  it('templates of replica sets and pools are not defaulted', () => {
    const subject = kubevirt({ quirks: ['templates-are-not-defaulted'] });
    const message = 'No launchSecurity support for architecture: ';
    expect(causesOf(subject.admit(exampleReplicaSet({ snp: {} }, bare), bothGates))).toMatchObject([{ message }]);
    expect(causesOf(subject.admit(examplePool({ snp: {} }, bare), bothGates))).toMatchObject([{ message }]);
    expect(causesOf(subject.admit(exampleMachine({ snp: {} }, bare), bothGates))).toEqual([]);
  });

  it('templates of anything are asked less', () => {
    const subject = kubevirt({ quirks: ['templates-obey-fewer-rules'] });
    const changes = { domain: { memory: {} }, spec: { architecture: 'riscv64' } };
    for (const [, write] of forms) expect(causesOf(subject.admit(write(undefined, changes), bothGates))).toEqual([]);
    expect(causesOf(subject.admit(exampleRequest(undefined, changes), bothGates))).toHaveLength(2);
  });

  it('memory that grows is refused for machines and pools only', () => {
    const subject = kubevirt({ quirks: ['instances-may-grow'] });
    const changes = { domain: { memory: { guest: '1Gi', maxGuest: '2Gi' } } };
    const refused = [exampleRequest, exampleReplicaSet, exampleMachine, examplePool].map(
      (write) => !subject.admit(write({ sev: {} }, changes), bothGates).allowed,
    );
    expect(refused).toEqual([false, false, true, true]);
  });
});

describe('an instance of a machine', () => {
  it('is seen to its end by the machine’s controller, and that of a replica set is not', () => {
    const machines = 'kubevirt.io/virtualMachineControllerFinalize';
    const finalizers = (request: JsonObject): readonly string[] => guestOf(admitted(request)).metadata.finalizers ?? [];
    expect(finalizers(exampleMachine(undefined))).toContain(machines);
    expect(finalizers(examplePool(undefined))).toContain(machines);
    expect(finalizers(exampleReplicaSet(undefined))).not.toContain(machines);
  });
});

describe('what is around a template', () => {
  it.each<[string, JsonObject, string]>([
    ['no run strategy', { runStrategy: null }, 'RunStrategy must be specified'],
    ['an unknown one', { runStrategy: 'Sometimes' }, 'Invalid RunStrategy (Sometimes)'],
    ['two ways of saying it', { running: true }, 'Running and RunStrategy are mutually exclusive.'],
  ])('%s', (_what, changes, message) => {
    const [cause] = causesOf(admitted(exampleMachine({ snp: {} }, {}, changes)));
    expect(cause?.message.slice(0, message.length)).toBe(message);
  });

  it('spec.running is accepted, and deprecated', () => {
    expect(admitted(exampleMachine({ snp: {} }, {}, { running: true, runStrategy: undefined }))).toMatchObject({
      allowed: true,
      warnings: ['spec.running is deprecated, please use spec.runStrategy instead.'],
    });
  });

  it('a template is required, and a selector must find it', () => {
    const { metadata, kind, spec } = exampleReplicaSet({ snp: {} });
    expect(causesOf(admitted({ kind, metadata, spec: { selector: {} } }))).toMatchObject([
      { message: 'spec.template in body is required', field: 'spec' },
    ]);
    const other = { ...(spec as JsonObject), selector: { matchLabels: { app: 'other' } } };
    expect(causesOf(admitted({ kind, metadata, spec: other }))).toEqual([
      { type: 'FieldValueInvalid', message: 'selector does not match labels.', field: 'spec.selector' },
    ]);
  });

  it('all labels of a selector must be there', () => {
    const { metadata, kind, spec } = exampleReplicaSet({ snp: {} });
    const matchLabels = { app: 'cvm', tier: 'a' };
    expect(causesOf(admitted({ kind, metadata, spec: { ...(spec as JsonObject), selector: { matchLabels } } }))).toHaveLength(1);
  });

  it('the name of a template goes before the beginning of one, and before that of the set', () => {
    const { metadata, kind, spec } = exampleReplicaSet(undefined);
    const named = (names: JsonObject): string => {
      const template = { ...((spec as JsonObject).template as JsonObject), metadata: { labels: { app: 'cvm' }, ...names } };
      return guestOf(admitted({ kind, metadata, spec: { ...(spec as JsonObject), template } })).metadata.name.slice(0, -5);
    };
    expect([{ name: 'a', generateName: 'b-' }, { generateName: 'b-' }, {}].map(named)).toEqual(['a', 'b-', 'cvm']);
  });

  it('a kind that makes no guests, or a list that asks for two, is refused', () => {
    expect(causesOf(admitted({ kind: 'Pod' }))).toMatchObject([{ type: 'FieldValueNotSupported', field: 'kind' }]);
    const two = { kind: 'List', items: [exampleRequest(undefined), exampleMachine(undefined)] };
    expect(causesOf(admitted(two))).toMatchObject([{ message: 'items must ask for one guest, found 2' }]);
    expect(causesOf(admitted({ kind: 'List', items: 'none' }))).toMatchObject([{ field: 'items' }]);
  });

  it('other objects in a list are nobody’s business', () => {
    const list = { kind: 'List', items: [{ kind: 'Secret', metadata: {} }, exampleRequest({ snp: {} })] };
    expect(guestOf(admitted(list)).metadata.name).toBe('cvm');
  });
});

describe('an instance type', () => {
  const sized = exampleMachine(undefined, unsized, instancetypeOnly);

  it('says how big the guest is, and how it is protected, with a warning', () => {
    const decision = admitted(exampleList(sized, { snp: {} }, undefined));
    expect(guestOf(decision)).toMatchObject({
      metadata: { annotations: { 'kubevirt.io/cluster-instancetype-name': 'two' } },
      spec: {
        domain: {
          cpu: { sockets: 2, cores: 1, threads: 1, maxSockets: 8 },
          memory: { guest: '2Gi' },
          launchSecurity: { snp: {} },
        },
      },
    });
    expect(decision).toMatchObject({
      warnings: ['launchSecurity is deprecated and will be removed in a future release. Use preference instead.'],
    });
  });

  it('may not say what the machine says', () => {
    const at = 'spec.template.spec.domain';
    const machine = exampleMachine({ tdx: {} }, {}, instancetypeOnly);
    expect(causesOf(admitted(exampleList(machine, { snp: {} }, undefined))).map(({ field }) => field)).toEqual([
      `${at}.cpu.sockets`,
      `${at}.cpu.cores`,
      `${at}.cpu.threads`,
      `${at}.memory.guest`,
      `${at}.launchSecurity`,
    ]);
    const [cause] = causesOf(
      admitted(exampleList(exampleMachine({ tdx: {} }, unsized, instancetypeOnly), { snp: {} }, undefined)),
    );
    expect(cause).toEqual({
      type: 'FieldValueInvalid',
      message: `VM field(s) ${at}.launchSecurity conflicts with selected instance type`,
      field: `${at}.launchSecurity`,
    });
  });

  it('is told of one contradiction about memory only, the first', () => {
    const resources = { requests: { memory: '1Gi' }, limits: { memory: '1Gi' } };
    const machine = exampleMachine(undefined, { domain: { cpu: undefined, resources } }, instancetypeOnly);
    expect(causesOf(admitted(exampleList(machine, undefined, undefined))).map(({ field }) => field)).toEqual([
      'spec.template.spec.domain.memory.guest',
    ]);
  });

  it('may annotate a guest with what its template says too, and with nothing else', () => {
    const size = { cpu: { guest: 2 }, memory: { guest: '2Gi' }, annotations: { mine: 'yes' } };
    const type = { kind: 'VirtualMachineClusterInstancetype', metadata: { name: 'two' }, spec: size };
    const annotated = (mine: string): JsonObject => {
      const spec = sized.spec as JsonObject;
      const template = { ...(spec.template as JsonObject), metadata: { annotations: { mine } } };
      return { kind: 'List', items: [type, { ...sized, spec: { ...spec, template } }] };
    };
    expect(guestOf(admitted(annotated('yes'))).metadata.annotations).toMatchObject({ mine: 'yes' });
    expect(causesOf(admitted(annotated('no')))).toEqual([
      {
        type: 'FieldValueInvalid',
        message: 'VM field(s) annotations.mine conflicts with selected instance type',
        field: 'spec.template.metadata.annotations',
      },
    ]);
  });

  it('of the whole cluster is there for every namespace, and one of a namespace only for that', () => {
    const elsewhere: JsonObject = { ...sized, metadata: { name: 'cvm', namespace: 'other' } };
    expect(causesOf(admitted(exampleList(elsewhere, undefined, undefined)))).toEqual([]);
    const spec = { ...(elsewhere.spec as JsonObject), ...preferenceOnly };
    expect(causesOf(admitted(exampleList({ ...elsewhere, spec }, undefined, undefined)))).toMatchObject([
      { type: 'FieldValueNotFound', field: 'spec.preference.name' },
    ]);
  });

  it('must be there, and be one', () => {
    expect(causesOf(admitted(sized))).toEqual([
      {
        type: 'FieldValueNotFound',
        message: 'virtualmachineclusterinstancetypes.instancetype.kubevirt.io "two" not found',
        field: 'spec.instancetype.name',
      },
    ]);
    const broken = { kind: 'VirtualMachineClusterInstancetype', metadata: { name: 'two' }, spec: { cpu: {} } };
    expect(causesOf(admitted({ kind: 'List', items: [broken, sized] })).map(({ message }) => message)).toEqual([
      'spec.cpu.guest in body is required',
      'spec.memory in body is required',
    ]);
  });

  it('that protects wrongly is told of where the machine could have said it', () => {
    const [cause] = causesOf(
      admitted(
        exampleList(
          exampleMachine(undefined, { domain: { ...unsized.domain, firmware: {} } }, instancetypeOnly),
          { snp: {} },
          undefined,
        ),
      ),
    );
    expect(cause).toMatchObject({ message: 'SNP requires OVMF (UEFI)', field: 'spec.template.spec.domain' });
  });

  it('overcommits memory, and gives devices, selectors and annotations', () => {
    const size = {
      kind: 'VirtualMachineClusterInstancetype',
      metadata: { name: 'two' },
      spec: {
        cpu: { guest: 4, model: 'EPYC', dedicatedCPUPlacement: true },
        memory: { guest: '1Gi', overcommitPercent: 25 },
        nodeSelector: { zone: 'a' },
        annotations: { mine: 'yes' },
      },
    };
    const { metadata, spec } = guestOf(admitted({ kind: 'List', items: [size, sized] }));
    expect(metadata.annotations).toMatchObject({ mine: 'yes' });
    expect(spec).toMatchObject({
      nodeSelector: { zone: 'a' },
      domain: {
        cpu: { model: 'EPYC', dedicatedCpuPlacement: true, sockets: 4 },
        resources: { requests: { memory: '805306368' } },
      },
    });
  });
});

describe('a preference', () => {
  it('protects a machine that says nothing', () => {
    const { metadata, spec } = guestOf(
      admitted(exampleList(exampleMachine(undefined, {}, preferenceOnly), undefined, { tdx: {} })),
    );
    expect(spec.domain).toMatchObject({ launchSecurity: { tdx: {} }, features: { acpi: { enabled: false } } });
    expect(metadata.annotations).toMatchObject({ 'kubevirt.io/preference-name': 'secure' });
  });

  it('yields to the machine and to its instance type', () => {
    const own = exampleMachine({ snp: {} }, { domain: { features: { acpi: { enabled: true } } } }, preferenceOnly);
    const { domain } = guestOf(admitted(exampleList(own, undefined, { tdx: {} }))).spec;
    expect(domain).toMatchObject({ launchSecurity: { snp: {} }, features: { acpi: { enabled: true } } });
    const both = exampleMachine(undefined, unsized, { ...instancetypeOnly, ...preferenceOnly });
    expect(guestOf(admitted(exampleList(both, { snp: {} }, { tdx: {} }))).spec.domain.launchSecurity).toEqual({ snp: {} });
  });

  it('fills in firmware, machine, buses and models where nobody did', () => {
    const taste = {
      kind: 'VirtualMachinePreference',
      metadata: { name: 'secure' },
      spec: {
        firmware: { preferredEfi: { secureBoot: false } },
        machine: { preferredMachineType: 'pc-q35-10.1' },
        devices: { preferredDiskBus: 'virtio', preferredInterfaceModel: 'e1000e', preferredTPM: {} },
        cpu: { preferredCPUTopology: 'cores' },
        preferredArchitecture: 'amd64',
        preferredTerminationGracePeriodSeconds: 5,
      },
    };
    const changes = {
      spec: { architecture: undefined },
      domain: { firmware: undefined },
      devices: { disks: [{ name: 'disk0' }] },
    };
    const { spec } = guestOf(admitted({ kind: 'List', items: [taste, exampleMachine({ snp: {} }, changes, preferenceOnly)] }));
    expect(spec).toMatchObject({
      terminationGracePeriodSeconds: 5,
      domain: {
        firmware: { bootloader: { efi: { secureBoot: false } } },
        machine: { type: 'pc-q35-10.1' },
        devices: { disks: [{ disk: { bus: 'virtio' } }], interfaces: [{ model: 'e1000e' }], tpm: {} },
      },
    });
  });

  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    ['does not change a secure boot that is said', { efi: { secureBoot: false } }, {}, { efi: { secureBoot: false } }],
    ['decides a secure boot that is not', { efi: { persistent: false } }, {}, { efi: { persistent: false, secureBoot: true } }],
    ['does not change a BIOS into UEFI', { bios: { useSerial: true } }, {}, { bios: { useSerial: true } }],
    ['can be the BIOS', {}, { preferredUseBios: true }, { bios: {} }],
    ['can be UEFI', {}, {}, { efi: { secureBoot: true } }],
  ])('for firmware %s', (_what, bootloader, preferred, expected) => {
    const firmware = { preferredUseEfi: true, preferredUseSecureBoot: true, ...preferred };
    const taste = { kind: 'VirtualMachinePreference', metadata: { name: 'secure' }, spec: { firmware } };
    const machine = exampleMachine(
      undefined,
      { domain: { firmware: { bootloader }, features: { smm: {} }, machine: { type: '' } } },
      preferenceOnly,
    );
    expect(guestOf(admitted({ kind: 'List', items: [taste, machine] })).spec.domain.firmware?.bootloader).toEqual(expected);
  });

  it.each([
    ['cores', { cores: 4 }],
    ['preferCores', { cores: 4 }],
    ['threads', { threads: 4 }],
    ['preferThreads', { threads: 4 }],
    ['sockets', { sockets: 4 }],
    ['spread', { sockets: 4 }],
  ])('for CPUs can be %s', (preferredCPUTopology, expected) => {
    const size = { cpu: { guest: 4 }, memory: { guest: '1Gi' } };
    const items = [
      { kind: 'VirtualMachineClusterInstancetype', metadata: { name: 'two' }, spec: size },
      { kind: 'VirtualMachinePreference', metadata: { name: 'secure' }, spec: { cpu: { preferredCPUTopology } } },
      exampleMachine(undefined, unsized, { ...instancetypeOnly, ...preferenceOnly }),
    ];
    const { cpu } = guestOf(admitted({ kind: 'List', items })).spec.domain;
    expect(cpu).toMatchObject({ sockets: 1, cores: 1, threads: 1, ...expected });
  });

  it('has a bus for each kind of drive', () => {
    const devices = { preferredDiskBus: 'virtio', preferredCdromBus: 'sata', preferredLunBus: 'scsi' };
    const taste = { kind: 'VirtualMachinePreference', metadata: { name: 'secure' }, spec: { devices } };
    const volumes = [{ name: 'a' }, { name: 'b' }, { name: 'c' }].map((volume) => ({ ...volume, emptyDisk: {} }));
    const disks = [{ name: 'a' }, { name: 'b', cdrom: {} }, { name: 'c', lun: {} }];
    const machine = exampleMachine(undefined, { devices: { disks }, spec: { volumes } }, preferenceOnly);
    expect(guestOf(admitted({ kind: 'List', items: [taste, machine] })).spec.domain.devices?.disks).toMatchObject([
      { disk: { bus: 'virtio' } },
      { cdrom: { bus: 'sata' } },
      { lun: { bus: 'scsi' } },
    ]);
  });

  it('takes an empty text for nothing said', () => {
    const spec = { machine: { preferredMachineType: 'pc-q35-10.1' } };
    const taste = { kind: 'VirtualMachinePreference', metadata: { name: 'secure' }, spec };
    const machine = exampleMachine(undefined, { domain: { machine: { type: '' } } }, preferenceOnly);
    expect(guestOf(admitted({ kind: 'List', items: [taste, machine] })).spec.domain.machine?.type).toBe('pc-q35-10.1');
  });

  it('overwrites what it can overwrite upstream', () => {
    const own = exampleMachine({ snp: {} }, { domain: { features: { acpi: { enabled: true } } } }, preferenceOnly);
    const decision = kubevirt({ quirks: ['preference-overwrites'] }).admit(exampleList(own, undefined, undefined), bothGates);
    expect(guestOf(decision).spec.domain.features?.acpi).toEqual({ enabled: false });
  });
});

describe('names that are made up', () => {
  it('are the same for the same owner, and others for others', () => {
    expect(generatedName('web-', { name: 'web' })).toMatch(/^web-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
    expect(generatedName('web-', { name: 'web' })).toBe(generatedName('web-', { name: 'web', namespace: 'default' }));
    expect(generatedName('web-', { name: 'web' })).not.toBe(generatedName('web-', { name: 'web', namespace: 'other' }));
  });

  it('have room in 63 letters', () => {
    expect(generatedName('a'.repeat(80), { name: 'a' })).toHaveLength(63);
  });
});

function admitted(request: JsonObject): AdmitDecision {
  return kubevirt().admit(request, bothGates);
}

function causesOf(decision: AdmitDecision): Extract<AdmitDecision, { allowed: false }>['causes'] {
  return decision.allowed ? [] : decision.causes;
}

function guestOf(decision: AdmitDecision): ReturnType<typeof vmiOf> {
  if (!decision.allowed) expect.unreachable(decision.causes.map(({ message }) => message).join('; '));
  return vmiOf(decision.guest);
}
