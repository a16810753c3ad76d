import type { RunDecision } from '../../../contracts/subject.js';
import type { JsonObject } from '../../../core/json.js';
import { type Instance, objectOf } from '../instance.js';
import type { ServerStatus } from './status.js';

/** What may go with a decision. */
export type Along = Partial<Pick<RunDecision, 'avoid'>> & { readonly guest?: Instance };

/** A decision without an answer to anybody. */
export function decided(status: ServerStatus, next: RunDecision['next'], { guest, avoid }: Along = {}): RunDecision {
  return {
    status: status as unknown as JsonObject,
    next,
    ...(guest !== undefined && { guest: objectOf(guest) }),
    ...(avoid !== undefined && { avoid }),
  };
}

/** A request that is granted. Source: nova api-ref, "Normal response codes". */
export function granted(status: ServerStatus, next: RunDecision['next'], along: Along = {}, httpCode = 202): RunDecision {
  return { ...decided(status, next, along), answer: { allowed: true, httpCode } };
}

/** A request that is refused, which changes nothing. */
export function denied(status: ServerStatus, httpCode: number, message: string): RunDecision {
  return { ...decided(status, 'nothing'), answer: { allowed: false, httpCode, message } };
}
