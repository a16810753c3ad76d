import { hash } from 'node:crypto';
import { done, type Outcome, refused } from '../../../core/outcome.js';
import type { DialectName } from '../dialect.js';
import { isObject, objectOfBytes } from '../json-bytes.js';
import { type Asked, type Condition, holds, readCondition } from './condition.js';

const annotatedEvidence = '/submods/cpu0/ear.veraison.annotated-evidence';

/** Who gets which resource: a request is allowed when all conditions of one of the rules hold. Without a rule nobody gets anything. */
export interface ResourcePolicy {
  readonly allow: readonly (readonly Condition[])[];
}

/** Whether a policy lets a request pass. */
export function allows(policy: ResourcePolicy, asked: Asked): boolean {
  return policy.allow.some((rule) => rule.every((condition) => holds(condition, asked)));
}

/**
 * Policies an administrator can set by name: those that come with Trustee (kbs/sample_policies of 78962cd4; kbs/sample_policies and
 * kbs/src/policy_engine/opa/default_policy.rego of 0a6d7f90). `default` is what a broker has before another is set: everybody but
 * machines without protection gets everything. What carries no claim of what it is gets nothing in `2024-08`.
 */
export const namedResourcePolicies: Readonly<Record<DialectName, ReadonlyMap<string, ResourcePolicy>>> = {
  '2024-08': new Map([
    ['default', { allow: [[{ claim: '/tee', isNot: 'sample' }]] }],
    ['allow_all', { allow: [[]] }],
    ['deny_all', { allow: [] }],
  ]),
  '2026': new Map([
    ['default', { allow: [[{ plugin: 'resource' }, { claim: `${annotatedEvidence}/sample`, present: false }]] }],
    // Of every part of the guest, not of the processor alone; a part without a status is not affirming.
    ['affirming', { allow: [[{ claim: '/submods/*/ear.status', is: 'affirming' }]] }],
    ['allow_all', { allow: [[{ plugin: 'resource' }]] }],
    ['deny_all', { allow: [] }],
  ]),
};

/**
 * Reads a policy as an administrator sends it: a name of {@link namedResourcePolicies}, the text of one of the Rego files behind those
 * names, or a policy of ours as JSON, `{"allow": [[condition, …], …]}`. Rego as such is not understood.
 */
export function readResourcePolicy(text: string, dialect: DialectName): Outcome<ResourcePolicy, string> {
  const known = namedResourcePolicies[dialect];
  const named = known.get(text.trim()) ?? known.get(regoFiles.get(fingerprint(text)) ?? '');
  if (named !== undefined) return done(named);
  const object = objectOfBytes(text);
  if (object === undefined) return refused(`a policy is JSON or one of ${[...known.keys()].join(', ')}; Rego is not understood`);
  const { allow, ...rest } = object;
  if (Object.keys(rest).length > 0 || !Array.isArray(allow))
    return refused('a resource policy is {"allow": [[condition, …], …]}');
  const rules: Condition[][] = [];
  for (const rule of allow as readonly unknown[]) {
    const conditions = readRule(rule);
    if (conditions === undefined) return refused(`rule ${rules.length + 1} of the policy is not a list of conditions`);
    rules.push(conditions);
  }
  return done({ allow: rules });
}

/** Reads the conditions of a rule; undefined where one of them is none. */
export function readRule(rule: unknown): Condition[] | undefined {
  if (!Array.isArray(rule)) return isObject(rule) ? readRule([rule]) : undefined;
  const conditions: Condition[] = [];
  for (const each of rule) {
    const condition = readCondition(each);
    if (condition === undefined) return undefined;
    conditions.push(condition);
  }
  return conditions;
}

/** A digest of what a Rego file says: its comments, its line ends and how it is indented do not count. */
function fingerprint(text: string): string {
  return hash(
    'sha256',
    text
      .replace(/^\s*#.*$/gm, '')
      .replace(/\s+/g, ' ')
      .trim(),
  );
}

/** Fingerprints of the files named above. */
const regoFiles = new Map([
  ['31937b0caea4cd8c30c67d22f04582f0b40ef5b23dffa75fbbe4fc2fe216e0f3', 'default'],
  ['1305ac6ce22b73422d47cce887ea614eb39db7540415e7ef54d6ffd0c809bd7f', 'affirming'],
  ['479662fe60b5a7c86feb9891b78a23c5e9f12bce9c16b405a05b0233f8be988f', 'allow_all'],
  ['85763b79f18c5376da62483d3b9cfb49fdf8aa10fe66d916b1a7ada092b80a5d', 'deny_all'],
  ['227775ecd0625beb21d2827e06c3301ba03415eef4a9ae215d01c2b5391517d9', 'default'],
  ['1fdb22359532e3757b6eae624987cfa9b571691f51fe06aec7eac32fc57d0664', 'allow_all'],
]);
