import type { Happening, RunDecision } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import type { KataChoices } from './choices.js';
import { launchFailure, sandboxFailure } from './life/sandbox-failure.js';
import { accepted, bound, isFinal, over, type PodStatus, rejected, restarting, running, unschedulable } from './life/status.js';
import { type Pod, podOf } from './pod.js';

/** What an answer is made from. */
interface Situation {
  readonly pod: Pod;
  readonly status: Partial<PodStatus>;
  readonly choices: KataChoices;
}

/**
 * Stage `run`: the pod as its user sees it after something happened, and what comes next. A sandbox that cannot be made is tried again for
 * as long as the pod is there. A pod never moves; who made it can make another.
 * Source: Kubernetes 1.34 `pkg/kubelet/kubelet.go`, `pkg/kubelet/kuberuntime/kuberuntime_manager.go`, `pkg/registry/core/pod/storage/eviction.go`.
 */
export function run(guest: JsonObject, happening: Happening, before: JsonObject, choices: KataChoices): RunDecision {
  const situation: Situation = { pod: podOf(guest), status: before as unknown as Partial<PodStatus>, choices };
  switch (happening.what) {
    case 'admitted':
      return decided(admitted(situation), 'nothing');
    case 'not-placed':
      return decided(unschedulable(happening.message), 'try-again', [warning('FailedScheduling', happening.message)]);
    case 'placed':
      return decided(bound(situation.pod, happening.host, situation.status), 'nothing', [
        assigned(situation.pod, happening.host),
      ]);
    case 'kubelet-refused':
      return afterKubelet(situation, happening);
    case 'not-rendered':
      return afterFailure(situation, happening.message);
    case 'started':
      return afterStart(situation, happening.host);
    case 'not-started':
      return afterFailure(situation, launchFailure(happening.error.message, choices));
    case 'eviction-asked':
      return afterEviction(situation);
    case 'deletion-asked':
      return decided({ ...current(situation), terminating: true }, choices.stopsDeleted ? 'stop' : 'nothing');
    case 'stopped':
      return afterEnd(situation, happening);
    case 'migration-asked':
      if (choices.migratesPods) return { ...decided(current(situation), 'migrate'), answer: { allowed: true, httpCode: 202 } };
      return { ...decided(current(situation), 'nothing'), answer: unknownResource };
    case 'restart-asked':
    case 'request':
      return { ...decided(current(situation), 'nothing'), answer: unknownResource };
    default:
      return decided(current(situation), 'nothing');
  }
}

type Event = NonNullable<RunDecision['events']>[number];

function decided(status: PodStatus, next: RunDecision['next'], events: readonly Event[] = []): RunDecision {
  return { status: status as unknown as JsonObject, next, ...(events.length > 0 && { events }) };
}

/** A sandbox that is made anew remembers how often that was. */
function admitted({ status: { phase, containerStatuses } }: Situation): PodStatus {
  return phase === 'Pending' && containerStatuses !== undefined ? { ...accepted, containerStatuses } : accepted;
}

function current({ status }: Situation): PodStatus {
  return { ...accepted, ...status };
}

function afterStart(situation: Situation, host: string): RunDecision {
  const { pod, status, choices } = situation;
  if (!choices.noticesStart) return decided(current(situation), 'nothing');
  return decided(running(pod, host, status), 'nothing', [startedEvent]);
}

function afterKubelet(
  { pod, status, choices }: Situation,
  { reason, message }: Extract<Happening, { what: 'kubelet-refused' }>,
): RunDecision {
  if (!choices.noticesKubeletRefusal) return decided({ ...accepted, ...status }, 'nothing');
  return decided(rejected(reason, message), pod.isOwned ? 'recreate' : 'give-up', [warning(reason, message)]);
}

/** The pod waits, and its sandbox is tried again. */
function afterFailure(situation: Situation, why: string): RunDecision {
  const { pod, choices } = situation;
  const message = sandboxFailure(pod, why);
  const next = choices.retriesStart ? 'try-again' : 'give-up';
  const status: PodStatus = choices.retriesStart ? current(situation) : over(pod, situation.status, 'Failed');
  return decided(status, next, [warning('FailedCreatePodSandBox', message)]);
}

/** Nothing but a disruption budget would stand in the way. */
function afterEviction(situation: Situation): RunDecision {
  return { ...decided({ ...current(situation), terminating: true }, 'stop'), answer: { allowed: true, httpCode: 201 } };
}

/** A pod that was deleted is gone. A sandbox that died is made anew where the pod says so, which is the default. */
function afterEnd(situation: Situation, { by }: Extract<Happening, { what: 'stopped' }>): RunDecision {
  const { pod, status, choices } = situation;
  if (isFinal(status)) return decided(current(situation), 'nothing');
  if (by === 'user') return decided(over(pod, status, 'Succeeded'), 'nothing');
  if (by === 'eviction') return decided(over(pod, status, 'Failed', 'Evicted'), pod.isOwned ? 'recreate' : 'nothing');
  if (!choices.noticesCrash) return decided(current(situation), 'nothing');
  if (choices.obeysRestartPolicy && pod.restartPolicy !== 'Never') {
    return decided(restarting(pod, status), 'recreate', [sandboxChanged]);
  }
  return decided(over(pod, status, 'Failed'), pod.isOwned ? 'recreate' : 'nothing');
}

function warning(reason: string, message: string): Event {
  return { type: 'Warning', reason, message };
}

function assigned({ namespace, name }: Pod, host: string): Event {
  return { type: 'Normal', reason: 'Scheduled', message: `Successfully assigned ${namespace}/${name} to ${host}` };
}

const startedEvent: Event = { type: 'Normal', reason: 'Started', message: 'Started container' };

const sandboxChanged: Event = {
  type: 'Normal',
  reason: 'SandboxChanged',
  message: 'Pod sandbox changed, it will be killed and re-created.',
};

/** Kubernetes has no such thing for pods. */
const unknownResource = { allowed: false, httpCode: 404, message: 'the server could not find the requested resource' } as const;
