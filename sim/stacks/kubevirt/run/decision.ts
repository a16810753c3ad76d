import type { RunDecision } from '../../../contracts/subject.js';
import type { JsonObject } from '../../../core/json.js';
import type { VmiStatus } from './status.js';

/** A decision without an answer to anybody: what the user sees and what comes next. */
export function decided(status: VmiStatus, next: RunDecision['next'], events: RunDecision['events'] = []): RunDecision {
  return events.length === 0 ? { status: json(status), next } : { status: json(status), next, events };
}

/** A request that is granted, with what was asked for. */
export function granted(status: VmiStatus, next: RunDecision['next'], httpCode: number, body?: JsonObject): RunDecision {
  return { status: json(status), next, answer: { allowed: true, httpCode, ...(body !== undefined && { body }) } };
}

/** A request that is refused, which changes nothing. */
export function denied(status: VmiStatus, { httpCode, message }: Refusal): RunDecision {
  return { status: json(status), next: 'nothing', answer: { allowed: false, httpCode, message } };
}

/** How the API server words a refusal. */
export interface Refusal {
  readonly httpCode: number;
  readonly message: string;
}

/** The request itself is wrong: 400. */
export function badRequest(message: string): Refusal {
  return { httpCode: 400, message };
}

/** The guest is not in a state for it: 409. Source: Kubernetes `apimachinery/pkg/api/errors/errors.go` (NewConflict). */
export function conflict(name: string, problem: string): Refusal {
  const message = `Operation cannot be fulfilled on virtualmachineinstance.kubevirt.io "${name}": ${problem}`;
  return { httpCode: 409, message };
}

/** There is no such machine: 404. Source: Kubernetes `apimachinery/pkg/api/errors/errors.go` (NewNotFound). */
export function noSuchMachine(name: string): Refusal {
  return { httpCode: 404, message: `virtualmachine.kubevirt.io "${name}" not found` };
}

/** Something the API server relies on did not answer: 500. Source: Kubernetes `apimachinery/pkg/api/errors/errors.go` (NewInternalError). */
export function internalError(problem: string): Refusal {
  return { httpCode: 500, message: `Internal error occurred: ${problem}` };
}

function json(status: VmiStatus): JsonObject {
  return status as unknown as JsonObject;
}
