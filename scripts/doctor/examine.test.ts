import { expect, it } from 'vitest';
import { examine, node } from './examine.js';

it.each([
  ['20.19.0', 'ok'],
  ['22.1.0', 'ok'],
  ['20.18.3', 'broken'],
  ['18.20.8', 'broken'],
])('judges Node.js %s: %s', (version, state) => {
  expect(node(version)).toMatchObject({ state, core: true, version });
});

it('says for everything that is not in order how to get it', () => {
  for (const { name, state, fix } of examine()) expect([name, state === 'ok' || fix !== undefined]).toEqual([name, true]);
});

it('needs nothing but Node.js for the core', () => {
  expect(
    examine()
      .filter(({ core }) => core)
      .map(({ name, state }) => [name, state]),
  ).toEqual([['node', 'ok']]);
});
