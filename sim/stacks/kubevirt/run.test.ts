import { describe, expect, it } from 'vitest';
import type { Happening, RunDecision } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import { referenceChoices } from './choices.js';
import { exampleGuest, type RequestChanges } from './example-guest.js';
import { livedThrough } from './example-life.js';
import { kubevirt } from './index.js';
import type { Condition } from './run/conditions.js';
import { liveMigratable } from './run/live-migratable.js';
import { vmiOf } from './vmi.js';

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
      { devices: { hostDevices: [{ name: 'nic', deviceName: 'example.com/nic' }] } },
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

  it.each<[string, RequestChanges, string]>([
    [
      'a clock that must not change',
      { domain: { features: { hyperv: { reenlightenment: { enabled: true } } } } },
      'NoTSCFrequencyNotLiveMigratable',
    ],
    [
      'what Hyper-V is passed through',
      { domain: { features: { hypervPassthrough: { enabled: true } } } },
      'HypervPassthroughNotLiveMigratable',
    ],
  ])('of an ordinary guest ends at %s', (_what, changes, reason) => {
    expect(conditionAfter(undefined, running, 'LiveMigratable', changes)?.reason).toBe(reason);
    expect(conditionAfter({ tdx: {} }, running, 'LiveMigratable', changes)?.reason).toBe('TDXNotLiveMigratable');
  });

  it.each<[string, JsonObject, string | undefined, string | undefined]>([
    ['one GPU', { gpus: [{ name: 'a', deviceName: 'g' }] }, undefined, 'feature gate VGPULiveMigration is not enabled'],
    [
      'two GPUs',
      {
        gpus: [
          { name: 'a', deviceName: 'g' },
          { name: 'b', deviceName: 'g' },
        ],
      },
      undefined,
      'VMI specifies too many GPUs',
    ],
    ['a bridge that may move', { interfaces: [{ name: 'default', bridge: {} }] }, '', undefined],
    ['another way to the network that may move', { interfaces: [{ name: 'default', sriov: {} }] }, '', 'does not use masquerade'],
  ])('of an ordinary guest with %s', (_what, devices, mayMove, message) => {
    const guest = exampleGuest(undefined, { devices });
    const annotations = mayMove === undefined ? {} : { 'kubevirt.io/allow-pod-bridge-network-live-migration': mayMove };
    const vmi = vmiOf({ ...guest, metadata: { ...(guest.metadata as JsonObject), annotations } });
    const condition = liveMigratable(vmi, referenceChoices);
    if (message === undefined) expect(condition.status).toBe('True');
    else expect(condition.message).toContain(message);
  });

  it('that a strategy insists on is warned about at every look', () => {
    const changes = { spec: { evictionStrategy: 'LiveMigrate' } };
    const warning = {
      type: 'Warning',
      reason: 'Migrated',
      message: 'EvictionStrategy is set but vmi is not migratable; VMI uses TDX',
    };
    const decisions = lived({ tdx: {} }, [...running, { what: 'agent-back', host: 'h0' }], changes);
    expect(decisions.map(({ events }) => events ?? [])).toEqual([
      [],
      [warning],
      [{ type: 'Normal', reason: 'Started', message: 'VirtualMachineInstance started.' }, warning],
      [warning],
    ]);
    expect(last({ tdx: {} }, running, { spec: { evictionStrategy: 'LiveMigrateIfPossible' } }).events).toHaveLength(1);
  });

  it('of storage lists all obstacles', () => {
    const changes = { devices: { hostDevices: [{ name: 'nic', deviceName: 'example.com/nic' }] } };
    expect(conditionAfter({ tdx: {} }, running, 'StorageLiveMigratable', changes)).toEqual({
      type: 'StorageLiveMigratable',
      status: 'False',
      reason: 'NotMigratable',
      message:
        'HostDeviceNotLiveMigratable: VMI specifies non-migratable generic PCI host device, TDXNotLiveMigratable: VMI uses TDX',
    });
    expect(conditionAfter({}, running, 'StorageLiveMigratable', { spec: { architecture: 's390x' } })?.message).toBe(
      'SecureExecutionNotLiveMigratable: VMI uses Secure Execution',
    );
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

  it('that can only fail is denied as often as it is asked for', () => {
    const thrice: Happening[] = [...running, { what: 'eviction-asked' }, { what: 'eviction-asked' }, { what: 'eviction-asked' }];
    const answers = lived({ snp: {} }, thrice, { spec: { evictionStrategy: 'LiveMigrate' } }).slice(-3);
    expect(answers.map(({ next, answer }) => [next, answer?.httpCode, answer?.message])).toEqual(
      [0, 1, 2].map(() => ['nothing', 429, denied]),
    );
  });

  it('shows in a condition while somebody else is to move the guest', () => {
    const asked: Happening[] = [...running, { what: 'eviction-asked' }];
    expect(conditionAfter({ snp: {} }, asked, 'EvictionRequested', { spec: { evictionStrategy: 'External' } })).toEqual({
      type: 'EvictionRequested',
      status: 'True',
      reason: 'EvictionRequested',
      message: 'VMI is marked for eviction',
    });
  });

  it('that is asked for again says that it is under way', () => {
    const twice: Happening[] = [...running, { what: 'eviction-asked' }, { what: 'eviction-asked' }];
    const decision = last({ snp: {} }, twice, { spec: { evictionStrategy: 'External' } });
    expect(decision.answer?.message).toBe(`Evacuation in progress: ${evacuation}`);
  });
});

