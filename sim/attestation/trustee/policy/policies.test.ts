import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../core/json.js';
import { judge, readAttestationPolicy } from './attestation-policy.js';
import { type Condition, holds, readCondition } from './condition.js';
import { readReferenceValues } from './reference-values.js';
import { allows, namedResourcePolicies, readResourcePolicy } from './resource-policy.js';
import { statusOf, type TrustVector, trustClaims } from './trust-vector.js';

const claims: JsonObject = { a: { b: 1, 'x/y': 'z' }, parts: { one: { status: 'good' }, two: { status: 'good' } }, none: {} };
const references = new Map<string, Json>([
  ['approved', [1, 'z']],
  ['exact', 1],
]);
const asked = { claims, references, plugin: 'resource', path: ['default', 'key', 'key2'] };

it.each<[Condition, boolean]>([
  [{ claim: '/a/b', is: 1 }, true],
  [{ claim: '/a/b', is: '1' }, false],
  [{ claim: '/a/x~1y', is: 'z' }, true],
  [{ claim: '/a/b', isNot: 2 }, true],
  [{ claim: '/a/c', isNot: 2 }, false],
  [{ claim: '/a/toString', present: true }, false],
  [{ claim: '/a/c', present: false }, true],
  [{ claim: '/a/b', in: [0, 1] }, true],
  [{ claim: '/parts/*/status', is: 'good' }, true],
  [{ claim: '/a/*', is: 1 }, false],
  [{ claim: '/none/*', is: 1 }, false],
  [{ claim: '/a/b', inReference: 'approved' }, true],
  [{ claim: '/a/b', inReference: 'exact' }, false],
  [{ claim: '/a/b', inReference: 'unknown' }, false],
  [{ claim: '/a/b', isReference: 'exact' }, true],
  [{ claim: '/a/b', atLeastReference: 'exact' }, true],
  [{ claim: '/a/x~1y', atLeastReference: 'exact' }, false],
  [{ plugin: 'resource' }, true],
  [{ resource: 'default/key/*' }, true],
  [{ resource: 'default/*' }, false],
])('%j holds: %s', (condition, expected) => {
  expect(readCondition(condition)).toBe(condition);
  expect(holds(condition, asked)).toBe(expected);
});

it.each([
  null,
  5,
  [],
  {},
  { claim: 'a', is: 1 },
  { claim: '/a' },
  { claim: '/a', is: 1, isNot: 2 },
  { claim: '/a', in: 1 },
  { plugin: '' },
  { resource: 5 },
])('%j is no condition', (value) => expect(readCondition(value)).toBeUndefined());

describe('a resource policy', () => {
  it('is read by its name, as JSON, or as the Rego of that name; other Rego is not understood', () => {
    expect(readResourcePolicy('allow_all', '2026')).toEqual({ ok: true, value: { allow: [[{ plugin: 'resource' }]] } });
    const rego = '# whatever\npackage policy\n\ndefault allow = false\n';
    expect(readResourcePolicy(rego, '2026')).toEqual({ ok: true, value: { allow: [] } });
    expect(readResourcePolicy('{"allow": [{"claim": "/a", "is": 1}]}', '2026')).toEqual({
      ok: true,
      value: { allow: [[{ claim: '/a', is: 1 }]] },
    });
    for (const text of ['constructor', 'package policy\nallow = true', '[]', '{"allow": [5]}'])
      expect([text, readResourcePolicy(text, '2026').ok]).toEqual([text, false]);
  });

  it('that has no rule allows nothing, and one without conditions everything', () => {
    expect([allows({ allow: [] }, asked), allows({ allow: [[]] }, asked)]).toEqual([false, true]);
  });

  it('of 2024 that nobody set denies what does not say what it is', () => {
    const policy = namedResourcePolicies['2024-08'].get('default') ?? { allow: [[]] };
    const verdicts = [{}, { tee: 'sample' }, { tee: 'snp' }].map((each) => allows(policy, { ...asked, claims: each }));
    expect(verdicts).toEqual([false, false, true]);
  });
});

describe('an attestation policy', () => {
  it('gives the value of the first case that holds, and nothing asserts nothing', () => {
    const read = readAttestationPolicy(
      JSON.stringify({
        hardware: {
          cases: [
            { when: [{ claim: '/a/b', is: 2 }], value: 3 },
            { when: [{ claim: '/a/b', is: 1 }], value: 2 },
          ],
          otherwise: 97,
        },
      }),
    );
    if (!read.ok) expect.fail(read.reason);
    expect(judge(read.value, claims, references)).toMatchObject({ hardware: 2, executables: 0 });
    expect(judge(read.value, {}, references)).toMatchObject({ hardware: 97 });
  });

  it.each([
    '',
    '{}',
    '{"hardwear": {}}',
    '{"hardware": {"cases": [], "otherwise": 200}}',
    '{"hardware": {"cases": [{}], "otherwise": 2}}',
    'package policy',
  ])('is not read where it says %s', (text) => expect(readAttestationPolicy(text).ok).toBe(false));
});

it('the worst claim of a vector decides', () => {
  const vector = (changes: Partial<TrustVector>) =>
    ({ ...Object.fromEntries(trustClaims.map((claim) => [claim, 0])), ...changes }) as TrustVector;
  const statuses = [
    {},
    { hardware: 2 },
    { hardware: 2, executables: 33 },
    { configuration: 96, hardware: 2 },
    { hardware: -1 },
    { hardware: -2 },
    { hardware: -97 },
  ];
  expect(statuses.map((changes) => statusOf(vector(changes)))).toEqual([
    'none',
    'affirming',
    'warning',
    'contraindicated',
    'none',
    'affirming',
    'contraindicated',
  ]);
});

it('reference values are read from what the provider is sent', () => {
  const message = (value: unknown) => Buffer.from(JSON.stringify(value));
  const payload = Buffer.from('{"svn":["1"],"major":1}').toString('base64');
  const read = readReferenceValues(message({ version: '0.1.0', type: 'sample', payload }));
  expect(read.ok && [...read.value]).toEqual([
    ['svn', ['1']],
    ['major', 1],
  ]);
  for (const wrong of [
    5,
    {},
    { version: '1', type: 'sample', payload },
    { version: '0.1.0', type: 'swid', payload },
    { version: '0.1.0', type: 'sample', payload: 'e30' },
  ])
    expect(readReferenceValues(message(wrong)).ok).toBe(false);
});
