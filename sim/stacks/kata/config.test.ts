import { expect, it } from 'vitest';
import type { JsonObject } from '../../core/json.js';
import { readConfig } from './config.js';

it('has a value for everything', () => {
  expect(readConfig({})).toMatchObject({ nodeFeatureRules: true, overheadEnabled: true, configuration: {}, maxPods: 4000 });
});

it.each([
  [{ shims: 'qemu' }, 'a list of texts'],
  [{ shims: ['qemu-se'] }, 'left out: there are qemu, qemu-snp, qemu-tdx, qemu-coco-dev'],
  [{ nodeFeatureRules: 'yes' }, 'true or false'],
  [{ configuration: { 'qemu-snp': 1 } }, 'an object of keys'],
  [{ configuration: [] }, 'an object of keys by shim'],
  [{ kernelParams: [] }, 'text'],
  [{ maxPods: -1 }, 'a whole number that is not negative'],
])('says what is wrong with %j', (config, fix) => {
  expect(() => readConfig(config as JsonObject)).toThrow(fix);
});