describe('a pod that its kubelet refuses', () => {
  const refused: Happening = {
    what: 'kubelet-refused',
    host: 'h0',
    reason: 'UnexpectedAdmissionError',
    message: 'Allocate failed due to requested number of devices unavailable for devices.kubevirt.io/tdx. …',
  };

  it('takes its guest with it, and shows why', () => {
    const decision = last({ tdx: {} }, [{ what: 'admitted' }, refused]);
    expect(decision).toMatchObject({ next: 'give-up', status: { phase: 'Failed', reason: 'UnexpectedAdmissionError' } });
    expect(decision.status.nodeName).toBeUndefined();
    expect(decision.events).toEqual([{ type: 'Warning', reason: refused.reason, message: refused.message }]);
  });

  it('forgets that no node had taken it before', () => {
    const waiting: Happening = { what: 'not-placed', message: '0/1 nodes are available: …' };
    expect(conditionAfter({ tdx: {} }, [{ what: 'admitted' }, waiting, refused], 'PodScheduled')).toBeUndefined();
  });

  it('is not replaced by somebody who owns it without controlling it', () => {
    const guest = exampleGuest({ tdx: {} });
    const ownerReferences = [{ kind: 'VirtualMachine', name: 'owner', controller: false }];
    const owned = { ...guest, metadata: { ...(guest.metadata as JsonObject), ownerReferences } };
    expect(kubevirt().run(owned, refused, {}, {}).next).toBe('give-up');
  });

  it.each(['VirtualMachine', 'VirtualMachineInstanceReplicaSet'])('is replaced by a %s', (owner) => {
    expect(livedThrough({ tdx: {} }, [{ what: 'admitted' }, refused], { owner }).at(-1)?.next).toBe('recreate');
  });
});

describe('an end', () => {
  it.each<['user' | 'eviction' | 'host-reboot' | 'crash', string, RunDecision['next']]>([
    ['user', 'Succeeded', 'nothing'],
    ['eviction', 'Succeeded', 'recreate'],
    ['host-reboot', 'Failed', 'recreate'],
    ['crash', 'Failed', 'recreate'],
  ])('by %s is shown as %s, and then: %s', (by, phase, next) => {
    const life: Happening[] = [...running, { what: 'stopped', host: 'h0', by }];
    expect(last({ snp: {} }, life)).toMatchObject({ next: 'nothing', status: { phase } });
    expect(livedThrough({ snp: {} }, life, { owner: 'VirtualMachine' }).at(-1)).toMatchObject({ next, status: { phase } });
  });

  it('before the guest ran is a failure', () => {
    const life: Happening[] = [{ what: 'admitted' }, placed, { what: 'stopped', host: 'h0', by: 'eviction' }];
    expect(last({ snp: {} }, life).status.phase).toBe('Failed');
  });

  it('is told by an event', () => {
    const eventsAfter = (by: 'user' | 'host-reboot' | 'crash') =>
      last({ snp: {} }, [...running, { what: 'stopped', host: 'h0', by }]).events;
    expect(eventsAfter('user')).toEqual([
      { type: 'Normal', reason: 'Stopped', message: 'The VirtualMachineInstance was shut down.' },
    ]);
    expect(eventsAfter('crash')).toEqual([
      { type: 'Warning', reason: 'Stopped', message: 'The VirtualMachineInstance crashed.' },
    ]);
    expect(eventsAfter('host-reboot')).toEqual([
      {
        type: 'Normal',
        reason: 'NodeUnresponsive',
        message: 'virt-handler on node h0 is not responsive, marking VMI as failed',
      },
    ]);
  });
});

