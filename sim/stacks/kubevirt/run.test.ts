import { describe, expect, it } from 'vitest';
import type { Happening, RunDecision } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import { bothGates, exampleGuest, type RequestChanges } from './example-guest.js';
import { kubevirt } from './index.js';
import type { Condition } from './run/conditions.js';

const placed: Happening = { what: 'placed', host: 'h0' };
const started: Happening = { what: 'started', host: 'h0', paused: false };
const running: readonly Happening[] = [{ what: 'admitted' }, placed, started];

describe('a guest goes through', () => {
  it('Pending, Scheduling, Scheduled, Running, Succeeded', () => {
    const life: Happening[] = [
      { what: 'admitted' },
      { what: 'not-placed', message: '0/1 nodes are available' },
      placed,
      started,
      { what: 'stopped', host: 'h0', by: 'user' },
    ];
    expect(lived({ snp: {} }, life).map(({ status }) => status.phase)).toEqual([
      'Pending',
      'Scheduling',
      'Scheduled',
      'Running',
      'Succeeded',
    ]);
  });

  it('conditions that say why it is not ready yet', () => {
    const ready = (life: readonly Happening[]): Condition | undefined => conditionAfter({ snp: {} }, life, 'Ready');
    expect(ready([{ what: 'admitted' }])).toMatchObject({ status: 'False', reason: 'PodNotExists' });
    expect(ready([{ what: 'admitted' }, placed])).toMatchObject({ status: 'False', reason: 'GuestNotRunning' });
    expect(ready(running)).toEqual({ type: 'Ready', status: 'True' });
    expect(ready([placed, { ...started, paused: true }])).toMatchObject({ status: 'False', reason: 'ReadinessGatesNotReady' });
  });

  it('the scheduler telling why it fits nowhere, until it does', () => {
    const waiting: Happening[] = [{ what: 'admitted' }, { what: 'not-placed', message: '0/1 nodes are available: …' }];
    const decision = last({ snp: {} }, waiting);
    expect(decision.next).toBe('try-again');
    expect(conditionIn(decision, 'PodScheduled')).toEqual({
      type: 'PodScheduled',
      status: 'False',
      reason: 'Unschedulable',
      message: '0/1 nodes are available: …',
    });
    expect(conditionAfter({ snp: {} }, [...waiting, placed], 'PodScheduled')).toBeUndefined();
  });

  it('a pause that is a condition, not a phase', () => {
    const decision = last({ snp: {} }, [placed, { ...started, paused: true }]);
    expect(decision.status).toMatchObject({ phase: 'Running', nodeName: 'h0' });
    expect(conditionIn(decision, 'Paused')).toEqual({
      type: 'Paused',
      status: 'True',
      reason: 'PausedByUser',
      message: 'VMI was paused by user',
    });
  });

  it('the loss of its node as a failure', () => {
    const decision = last({ snp: {} }, [...running, { what: 'stopped', host: 'h0', by: 'host-reboot' }]);
    expect(decision.status).toMatchObject({ phase: 'Failed', reason: 'NodeUnresponsive' });
  });

  it('a restart by being stopped', () => {
    expect(last({ snp: {} }, [...running, { what: 'restart-asked' }])).toMatchObject({
      next: 'stop',
      answer: { allowed: true, httpCode: 202 },
    });
  });

  it('a deletion, at once where no node has it', () => {
    expect(last({ snp: {} }, [...running, { what: 'deletion-asked' }])).toMatchObject({
      next: 'stop',
      status: { phase: 'Running' },
    });
    expect(last({ snp: {} }, [{ what: 'admitted' }, { what: 'deletion-asked' }]).status.phase).toBe('Failed');
  });
});

