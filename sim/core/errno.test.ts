import { getSystemErrorMap } from 'node:util';
import { expect, it } from 'vitest';
import { type Errno, errnoNumber, errnoTable, strerror } from './errno.js';

const names = Object.keys(errnoTable) as Errno[];

it('has the numbers the kernel has', () => {
  const own = new Map([...getSystemErrorMap()].map(([number, [name]]) => [name, -number]));
  // libuv spells EOPNOTSUPP as ENOTSUP; Linux has one number for both.
  for (const name of names) expect([name, errnoNumber(name)]).toEqual([name, own.get(name === 'EOPNOTSUPP' ? 'ENOTSUP' : name)]);
});

it('lists the errors in the order of their numbers, each once', () => {
  const numbers = names.map(errnoNumber);
  expect(numbers).toEqual([...new Set(numbers)].sort((left, right) => left - right));
});

it('words them as glibc does', () => {
  expect(strerror('EBUSY')).toBe('Device or resource busy');
  expect(strerror('ENOTTY')).toBe('Inappropriate ioctl for device');
});
