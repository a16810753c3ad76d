import { describe, expect, it } from 'vitest';
import type { Happening, RunDecision } from '../../../contracts/subject.js';
import type { JsonObject } from '../../../core/json.js';
import { asking, type ExampleLife, livedThrough, toItsNode, toPaused, toRunning } from '../example-life.js';

const conflict = 'Operation cannot be fulfilled on virtualmachineinstance.kubevirt.io "cvm": ';
const snp = { snp: {} };

describe('a request that does not exist', () => {
  it.each(['tdx/quote', 'snp/report', 'constructor', 'sev', ''])('is not found: "%s"', (request) => {
    expect(last(snp, [...toRunning, asking(request)]).answer).toMatchObject({ allowed: false, httpCode: 404 });
  });
});

describe('a pause', () => {
  it('stops the CPUs and shows, until it is over', () => {
    const [paused, unpaused] = livedThrough(snp, [...toRunning, asking('pause'), asking('unpause')]).slice(-2);
    expect(paused).toMatchObject({ next: 'pause', answer: { allowed: true, httpCode: 200 } });
    expect(typesOf(paused)).toContain('Paused');
    expect(conditionIn(paused, 'Ready')).toMatchObject({ status: 'False', reason: 'ReadinessGatesNotReady' });
    expect(unpaused).toMatchObject({ next: 'resume', answer: { allowed: true, httpCode: 200 } });
    expect(typesOf(unpaused)).not.toContain('Paused');
    expect(conditionIn(unpaused, 'Ready')).toMatchObject({ status: 'True' });
  });

  it.each<[string, readonly Happening[], string, string]>([
    ['of a guest that waits', toItsNode, 'pause', 'VM is not running'],
    ['of a paused guest', toPaused, 'pause', 'VMI is already paused'],
    ['to be ended before the guest runs', toItsNode, 'unpause', 'VMI is not running'],
    ['to be ended of a guest that runs', toRunning, 'unpause', 'VMI is not paused'],
  ])('%s is a conflict', (_what, life, request, problem) => {
    const { answer, next } = last(snp, [...life, asking(request)]);
    expect([next, answer?.httpCode, answer?.message]).toEqual(['nothing', 409, `${conflict}${problem}`]);
  });

  it('would look like a hang to a probe that does not ask the guest agent', () => {
    const changes = { spec: { livenessProbe: { exec: { command: ['true'] } } } };
    expect(last(snp, [...toRunning, asking('pause')], { changes }).answer).toMatchObject({ allowed: false, httpCode: 403 });
    const pinged = { spec: { livenessProbe: { guestAgentPing: {} } } };
    expect(last(snp, [...toRunning, asking('pause')], { changes: pinged }).answer).toMatchObject({ allowed: true });
  });
});

describe('a soft reboot', () => {
  it('is the business of the guest', () => {
    expect(last(snp, [...toRunning, asking('softreboot')])).toMatchObject({ next: 'nothing', answer: { allowed: true } });
  });

  it('needs a guest that can hear it', () => {
    const deaf = { domain: { features: { acpi: { enabled: false } } } };
    const { message } = last(snp, [...toRunning, asking('softreboot')], { changes: deaf }).answer ?? {};
    expect(message).toBe(`${conflict}VMI neither have the agent connected nor the ACPI feature enabled`);
    expect(last(snp, [...toPaused, asking('softreboot')]).answer?.message).toBe(`${conflict}VMI is paused`);
  });
});

describe('a restart', () => {
  it('makes the instance of a machine anew', () => {
    const life = [...toRunning, asking('restart'), { what: 'stopped', host: 'h0', by: 'user' } as const];
    const [asked, stopped] = livedThrough(snp, life, { owner: 'VirtualMachine' }).slice(-2);
    expect(asked).toMatchObject({ next: 'stop', answer: { allowed: true, httpCode: 202 } });
    expect(stopped?.next).toBe('recreate');
  });

  it.each([undefined, 'VirtualMachineInstanceReplicaSet'])('of an instance that belongs to %s finds no machine', (owner) => {
    const { next, answer } = last(snp, [...toRunning, asking('restart')], owner === undefined ? {} : { owner });
    expect([next, answer?.httpCode, answer?.message]).toEqual(['nothing', 404, 'virtualmachine.kubevirt.io "cvm" not found']);
  });
});

