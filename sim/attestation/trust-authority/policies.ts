import type { JsonObject } from '../../core/json.js';
import { done, type Outcome, refused } from '../../core/outcome.js';
import { type Condition, holds } from '../trustee/policy/condition.js';
import type { AttestRequest } from './attest-request.js';

/** Which policies a guest keeps. */
export interface PoliciesJudged {
  readonly policiesMatched: readonly string[];
  readonly policiesUnmatched: readonly string[];
}

/**
 * Holds what a verifier says of a guest against the policies a request names.
 *
 * @param policies conditions by UUID; real ones are written in Rego, which is not understood here.
 */
export function judgePolicies(
  policies: Readonly<Record<string, readonly Condition[]>>,
  { policyIds, policiesMustMatch }: AttestRequest,
  claims: JsonObject,
): Outcome<PoliciesJudged, { readonly code: string; readonly message: string }> {
  const asked = { claims, references: new Map(), plugin: '', path: [] };
  const known = new Map(Object.entries(policies));
  const unknown = policyIds.find((id) => !known.has(id));
  if (unknown !== undefined) return refused({ code: 'policy-unknown', message: `there is no policy ${unknown}` });
  const matches = (id: string) => (known.get(id) ?? []).every((condition) => holds(condition, asked));
  const policiesMatched = policyIds.filter(matches);
  const policiesUnmatched = policyIds.filter((id) => !policiesMatched.includes(id));
  const [first] = policiesUnmatched;
  if (policiesMustMatch && first !== undefined)
    return refused({ code: 'policy-unmatched', message: `policy ${first} does not match` });
  return done({ policiesMatched, policiesUnmatched });
}
