import type { Protection } from '../../../sim/contracts/protection.js';
import type { Happening, RunDecision } from '../../../sim/contracts/subject.js';
import type { JsonObject } from '../../../sim/core/json.js';
import { isSevFamily } from '../../model/kubevirt-names.js';
import type { Vmi } from '../../model/vmi.js';

/** The right answer to a happening: what the user sees, and what comes next. */
export function statusAfter(vmi: Vmi, protection: Protection, happening: Happening, before: JsonObject): RunDecision {
  switch (happening.what) {
    case 'admitted':
      return { status: { phase: 'Pending', conditions: [] }, next: 'nothing' };
    case 'not-placed':
      return { status: { phase: 'Scheduling', conditions: [unschedulable(happening.message)] }, next: 'try-again' };
    case 'placed':
      return { status: { phase: 'Scheduled', conditions: [], nodeName: happening.host }, next: 'nothing' };
    case 'not-rendered':
      return { status: { phase: 'Failed', conditions: [] }, next: 'give-up' };
    case 'not-started':
      if (happening.error.message.includes('does not support SMM'))
        return { status: { phase: 'Failed', conditions: [] }, next: 'give-up' };
      return { status: { ...before, phase: 'Scheduled' }, next: 'try-again' };
    case 'started':
      return {
        status: { phase: 'Running', conditions: runningConditions(protection, happening.paused), nodeName: happening.host },
        next: 'nothing',
      };
    case 'migration-asked':
      return { status: before, next: 'nothing', answer: { allowed: false, message: migrationRefusal(protection) } };
    case 'eviction-asked':
      return { status: before, ...eviction(vmi) };
    case 'restart-asked':
    case 'deletion-asked':
      return { status: before, next: 'stop' };
    case 'kubelet-refused':
      return { status: { phase: 'Failed', conditions: [], reason: happening.reason }, next: 'give-up' };
    case 'agent-silent':
      return { status: { ...before, phase: 'Failed' }, next: 'give-up' };
    case 'request':
    case 'agent-back':
    case 'libvirtd-back':
      return { status: before, next: 'nothing' };
    case 'stopped':
      return { status: { phase: happening.by === 'host-reboot' ? 'Failed' : 'Succeeded', conditions: [] }, next: 'nothing' };
  }
}

function unschedulable(message: string): JsonObject {
  return { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message };
}

function runningConditions(protection: Protection, paused: boolean): readonly JsonObject[] {
  const conditions: JsonObject[] = [];
  if (paused) conditions.push({ type: 'Paused', status: 'True', reason: 'PausedByUser' });
  if (protection !== 'none') conditions.push({ type: 'LiveMigratable', status: 'False', ...whyNot(protection) });
  return conditions;
}

function whyNot(protection: Protection): { readonly reason: string; readonly message: string } {
  return isSevFamily(protection)
    ? { reason: 'SEVNotLiveMigratable', message: 'VMI uses SEV' }
    : { reason: 'TDXNotLiveMigratable', message: 'VMI uses TDX' };
}

function migrationRefusal(protection: Protection): string {
  const { reason, message } = whyNot(protection);
  return `Cannot migrate VMI, Reason: ${reason}, Message: ${message}`;
}

function eviction({ evictionStrategy, namespace, name }: Vmi): Pick<RunDecision, 'next' | 'answer'> {
  const denied = (message: string): Pick<RunDecision, 'next' | 'answer'> => ({
    next: 'nothing',
    answer: { allowed: false, httpCode: 429, message },
  });
  if (evictionStrategy === 'LiveMigrate')
    return denied(`VMI ${name} is configured with an eviction strategy but is not live-migratable`);
  if (evictionStrategy === 'External') return denied(`Eviction triggered evacuation of VMI "${namespace}/${name}"`);
  return { next: 'stop', answer: { allowed: true } };
}
