import type { Happening, RunDecision } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import type { Choices } from './choices.js';
import { conditionOf } from './run/conditions.js';
import { decided, granted } from './run/decision.js';
import {
  crashedEvent,
  hopelessStrategyEvents,
  kubeletRefusalEvent,
  lostWithNodeEvent,
  shutDownEvent,
  startedEvent,
  syncFailedEvent,
} from './run/events.js';
import { evictionAnswer } from './run/eviction.js';
import { migrationAnswer } from './run/migration.js';
import { isMadeAnew } from './run/owner.js';
import { requestAnswer } from './run/requests.js';
import { waitsForSession } from './run/sev-session.js';
import type { Situation } from './run/situation.js';
import { renderFailure, type StartFailure, startFailure } from './run/start-failure.js';
import {
  admitted,
  deleted,
  ended,
  isFinal,
  lookedAt,
  lostWithNode,
  placed,
  refusedByKubelet,
  started,
  unplaced,
  unstarted,
  type VmiStatus,
} from './run/status.js';
import { vmiOf } from './vmi.js';

/**
 * Stage `run`: the status of the VirtualMachineInstance after something happened, and what the control plane does next.
 * Source: KubeVirt v1.9 `pkg/virt-controller/watch/{vm,vmi,node}`, `pkg/virt-handler/vm.go`.
 */
export function run(
  guest: JsonObject,
  happening: Happening,
  before: JsonObject,
  config: JsonObject,
  choices: Choices,
): RunDecision {
  const situation: Situation = { vmi: vmiOf(guest), status: before as unknown as VmiStatus, config, choices };
  const decision = answer(situation, happening);
  const { sevPlatformInfo } = situation.status;
  if (!choices.remembersCertificates || sevPlatformInfo === undefined) return decision;
  return { ...decision, status: { sevPlatformInfo, ...decision.status } };
}

function answer(situation: Situation, happening: Happening): RunDecision {
  const { vmi, status, choices } = situation;
  switch (happening.what) {
    case 'admitted':
      return decided(admitted(), 'nothing');
    case 'not-placed':
      return decided(unplaced(status, happening.message), 'try-again');
    case 'placed':
      return afterLook(situation, placed(vmi, happening.host, choices), waitsForSession(vmi, choices) ? 'hold' : 'nothing');
    case 'kubelet-refused':
      return afterKubelet(situation, happening);
    case 'not-rendered':
      return afterFailure(status, renderFailure(happening.message, choices));
    case 'started':
      return afterLook(situation, started(vmi, status, happening.host, happening.paused, choices), 'nothing');
    case 'not-started':
      return afterFailure(status, startFailure(happening.error, choices));
    case 'migration-asked':
      return migrationAnswer(situation);
    case 'eviction-asked':
      return evictionAnswer(situation);
    case 'restart-asked':
      return granted(status, 'stop', 202);
    case 'deletion-asked':
      return decided(deleted(status), 'stop');
    case 'stopped':
      return afterEnd(situation, happening);
    case 'request':
      return requestAnswer(situation, happening);
    case 'agent-back':
      return afterAgentIsBack(situation);
    case 'libvirtd-back':
      return decided(status, 'nothing');
    case 'agent-silent':
      return afterSilence(situation, happening.host);
  }
}

/** The node agent has looked at the guest; whoever insists on migrating a guest that cannot is warned each time. */
function afterLook({ vmi, status }: Situation, now: VmiStatus, next: RunDecision['next']): RunDecision {
  const migratable = conditionOf(now.conditions, 'LiveMigratable');
  const warnings = hopelessStrategyEvents(vmi.spec.evictionStrategy, migratable);
  return decided(now, next, now.phase === 'Running' && status.phase !== 'Running' ? [startedEvent, ...warnings] : warnings);
}

function afterFailure(status: VmiStatus, { hopeless, message }: StartFailure): RunDecision {
  const events = [syncFailedEvent(message), ...(hopeless ? [crashedEvent] : [])];
  return decided(unstarted(status, hopeless, message), hopeless ? 'give-up' : 'try-again', events);
}

/** A pod the kubelet refused never comes back; only who made the guest can make it again, with another pod. */
function afterKubelet(situation: Situation, { reason, message }: Extract<Happening, { what: 'kubelet-refused' }>): RunDecision {
  const { vmi, status, choices } = situation;
  if (!choices.noticesKubeletRefusal) return decided(status, 'nothing');
  const next = isMadeAnew(vmi) ? 'recreate' : 'give-up';
  return decided(refusedByKubelet(status, reason), next, [kubeletRefusalEvent(reason, message)]);
}

function afterEnd({ vmi, status, choices }: Situation, { by }: Extract<Happening, { what: 'stopped' }>): RunDecision {
  const now = ended(status, by, choices);
  const again = isMadeAnew(vmi) && (by !== 'user' || status.stateChangeRequests !== undefined);
  const ending = now.phase === 'Failed' ? crashedEvent : shutDownEvent;
  const events = isFinal(status)
    ? []
    : by === 'host-reboot' && now.nodeName !== undefined
      ? [lostWithNodeEvent(now.nodeName)]
      : [ending];
  return decided(now, again ? 'recreate' : 'nothing', events);
}

/**
 * The node agent came back, found the guests it had left, and looks at each. One that runs goes on, one that waits for its owner's
 * session goes on waiting.
 */
function afterAgentIsBack(situation: Situation): RunDecision {
  const { vmi, status, choices } = situation;
  if (isFinal(status) || status.nodeName === undefined) return decided(status, 'nothing');
  const held = status.phase === 'Scheduled' && waitsForSession(vmi, choices);
  return afterLook(situation, lookedAt(vmi, status, choices), held && choices.agentForgetsWhoWaits ? 'start' : 'nothing');
}

/**
 * Nobody on the node answers any more. Guests whose pods live go on, because whoever declared them dead could start them a second time
 * on the same disks. Source: KubeVirt v1.9 `pkg/virt-controller/watch/node/node.go` (filterStuckVirtualMachinesWithoutPods).
 */
function afterSilence({ status, choices }: Situation, node: string): RunDecision {
  if (isFinal(status) || !choices.silentAgentFailsGuests) return decided(status, 'nothing');
  return decided(lostWithNode(status), 'give-up', [lostWithNodeEvent(node)]);
}
