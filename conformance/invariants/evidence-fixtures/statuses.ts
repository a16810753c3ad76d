import type { GuestSpec } from '../../../sim/contracts/commands.js';
import type { Protection } from '../../../sim/contracts/protection.js';
import type { Happening, RunDecision } from '../../../sim/contracts/subject.js';
import type { JsonObject } from '../../../sim/core/json.js';
import { isHeldBack } from '../../model/accepted-requests.js';
import { isSevFamily } from '../../model/kubevirt-names.js';
import type { Vmi } from '../../model/vmi.js';
import { rightApiAnswer } from './api-answers.js';
import { rightEviction } from './evictions.js';

/** What the answer to a happening depends on beside the happening. */
interface Asked {
  readonly status: JsonObject;
  readonly object: JsonObject;
  readonly spec: GuestSpec;
  readonly config: JsonObject;
}

/** The right answer to a happening: what the user sees, and what comes next. */
export function statusAfter(vmi: Vmi, protection: Protection, happening: Happening, asked: Asked): RunDecision {
  const { status: before } = asked;
  switch (happening.what) {
    case 'admitted':
      return { status: { phase: 'Pending', conditions: [] }, next: 'nothing' };
    case 'not-placed':
      return { status: { phase: 'Scheduling', conditions: [unschedulable(happening.message)] }, next: 'try-again' };
    case 'placed':
      return {
        status: { phase: 'Scheduled', conditions: [], nodeName: happening.host },
        next: isHeldBack(vmi) ? 'hold' : 'nothing',
      };
    case 'not-rendered':
      return { status: { phase: 'Failed', conditions: [] }, next: 'give-up' };
    case 'not-started':
      return afterFailure(before, happening.error.message);
    case 'started':
      return afterStart(vmi, protection, happening);
    case 'migration-asked':
      return { status: before, next: 'nothing', answer: { allowed: false, message: migrationRefusal(vmi, protection) } };
    case 'eviction-asked':
      return rightEviction(vmi, before);
    case 'restart-asked':
    case 'deletion-asked':
      return { status: before, next: 'stop' };
    case 'kubelet-refused':
      return { status: { phase: 'Failed', conditions: [], reason: happening.reason }, next: madeAnew(asked) ?? 'give-up' };
    case 'request':
      return rightApiAnswer(vmi, happening, asked);
    case 'agent-back':
    case 'agent-silent':
    case 'libvirtd-back':
      return { status: before, next: 'nothing' };
    case 'stopped':
      return afterEnd(happening.by, asked);
  }
}

function afterFailure(before: JsonObject, message: string): RunDecision {
  const conditions = [{ type: 'Synchronized', status: 'False', message }];
  if (/does not support SMM|Policy is not allowed/.test(message))
    return { status: { phase: 'Failed', conditions }, next: 'give-up' };
  return { status: { ...before, phase: 'Scheduled', conditions }, next: 'try-again' };
}

function afterStart(vmi: Vmi, protection: Protection, { paused, host }: Extract<Happening, { what: 'started' }>): RunDecision {
  const warning = `EvictionStrategy is set but vmi is not migratable; ${vmi.passedDevices.length > 0 ? device.message : whyNot(protection).message}`;
  const warned = protection !== 'none' && vmi.evictionStrategy === 'LiveMigrate';
  return {
    status: { phase: 'Running', conditions: runningConditions(vmi, protection, paused), nodeName: host },
    next: 'nothing',
    events: [
      { type: 'Normal', reason: 'Started', message: 'VirtualMachineInstance started.' },
      ...(warned ? [{ type: 'Warning', reason: 'Migrated', message: warning } as const] : []),
    ],
  };
}

function afterEnd(by: Extract<Happening, { what: 'stopped' }>['by'], asked: Asked): RunDecision {
  const phase = by === 'host-reboot' || by === 'crash' ? 'Failed' : 'Succeeded';
  const lost = by === 'host-reboot' ? { reason: 'NodeUnresponsive' } : {};
  const again = by !== 'user' || asked.status.restarts === true ? madeAnew(asked) : undefined;
  return { status: { phase, conditions: [], ...lost }, next: again ?? 'nothing' };
}

function madeAnew({ spec }: Asked): 'recreate' | undefined {
  return (spec.form ?? 'instance') === 'instance' ? undefined : 'recreate';
}

function unschedulable(message: string): JsonObject {
  return { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message };
}

function runningConditions(vmi: Vmi, protection: Protection, paused: boolean): readonly JsonObject[] {
  const conditions: JsonObject[] = [];
  if (paused) conditions.push({ type: 'Paused', status: 'True', reason: 'PausedByUser' });
  if (protection === 'none') return conditions;
  const { reason, message } = whyNot(protection);
  const storage = { reason: 'NotMigratable', message: `${reason}: ${message}` };
  return [
    ...conditions,
    { type: 'LiveMigratable', status: 'False', ...(vmi.passedDevices.length > 0 ? device : { reason, message }) },
    { type: 'StorageLiveMigratable', status: 'False', ...storage },
  ];
}

const device = {
  reason: 'HostDeviceNotLiveMigratable',
  message: 'VMI specifies non-migratable generic PCI host device',
} as const;

function whyNot(protection: Protection): { readonly reason: string; readonly message: string } {
  return isSevFamily(protection)
    ? { reason: 'SEVNotLiveMigratable', message: 'VMI uses SEV' }
    : { reason: 'TDXNotLiveMigratable', message: 'VMI uses TDX' };
}

function migrationRefusal(vmi: Vmi, protection: Protection): string {
  const { reason, message } = vmi.passedDevices.length > 0 ? device : whyNot(protection);
  return `Cannot migrate VMI, Reason: ${reason}, Message: ${message}`;
}