describe('migratability', () => {
  it.each<[string, JsonObject | undefined, RequestChanges, string, string | undefined, string | undefined]>([
    ['an ordinary guest', undefined, {}, 'True', undefined, undefined],
    ['SEV', { sev: {} }, {}, 'False', 'SEVNotLiveMigratable', 'VMI uses SEV'],
    ['SEV-ES', { sev: { policy: { encryptedState: true } } }, {}, 'False', 'SEVNotLiveMigratable', 'VMI uses SEV'],
    ['SNP', { snp: {} }, {}, 'False', 'SEVNotLiveMigratable', 'VMI uses SEV'],
    ['TDX', { tdx: {} }, {}, 'False', 'TDXNotLiveMigratable', 'VMI uses TDX'],
    [
      'Secure Execution',
      {},
      { spec: { architecture: 's390x' } },
      'False',
      'SecureExecutionNotLiveMigratable',
      'VMI uses Secure Execution',
    ],
    [
      'SNP behind a host device',
      { snp: {} },
      { devices: { hostDevices: [{}] } },
      'False',
      'HostDeviceNotLiveMigratable',
      'VMI specifies non-migratable generic PCI host device',
    ],
    [
      'SNP on a bridge',
      { snp: {} },
      { devices: { interfaces: [{ name: 'default', bridge: {} }] } },
      'False',
      'InterfaceNotLiveMigratable',
      'cannot migrate VMI which does not use masquerade or a migratable plugin to connect to the pod network',
    ],
  ])('%s', (_what, launchSecurity, changes, status, reason, message) => {
    const condition = conditionAfter(launchSecurity, running, 'LiveMigratable', changes);
    expect([condition?.status, condition?.reason, condition?.message]).toEqual([status, reason, message]);
  });

  it('of storage lists all obstacles', () => {
    const changes = { devices: { hostDevices: [{}] } };
    expect(conditionAfter({ tdx: {} }, running, 'StorageLiveMigratable', changes)).toEqual({
      type: 'StorageLiveMigratable',
      status: 'False',
      reason: 'NotMigratable',
      message:
        'HostDeviceNotLiveMigratable: VMI specifies non-migratable generic PCI host device, TDXNotLiveMigratable: VMI uses TDX',
    });
    expect(conditionAfter({}, running, 'StorageLiveMigratable', { spec: { architecture: 's390x' } })?.status).toBe('True');
  });

  it('of a claim nobody knows to be shared is in doubt', () => {
    const changes = { spec: { volumes: [{ name: 'disk0', persistentVolumeClaim: { claimName: 'c' } }] } };
    expect(conditionAfter(undefined, running, 'LiveMigratable', changes)?.reason).toBe('DisksNotLiveMigratable');
  });
});

describe('a migration', () => {
  it('of a confidential guest is refused with the reason, before and after the node agent has said so', () => {
    const message = 'Cannot migrate VMI, Reason: TDXNotLiveMigratable, Message: VMI uses TDX';
    const refusal = { next: 'nothing', answer: { allowed: false, httpCode: 400, message } };
    expect(last({ tdx: {} }, [...running, { what: 'migration-asked' }])).toMatchObject(refusal);
    expect(last({ tdx: {} }, [{ what: 'admitted' }, { what: 'migration-asked' }])).toMatchObject(refusal);
  });

  it('of an ordinary guest begins', () => {
    expect(last(undefined, [...running, { what: 'migration-asked' }])).toMatchObject({
      next: 'migrate',
      answer: { allowed: true },
    });
  });

  it('of a guest that is over is refused', () => {
    const over: Happening[] = [...running, { what: 'stopped', host: 'h0', by: 'user' }, { what: 'migration-asked' }];
    expect(last(undefined, over).answer?.message).toBe('Cannot migrate VMI in finalized state.');
  });
});

describe('an eviction', () => {
  const evacuation = 'Eviction triggered evacuation of VMI "default/cvm"';
  const denied = 'VMI cvm is configured with an eviction strategy but is not live-migratable';
  it.each<[string, string | undefined, JsonObject | undefined, RunDecision['next'], boolean, string | undefined]>([
    ['confidential', undefined, { snp: {} }, 'stop', true, undefined],
    ['confidential', 'None', { snp: {} }, 'stop', true, undefined],
    ['confidential', 'LiveMigrate', { snp: {} }, 'nothing', false, denied],
    ['confidential', 'LiveMigrateIfPossible', { snp: {} }, 'stop', true, undefined],
    ['confidential', 'External', { snp: {} }, 'nothing', false, evacuation],
    ['ordinary', 'None', undefined, 'stop', true, undefined],
    ['ordinary', 'LiveMigrate', undefined, 'migrate', false, evacuation],
    ['ordinary', 'LiveMigrateIfPossible', undefined, 'migrate', false, evacuation],
    ['ordinary', 'External', undefined, 'nothing', false, evacuation],
  ])('%s with strategy %s', (_what, evictionStrategy, launchSecurity, next, allowed, message) => {
    const changes = evictionStrategy === undefined ? {} : { spec: { evictionStrategy } };
    const decision = last(launchSecurity, [...running, { what: 'eviction-asked' }], changes);
    expect([decision.next, decision.answer?.allowed, decision.answer?.message]).toEqual([next, allowed, message]);
    if (!allowed) expect(decision.answer?.httpCode).toBe(429);
    expect(decision.status.evacuationNodeName).toBe(message === evacuation ? 'h0' : undefined);
  });

  it('that is asked for again says that it is under way', () => {
    const twice: Happening[] = [...running, { what: 'eviction-asked' }, { what: 'eviction-asked' }];
    const decision = last({ snp: {} }, twice, { spec: { evictionStrategy: 'External' } });
    expect(decision.answer?.message).toBe(`Evacuation in progress: ${evacuation}`);
  });
});

