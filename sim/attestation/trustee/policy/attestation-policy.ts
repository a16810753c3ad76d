import type { Json, JsonObject } from '../../../core/json.js';
import { done, type Outcome, refused } from '../../../core/outcome.js';
import { isObject, objectOfBytes } from '../json-bytes.js';
import { holds } from './condition.js';
import { readRule } from './resource-policy.js';
import { type AttestationPolicy, type Judgement, type TrustClaim, type TrustVector, trustClaims } from './trust-vector.js';

/** Judges what is claimed of one part of a guest. `claims` are those of the part, the evidence's own under its kind: `/snp/measurement`. */
export function judge(policy: AttestationPolicy, claims: JsonObject, references: ReadonlyMap<string, Json>): TrustVector {
  const asked = { claims, references, plugin: '', path: [] };
  const judged = ({ cases, otherwise }: Judgement) =>
    cases.find(({ when }) => when.every((condition) => holds(condition, asked)))?.value ?? otherwise;
  const vector = trustClaims.map((claim) => [claim, policy[claim] === undefined ? 0 : judged(policy[claim])]);
  return Object.fromEntries(vector) as TrustVector;
}

/**
 * Reads a policy as an administrator sends it: JSON, for each claim `{"cases": [{"when": [condition, …], "value": 3}, …], "otherwise": 33}`.
 * Rego is not understood.
 */
export function readAttestationPolicy(text: string): Outcome<AttestationPolicy, string> {
  const object = objectOfBytes(text);
  if (object === undefined) return refused('an attestation policy is JSON; Rego is not understood');
  const policy: Partial<Record<TrustClaim, Judgement>> = {};
  for (const [name, value] of Object.entries(object)) {
    const claim = trustClaims.find((each) => each === name);
    if (claim === undefined)
      return refused(`there is no trust claim "${name.slice(0, 40)}"; there are ${trustClaims.join(', ')}`);
    const judgement = readJudgement(value);
    if (judgement === undefined) return refused(`the judgement of "${claim}" is not {"cases": […], "otherwise": number}`);
    policy[claim] = judgement;
  }
  return Object.keys(policy).length === 0 ? refused('the policy judges nothing') : done(policy);
}

function readJudgement(value: unknown): Judgement | undefined {
  if (!isObject(value)) return undefined;
  const { cases, otherwise, ...rest } = value;
  if (!Array.isArray(cases) || !isTier(otherwise) || Object.keys(rest).length > 0) return undefined;
  const read: Judgement['cases'][number][] = [];
  for (const each of cases as readonly unknown[]) {
    const when = isObject(each) ? readRule(each['when']) : undefined;
    const tier = isObject(each) ? each['value'] : undefined;
    if (when === undefined || !isTier(tier)) return undefined;
    read.push({ when, value: tier });
  }
  return { cases: read, otherwise };
}

function isTier(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= -128 && value <= 127;
}
