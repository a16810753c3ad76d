import { expect, it } from 'vitest';
import { bytesOfBase64, bytesOfBase64Url, objectOfBytes, own } from './json-bytes.js';

it('reads objects, and nothing that only looks like one', () => {
  expect(objectOfBytes('{"a":1e2,"b":"e999"}')).toEqual({ a: 100, b: 'e999' });
  const hostile = [
    '',
    '[]',
    '5',
    'null',
    '{',
    '{"a":1e999}',
    `{"a":-${'9'.repeat(400)}}`,
    '['.repeat(100_000),
    Buffer.from([0x7b, 0xff, 0x7d]),
    '\ufeff{}',
  ];
  for (const text of hostile) expect(objectOfBytes(text)).toBeUndefined();
});

it('takes for a member what is the own of an object', () => {
  const object = objectOfBytes('{"__proto__":{"a":1}}') ?? {};
  expect([own(object, '__proto__'), own(object, 'a'), own(object, 'toString')]).toEqual([{ a: 1 }, undefined, undefined]);
});

it('reads base64 that is written the one way it can be', () => {
  expect(bytesOfBase64('YQ==')?.toString()).toBe('a');
  expect(bytesOfBase64Url('YQ')?.toString()).toBe('a');
  for (const text of ['YQ', 'YR==', 'Y Q==', 'YQ==\n', 'YQ===', 'Y-==']) expect(bytesOfBase64(text)).toBeUndefined();
  for (const text of ['YQ==', 'YR', 'Y+', 'Y']) expect(bytesOfBase64Url(text)).toBeUndefined();
});
