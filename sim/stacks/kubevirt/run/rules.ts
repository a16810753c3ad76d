import type { HypervisorView } from '../../../contracts/subject.js';
import type { JsonObject } from '../../../core/json.js';
import { readConfig } from '../config.js';
import { gateIsOpen } from '../feature-gates.js';
import { type ConditionType, conditionOf } from './conditions.js';
import { badRequest, conflict, type Refusal } from './decision.js';
import { asksForAttestation, hasSession } from './sev-session.js';
import type { Situation } from './situation.js';
import type { VmiStatus } from './status.js';

/** A request about a guest. */
export interface Asked extends Situation {
  readonly body: JsonObject | undefined;
  readonly hypervisor: HypervisorView | undefined;
}

/** What must hold for a request to be granted, and what is answered otherwise. */
export interface Rule {
  readonly holds: (asked: Asked) => boolean;
  readonly refusal: (asked: Asked) => Refusal;
}

/** SEV is switched on in the cluster. */
export const sevGate: Rule = {
  holds: ({ config }) => gateIsOpen(readConfig(config), 'WorkloadEncryptionSEV'),
  refusal: () => badRequest("'WorkloadEncryptionSEV' feature gate is not enabled"),
};

/** The request has a body. */
export function hasBody(message: string): Rule {
  return { holds: ({ body }) => body !== undefined, refusal: () => badRequest(message) };
}

/** A member of the body is text that is not empty. */
export function hasText(member: string, message: string): Rule {
  return { holds: ({ body }) => textIn(body, member) !== '', refusal: () => badRequest(message) };
}

/** A member of the body is an object. */
export function hasObject(member: string, message: string): Rule {
  return { holds: ({ body }) => objectIn(body, member) !== undefined, refusal: () => badRequest(message) };
}

/** Text in a body; empty where there is none. */
export function textIn(body: JsonObject | undefined, member: string): string {
  const value = body?.[member];
  return typeof value === 'string' ? value : '';
}

/** An object in a body. */
export function objectIn(body: JsonObject | undefined, member: string): JsonObject | undefined {
  const value = body?.[member];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

/** The guest is in one of these phases. */
export function isIn(phases: readonly VmiStatus['phase'][], problem: string): Rule {
  return state(problem, ({ status }) => phases.includes(status.phase));
}

/** The guest carries a condition. */
export function has(type: ConditionType, problem: string): Rule {
  return state(problem, ({ status }) => conditionOf(status.conditions, type) !== undefined);
}

/** The guest does not carry a condition. */
export function hasNot(type: ConditionType, problem: string): Rule {
  return state(problem, ({ status }) => conditionOf(status.conditions, type) === undefined);
}

/** The guest's CPUs are stopped. */
export const isPaused: Rule = has('Paused', 'VMI is not paused');

/** The owner asked to attest the guest before it starts. */
export const attestationIsRequested: Rule = state('Attestation not requested for VMI', ({ vmi, choices }) =>
  asksForAttestation(vmi, choices),
);

/** Nobody has set up a session yet. */
export const sessionIsOpen: Rule = state(
  'Session already defined',
  ({ vmi, choices }) => !hasSession(vmi) || choices.replacesSession,
);

/** The guest stands still, so that what was measured is still what is there. */
export const standsStill: Rule = {
  holds: (asked) => isPaused.holds(asked) || !asked.choices.attestsOnlyWhilePaused,
  refusal: (asked) => isPaused.refusal(asked),
};

/** The guest's system can be told to reboot: without a guest agent only through ACPI. */
export const hearsAcpi: Rule = state(
  'VMI neither have the agent connected nor the ACPI feature enabled',
  ({ vmi }) => vmi.spec.domain.features?.acpi?.enabled !== false,
);

/** A pause would not be taken for a hang. */
export const survivesProbes: Rule = {
  holds: ({ vmi }) => vmi.spec.livenessProbe === undefined || vmi.spec.livenessProbe.guestAgentPing !== undefined,
  refusal: ({ vmi }) => ({
    httpCode: 403,
    message: `virtualmachineinstance.kubevirt.io "${vmi.metadata.name}" is forbidden: Pausing VMIs with a non-GuestAgentPing LivenessProbe is not supported`,
  }),
};

function state(problem: string, holds: (asked: Asked) => boolean): Rule {
  return { holds, refusal: ({ vmi }) => conflict(vmi.metadata.name, problem) };
}
