import { expect, it } from 'vitest';
import { existingField } from './existing-field.js';

it.each([
  ['spec.networks[1].name', 'spec.networks[1].name'],
  ['spec.networks[1].pod', 'spec.networks[1]'],
  ['spec.networks[2].name', 'spec.networks'],
  ['spec.domain.cpu', 'spec'],
  ['status', ''],
])('of %s there is %s', (field, existing) => {
  expect(existingField({ spec: { networks: [{ name: 'a' }, { name: 'b' }] } }, field)).toBe(existing);
});
