import type { Happening, RunDecision } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import type { Choices } from './choices.js';
import { evictionAnswer } from './run/eviction.js';
import { migrationAnswer } from './run/migration.js';
import { renderFailure, type StartFailure, startFailure } from './run/start-failure.js';
import { admitted, deleted, ended, placed, started, unplaced, unstarted, type VmiStatus } from './run/status.js';
import { type VirtualMachineInstance, vmiOf } from './vmi.js';

/**
 * Stage `run`: the status of the VirtualMachineInstance after something happened, and what the control plane does next.
 * Source: KubeVirt v1.9 `pkg/virt-controller/watch/vmi/lifecycle.go`, `pkg/virt-handler/vm.go`.
 */
export function run(guest: JsonObject, happening: Happening, before: JsonObject, choices: Choices): RunDecision {
  const vmi = vmiOf(guest);
  const status = before as unknown as VmiStatus;
  switch (happening.what) {
    case 'admitted':
      return decision(admitted(), 'nothing');
    case 'not-placed':
      return decision(unplaced(status, happening.message), 'try-again');
    case 'placed':
      return decision(placed(vmi, status, happening.host, choices), 'nothing');
    case 'not-rendered':
      return afterFailure(status, renderFailure(happening.message, choices));
    case 'started':
      return decision(started(vmi, status, happening.host, happening.paused, choices), 'nothing');
    case 'not-started':
      return afterFailure(status, startFailure(happening.error, choices));
    case 'migration-asked':
      return { status: json(status), ...migrationAnswer(vmi, status, choices) };
    case 'eviction-asked':
      return afterEviction(vmi, status, choices);
    case 'restart-asked':
      return { ...decision(status, 'stop'), answer: { allowed: true, httpCode: 202 } };
    case 'deletion-asked':
      return decision(deleted(status), 'stop');
    case 'stopped':
      return decision(ended(status, happening.by), 'nothing');
    case 'kubelet-refused':
    case 'request':
    case 'agent-back':
    case 'agent-silent':
    case 'libvirtd-back':
      return decision(status, 'nothing');
  }
}

function afterFailure(status: VmiStatus, { hopeless, message }: StartFailure): RunDecision {
  return decision(unstarted(status, hopeless, message), hopeless ? 'give-up' : 'try-again');
}

function afterEviction(vmi: VirtualMachineInstance, status: VmiStatus, choices: Choices): RunDecision {
  const { marked, next, answer } = evictionAnswer(vmi, status, choices);
  const evacuationNodeName = marked ? status.nodeName : undefined;
  return { ...decision({ ...status, ...(evacuationNodeName !== undefined && { evacuationNodeName }) }, next), answer };
}

function decision(status: VmiStatus, next: RunDecision['next']): RunDecision {
  return { status: json(status), next };
}

function json(status: VmiStatus): JsonObject {
  return status as unknown as JsonObject;
}
