import { expect, it } from 'vitest';
import type { JsonObject } from '../../sim/core/json.js';
import { tolerating } from './tolerating.js';

const [own, added] = [{ key: 'own' }, { key: 'added' }];
const spec = { domain: {}, tolerations: [own] };
const tolerant = { domain: {}, tolerations: [own, added] };

it.each<[string, JsonObject, JsonObject]>([
  ['an instance', { spec }, { spec: tolerant }],
  ['one that tolerates nothing', { spec: { domain: {} } }, { spec: { domain: {}, tolerations: [added] } }],
  ['a template', { spec: { template: { spec } } }, { spec: { template: { spec: tolerant } } }],
  [
    'a pool',
    { spec: { virtualMachineTemplate: { spec: { template: { spec } } } } },
    { spec: { virtualMachineTemplate: { spec: { template: { spec: tolerant } } } } },
  ],
  ['an instance type', { spec: { cpu: { guest: 2 } } }, { spec: { cpu: { guest: 2 } } }],
  ['a list', { kind: 'List', items: [{ spec }, { data: 1 }] }, { kind: 'List', items: [{ spec: tolerant }, { data: 1 }] }],
])('tolerations are added to %s', (_what, object, expected) => {
  expect(tolerating(object, [added])).toEqual(expected);
  expect(tolerating(object, [])).toBe(object);
});