describe('a start that fails', () => {
  const qemu = (text: string): Happening => {
    const message = `internal error: QEMU unexpectedly closed the monitor (vm='default_cvm'): ${text}`;
    return { what: 'not-started', host: 'h0', error: { code: 1, domain: 10, message } };
  };
  const unsupported: Happening = {
    what: 'not-started',
    host: 'h0',
    error: {
      code: 67,
      domain: 10,
      message: "unsupported configuration: 'tdx' launch security is not supported with this QEMU binary",
    },
  };
  it.each<[string, Happening, 'try-again' | 'give-up']>([
    ['all ASIDs are taken', qemu("sev_common_kvm_init: failed to initialize ret=-16 fw_error=0 ''"), 'try-again'],
    ['all TDX key IDs are taken', qemu('TDX ioctl KVM_TDX_INIT_VM failed, hw_errors: 0x0: No space left on device'), 'try-again'],
    ['a cgroup limit is reached', qemu('KVM_TDX_INIT_VM failed: Device or resource busy'), 'try-again'],
    ['something unknown happened', qemu('out of luck'), 'try-again'],
    ['there are no ASIDs of that kind', qemu("sev_common_kvm_init: failed to initialize ret=-25 fw_error=0 ''"), 'give-up'],
    ['KVM lacks the VM type', qemu('vm-type TDX not supported by KVM'), 'give-up'],
    ['the policy is refused', qemu("SNP_LAUNCH_START ret=-5 fw_error=7 'Policy is not allowed'"), 'give-up'],
    ['libvirt does not know it', unsupported, 'give-up'],
    [
      'no firmware is installed',
      { what: 'not-rendered', message: 'EFI OVMF roms missing for booting in EFI mode with …' },
      'give-up',
    ],
    ['a volume has no known kind', { what: 'not-rendered', message: 'disk a references an unsupported source' }, 'give-up'],
    ['KVM is not loaded', { what: 'not-rendered', message: 'kvm not present and emulation is not allowed' }, 'try-again'],
  ])('because %s', (_what, happening, next) => {
    const decision = last({ tdx: {} }, [{ what: 'admitted' }, placed, happening]);
    expect(decision.next).toBe(next);
    expect(decision.status.phase).toBe(next === 'give-up' ? 'Failed' : 'Scheduled');
    expect(conditionIn(decision, 'Synchronized')).toMatchObject({
      status: 'False',
      reason: 'Synchronizing with the Domain failed.',
      message: expect.stringContaining('server error. command SyncVMI failed: "'),
    });
  });

  it('repeats what libvirt said, with its numbers', () => {
    const { message } = conditionAfter({ tdx: {} }, [placed, unsupported], 'Synchronized') ?? {};
    expect(message).toBe(
      `server error. command SyncVMI failed: "LibvirtError(Code=67, Domain=10, Message='unsupported configuration: 'tdx' launch security is not supported with this QEMU binary')"`,
    );
  });

  it('is forgotten once a start succeeds', () => {
    expect(conditionAfter({ tdx: {} }, [placed, qemu('ret=-16'), started], 'Synchronized')).toBeUndefined();
  });
});

function lived(
  launchSecurity: JsonObject | undefined,
  life: readonly Happening[],
  changes: RequestChanges = {},
): readonly RunDecision[] {
  const guest = exampleGuest(launchSecurity, changes);
  const decisions: RunDecision[] = [];
  for (const happening of life) decisions.push(kubevirt().run(guest, happening, decisions.at(-1)?.status ?? {}, bothGates));
  return decisions;
}

function last(launchSecurity: JsonObject | undefined, life: readonly Happening[], changes: RequestChanges = {}): RunDecision {
  const decision = lived(launchSecurity, life, changes).at(-1);
  return decision ?? expect.unreachable('nothing happened');
}

function conditionIn({ status }: RunDecision, type: string): Condition | undefined {
  return (status.conditions as unknown as readonly Condition[]).find((condition) => condition.type === type);
}

function conditionAfter(
  launchSecurity: JsonObject | undefined,
  life: readonly Happening[],
  type: string,
  changes: RequestChanges = {},
): Condition | undefined {
  return conditionIn(last(launchSecurity, life, changes), type);
}
