import { expect, it } from 'vitest';
import { readSocketAddress, socketAddressJson } from './socket-address.js';

it.each([
  ['vsock:2:4050', '{"type":"vsock","cid":"2","port":"4050"}'],
  ['vsock:2:1234', '{"type":"vsock","cid":"2","port":"1234"}'],
  ['unix:/run/qgs', '{"type":"unix","path":"/run/qgs"}'],
  ['localhost:1234', '{"type":"inet","host":"localhost","port":"1234"}'],
  ['tcp:127.0.0.1:1234', '{"type":"inet","host":"127.0.0.1","port":"1234"}'],
  ['[::1]:1234', '{"type":"inet","host":"::1","port":"1234"}'],
  [':1234', '{"type":"inet","host":"","port":"1234"}'],
])('%s is an address', (text, json) => {
  const address = readSocketAddress(text);
  expect(address.ok && socketAddressJson(address.value)).toBe(json);
});

it.each([
  ['vsock:2', "error parsing address '2'"],
  ['vsock:two:4050', "error parsing address 'two:4050'"],
  ['vsock:4294967296:1', "error parsing address '4294967296:1'"],
  ['unix:', 'invalid Unix socket address'],
  ['localhost', "error parsing address 'localhost'"],
  ['localhost:70000', "error parsing address 'localhost:70000'"],
  ['', "error parsing address ''"],
])('%s is none', (text, words) => {
  expect(readSocketAddress(text)).toEqual({ ok: false, reason: words });
});
