import { expect, it } from 'vitest';
import { apiVersion, devicePlugin, registration } from './messages.js';

it('is written as protocol buffers are: field number and kind, length, bytes', () => {
  const bytes = registration.register.request.encode({ version: apiVersion, endpoint: 'a.sock', resourceName: 'v.example/d' });
  expect(bytes.toString('latin1')).toBe('\x0a\x07v1beta1\x12\x06a.sock\x1a\x0bv.example/d');
});

it('leaves out what is empty, and reads it back as empty', () => {
  const { request, response } = devicePlugin.preferredAllocation;
  const wanted = { containerRequests: [{ availableDeviceIDs: ['a', 'b'], mustIncludeDeviceIDs: [], allocationSize: 1 }] };
  expect(request.encode(wanted).toString('latin1')).toBe('\x0a\x08\x0a\x01a\x0a\x01b\x18\x01');
  expect(request.decode(request.encode(wanted))).toEqual(wanted);
  expect(response.decode(Buffer.alloc(0))).toEqual({ containerResponses: [] });
});

it('carries everything a container can get', () => {
  const { response } = devicePlugin.allocate;
  const given = {
    containerResponses: [
      {
        envs: { A: '1' },
        mounts: [{ containerPath: '/c', hostPath: '/h', readOnly: true }],
        devices: [{ containerPath: '/dev/c', hostPath: '/dev/h', permissions: 'rw' }],
        annotations: { b: '2' },
        cdiDevices: [{ name: 'v.example/d=0' }],
      },
    ],
  };
  expect(response.decode(response.encode(given))).toEqual(given);
});

it('lets fields pass that it does not know, as newer plugins may send them', () => {
  const { response } = devicePlugin.options;
  expect(response.decode(Buffer.from('\x08\x01\x7a\x01x', 'latin1'))).toEqual({
    preStartRequired: true,
    getPreferredAllocationAvailable: false,
  });
  expect(() => response.decode(Buffer.from('\x0a\x7f', 'latin1'))).toThrow();
});

it('knows the NUMA nodes of a device', () => {
  const { response } = devicePlugin.listAndWatch;
  const bytes = Buffer.from('\x0a\x10\x0a\x01d\x12\x07Healthy\x1a\x02\x0a\x00', 'latin1');
  expect(response.decode(bytes).devices).toMatchObject([{ ID: 'd', health: 'Healthy' }]);
});