describe('a volume', () => {
  const body = { name: 'data', disk: { disk: { bus: 'scsi' } }, volumeSource: { persistentVolumeClaim: { claimName: 'c' } } };
  const add = asking('addvolume', body);
  const remove = asking('removevolume', { name: 'data' });

  it('can be plugged into a confidential guest, and taken away', () => {
    const [added, removed] = livedThrough({ tdx: {} }, [...toRunning, add, remove]).slice(-2);
    expect(added).toMatchObject({ next: 'nothing', answer: { allowed: true, httpCode: 202 } });
    expect(volumesOf(added)).toEqual(['disk0', 'data']);
    expect(added?.guest).toMatchObject({
      spec: { domain: { devices: { disks: [{}, { name: 'data', disk: { bus: 'scsi' } }] } } },
    });
    expect(volumesOf(removed)).toEqual(['disk0']);
  });

  it('goes by the name of its claim as well', () => {
    const life = [...toRunning, add, asking('removevolume', { name: 'c' })];
    expect(last(snp, life).answer).toMatchObject({ allowed: true, httpCode: 202 });
  });

  it('nobody knows to be shared keeps an ordinary guest on its node', () => {
    expect(conditionIn(last(undefined, [...toRunning, add]), 'LiveMigratable')).toMatchObject({
      reason: 'DisksNotLiveMigratable',
    });
  });

  it.each<[string, readonly Happening[], Happening, string]>([
    ['without a body', toRunning, asking('addvolume'), 'Request with no body, a new name is expected as the request body'],
    ['without a name', toRunning, asking('addvolume', {}), 'AddVolumeOptions requires name to be set'],
    ['without a disk', toRunning, asking('addvolume', { name: 'd' }), 'AddVolumeOptions requires disk to not be nil'],
    [
      'without a source',
      toRunning,
      asking('addvolume', { name: 'd', disk: {} }),
      'AddVolumeOptions requires VolumeSource to not be nil',
    ],
    ['for a guest that waits', toItsNode, add, `${conflict}VMI is not running`],
    ['twice', [...toRunning, add], add, `${conflict}Unable to add volume [data] because volume with that name already exists`],
    [
      'under another name',
      [...toRunning, add],
      asking('addvolume', { ...body, name: 'other' }),
      `${conflict}Unable to add volume source [c] because it already exists`,
    ],
    [
      'that is not there, to be removed',
      toRunning,
      remove,
      `${conflict}Unable to remove volume [data] because it does not exist`,
    ],
    [
      'it booted from, to be removed',
      toRunning,
      asking('removevolume', { name: 'disk0' }),
      `${conflict}Unable to remove volume [disk0] because it is not hotpluggable`,
    ],
  ])('%s is refused', (_what, life, happening, message) => {
    const decision = last(snp, [...life, happening]);
    expect([decision.answer?.allowed, decision.answer?.message, decision.guest]).toEqual([false, message, undefined]);
  });
});

describe('hotplug', () => {
  const gigabytes = { changes: { domain: { cpu: { sockets: 1, maxSockets: 4 } } } };
  it.each<[string, JsonObject | undefined, string, JsonObject, boolean, string | undefined]>([
    [
      'of memory for an encrypted guest',
      snp,
      'memory-hotplug',
      { guest: '4Gi', maxGuest: '8Gi' },
      false,
      'Memory hotplug is not compatible with encrypted VMs',
    ],
    [
      'of memory for one that nobody let grow',
      snp,
      'memory-hotplug',
      { guest: '4Gi' },
      false,
      'memory updated in template spec. Memory-hotplug is only available for migratable VMs',
    ],
    ['of memory for an ordinary guest', undefined, 'memory-hotplug', { guest: '4Gi' }, true, undefined],
    [
      'of less memory',
      undefined,
      'memory-hotplug',
      { guest: '1Gi' },
      false,
      'memory updated in template spec to a value lower than what the VM started with',
    ],
    [
      'of CPUs for an encrypted guest',
      { tdx: {} },
      'cpu-hotplug',
      { sockets: 2 },
      false,
      'CPU hotplug is not compatible with encrypted VMs',
    ],
    ['of CPUs for an ordinary guest', undefined, 'cpu-hotplug', { sockets: 2 }, true, undefined],
    [
      'of more CPUs than there is room for',
      undefined,
      'cpu-hotplug',
      { sockets: 5 },
      false,
      "CPU sockets updated in template spec to a value higher than what's available",
    ],
    ['of fewer CPUs', undefined, 'cpu-hotplug', { sockets: 0 }, false, 'Reduction of CPU socket count requires a restart'],
  ])('%s', (_what, launchSecurity, request, body, allowed, message) => {
    const { answer } = last(launchSecurity, [...toRunning, asking(request, body)], gigabytes);
    expect([answer?.allowed, answer?.message]).toEqual([allowed, message]);
  });
});

