import { describe, expect, it } from 'vitest';
import { contains, fieldResolves, member } from './json-member.js';

const object = { spec: { domain: { launchSecurity: {} }, networks: [{ name: 'default' }] } };

describe('member', () => {
  it('answers undefined for anything that is not there, whatever it meets on the way', () => {
    expect(member(object, 'spec', 'networks', 'name')).toBeUndefined();
    expect(member(null, 'spec')).toBeUndefined();
    expect(member(object, 'spec', 'domain', 'launchSecurity')).toEqual({});
  });
});

describe('fieldResolves', () => {
  it.each([
    ['spec.domain.launchSecurity', true],
    ['spec.launchSecurity', false],
    ['spec.networks[0].name', true],
    ['spec.networks[1].name', false],
    ['', false],
  ])('of "%s" is %s', (field, resolves) => {
    expect(fieldResolves(object, field)).toBe(resolves);
  });
});

describe('contains', () => {
  it.each([
    ['more members', { a: 1, b: 2 }, { a: 1 }, true],
    ['another value', { a: 1 }, { a: 2 }, false],
    ['more at the end of a list', { a: [1, 2] }, { a: [1] }, true],
    ['more at the beginning of a list', { a: [2, 1] }, { a: [1] }, false],
    ['a shorter list', { a: [1] }, { a: [1, 2] }, false],
    ['a deeper addition', { a: [{ b: 1, c: 2 }] }, { a: [{ b: 1 }] }, true],
    ['a default for what was left empty', { a: 'x' }, { a: '' }, true],
    ['a default for null', { a: { b: 1 } }, { a: null }, true],
    ['nothing of it', undefined, { a: 1 }, false],
  ])('with %s', (_, whole, part, expected) => {
    expect(contains(whole, part)).toBe(expected);
  });
});
