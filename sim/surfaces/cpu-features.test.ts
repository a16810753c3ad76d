import { expect, it } from 'vitest';
import { cpuFeatures } from './cpu-features.js';

it('names every feature whole and once', () => {
  expect(cpuFeatures.filter((name) => !/^[a-z0-9][\w.-]*\w$/.test(name))).toEqual([]);
  expect(new Set(cpuFeatures).size).toBe(cpuFeatures.length);
});