describe('hotplug at its limits', () => {
  const asked = (request: string, body: JsonObject, domain: JsonObject): RunDecision['answer'] =>
    last(undefined, [...toRunning, asking(request, body)], { changes: { domain } }).answer;

  it('of memory needs a guest of one gigabyte, and may change nothing', () => {
    expect(asked('memory-hotplug', { guest: '1Gi' }, { memory: { guest: '1Gi' } })).toMatchObject({ allowed: true });
    expect(asked('memory-hotplug', { guest: '4Gi' }, { memory: { guest: '1023Mi' } })).toMatchObject({
      allowed: false,
      httpCode: 422,
      message: 'Memory hotplug is only available for VMs with at least 1Gi of guest memory',
    });
  });

  it('of CPUs has no room beyond the sockets that are there where nobody left any', () => {
    const changes = { spec: { architecture: 'arm64' }, domain: { cpu: { sockets: 2 } } };
    const sockets = (count: number): boolean | undefined =>
      last(undefined, [...toRunning, asking('cpu-hotplug', { sockets: count })], { changes }).answer?.allowed;
    expect([1, 2, 3].map(sockets)).toEqual([false, true, false]);
  });
});

describe('an eviction with a body', () => {
  const external: ExampleLife = { changes: { spec: { evictionStrategy: 'External' } } };
  it('does what the command does', () => {
    expect(last(snp, [...toRunning, asking('eviction', {})], external).status).toMatchObject({ evacuationNodeName: 'h0' });
    expect(last(snp, [...toRunning, asking('eviction', {})])).toMatchObject({ next: 'stop', answer: { allowed: true } });
  });

  it.each<[string, JsonObject, string]>([
    ['text', { deleteOptions: 'now' }, 'string into Go struct field Eviction.deleteOptions of type v1.DeleteOptions'],
    ['a list', { metadata: [] }, 'array into Go struct field Eviction.metadata of type v1.ObjectMeta'],
  ])('that is %s where an object is expected is denied and marks nothing', (_what, body, words) => {
    const { status, answer, next } = last(snp, [...toRunning, asking('eviction', body)], external);
    expect(answer).toEqual({
      allowed: false,
      httpCode: 429,
      message: `failed to parse the eviction object: json: cannot unmarshal ${words}`,
    });
    expect([next, status.evacuationNodeName]).toEqual(['nothing', undefined]);
  });

  it('whose parts are null is one without them', () => {
    const nulls = asking('eviction', { metadata: null, deleteOptions: null });
    expect(last(snp, [...toRunning, nulls], external).status).toMatchObject({ evacuationNodeName: 'h0' });
  });

  it('that is dry in some other way is no trial', () => {
    const dry = asking('eviction', { deleteOptions: { dryRun: ['Some'] } });
    expect(last(snp, [...toRunning, dry], external).status).toMatchObject({ evacuationNodeName: 'h0' });
  });

  it('of a guest that is over is allowed whatever its strategy', () => {
    const life: readonly Happening[] = [...toRunning, { what: 'stopped', host: 'h0', by: 'user' }, asking('eviction', {})];
    expect(last(snp, life, external)).toMatchObject({ next: 'stop', answer: { allowed: true } });
  });

  it('that is a trial run marks nothing', () => {
    const { status, answer } = last(snp, [...toRunning, asking('eviction', { deleteOptions: { dryRun: ['All'] } })], external);
    expect(answer?.message).toBe('Eviction triggered evacuation of VMI "default/cvm"');
    expect(status.evacuationNodeName).toBeUndefined();
  });
});

describe('a workload update', () => {
  it.each<[string, JsonObject | undefined, readonly string[], RunDecision['next']]>([
    ['moves an ordinary guest', undefined, ['LiveMigrate', 'Evict'], 'migrate'],
    ['evicts a confidential guest', snp, ['LiveMigrate', 'Evict'], 'stop'],
    ['leaves a confidential guest alone where nothing may be evicted', snp, ['LiveMigrate'], 'nothing'],
  ])('%s', (_what, launchSecurity, methods, next) => {
    expect(last(launchSecurity, [...toRunning, asking('workload-update', { methods: [...methods] })]).next).toBe(next);
  });
});

function last(launchSecurity: JsonObject | undefined, life: readonly Happening[], example: ExampleLife = {}): RunDecision {
  return livedThrough(launchSecurity, life, example).at(-1) ?? expect.unreachable('nothing happened');
}

function conditionsOf(decision: RunDecision | undefined): readonly JsonObject[] {
  return (decision?.status.conditions ?? []) as readonly JsonObject[];
}

function typesOf(decision: RunDecision | undefined): readonly unknown[] {
  return conditionsOf(decision).map(({ type }) => type);
}

function conditionIn(decision: RunDecision | undefined, type: string): JsonObject | undefined {
  return conditionsOf(decision).find((condition) => condition.type === type);
}

function volumesOf(decision: RunDecision | undefined): readonly string[] {
  const { spec } = (decision?.guest ?? { spec: {} }) as { readonly spec: { readonly volumes?: readonly { name: string }[] } };
  return (spec.volumes ?? []).map(({ name }) => name);
}