describe('a node agent', () => {
  it.each(['agent-back', 'libvirtd-back', 'agent-silent'] as const)('leaves running guests as they are: %s', (what) => {
    const [before, after] = lived({ snp: {} }, [...running, { what, host: 'h0' }]).slice(-2);
    expect(after).toMatchObject({ next: 'nothing', status: before?.status });
  });
});

describe('a node agent that comes back', () => {
  it('has nothing to say of a guest that is over', () => {
    const life: Happening[] = [...running, { what: 'stopped', host: 'h0', by: 'user' }, { what: 'agent-back', host: 'h0' }];
    const decision = last({ snp: {} }, life, { spec: { evictionStrategy: 'LiveMigrate' } });
    expect(decision).toMatchObject({ next: 'nothing', status: { phase: 'Succeeded' } });
    expect(decision.events).toBeUndefined();
  });
});

describe('a guest that is to leave its node', () => {
  it('is still to leave it once it runs', () => {
    const life: Happening[] = [{ what: 'admitted' }, placed, { what: 'eviction-asked' }, started];
    const changes = { spec: { evictionStrategy: 'External' } };
    expect(last({ snp: {} }, life, changes).status).toMatchObject({ phase: 'Running', evacuationNodeName: 'h0' });
    expect(conditionAfter({ snp: {} }, life, 'EvictionRequested', changes)?.status).toBe('True');
  });
});

describe('a start that fails', () => {
  const qemu = (text: string): Happening => {
    const message = `internal error: QEMU unexpectedly closed the monitor (vm='default_cvm'): ${text}`;
    return { what: 'not-started', host: 'h0', error: { code: 1, domain: 10, message } };
  };
  const refusedDocument = (code: number): Happening => {
    return { what: 'not-started', host: 'h0', error: { code, domain: 10, message: 'so it is' } };
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
    ['all key IDs are taken, told by number only', qemu('KVM_TDX_INIT_VM ret=-28'), 'try-again'],
    ['all TDX key IDs are taken', qemu('TDX ioctl KVM_TDX_INIT_VM failed, hw_errors: 0x0: No space left on device'), 'try-again'],
    ['a cgroup limit is reached', qemu('KVM_TDX_INIT_VM failed: Device or resource busy'), 'try-again'],
    ['something unknown happened', qemu('out of luck'), 'try-again'],
    ['there are no ASIDs of that kind', qemu("sev_common_kvm_init: failed to initialize ret=-25 fw_error=0 ''"), 'give-up'],
    ['KVM lacks the VM type', qemu('vm-type TDX not supported by KVM'), 'give-up'],
    ['the policy is refused', qemu("SNP_LAUNCH_START ret=-5 fw_error=7 'Policy is not allowed'"), 'give-up'],
    ['libvirt does not know it', unsupported, 'give-up'],
    ['libvirt is given an invalid argument', refusedDocument(8), 'give-up'],
    ['libvirt reads no XML', refusedDocument(27), 'give-up'],
    ['libvirt misses something in the XML', refusedDocument(35), 'give-up'],
    ['libvirt cannot validate the document', refusedDocument(92), 'give-up'],
    ['libvirt timed out', refusedDocument(68), 'try-again'],
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

  it.each(['ret=-16', 'ret=-28', 'Device or resource busy', 'No space left on device'])(
    'because of %s is a shortage of keys, which some releases take for final',
    (text) => {
      const life = [{ what: 'admitted' } as const, placed, qemu(text)];
      expect(livedThrough({ tdx: {} }, life, { quirks: ['key-shortage-is-final'] }).at(-1)?.next).toBe('give-up');
      expect(last({ tdx: {} }, life).next).toBe('try-again');
    },
  );

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
  return livedThrough(launchSecurity, life, { changes });
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
