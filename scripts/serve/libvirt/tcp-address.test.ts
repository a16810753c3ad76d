import { expect, it } from 'vitest';
import { readTcpAddress } from './tcp-address.js';

it.each([
  ['127.0.0.1:16509', '127.0.0.1', 16_509],
  ['127.1.2.3:0', '127.1.2.3', 0],
  ['[::1]:1', '::1', 1],
])('%s is this machine alone', (text, host, port) => {
  expect(readTcpAddress(text, false)).toEqual({ host, port });
});

it.each(['0.0.0.0:1', '[::]:1', '192.0.2.7:16509'])('%s must be meant', (text) => {
  expect(() => readTcpAddress(text, false)).toThrow('can be reached by other machines, and asks nobody who they are');
  expect(readTcpAddress(text, true).port).toBeGreaterThan(0);
});

it.each(['', '16509', 'localhost:1', '127.0.0.1', '127.0.0.1:65536', '127.0.0.1:x', '::1:5'])('"%s" is no address', (text) => {
  expect(() => readTcpAddress(text, true)).toThrow('is no address; write an IP address and a port');
});
