import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sim/core/json.js';
import { readVmi } from './vmi.js';

const tdx = { launchSecurity: { tdx: {} }, memory: { guest: '1Gi' } };
const machine = (domain: JsonObject, more: JsonObject = {}): JsonObject => ({
  kind: 'VirtualMachine',
  metadata: { name: 'vm', namespace: 'ns' },
  spec: { ...more, template: { spec: { domain } } },
});
const type = (spec: JsonObject): JsonObject => ({ kind: 'VirtualMachineInstancetype', metadata: { name: 'x' }, spec });
const preference = (spec: JsonObject): JsonObject => ({ kind: 'VirtualMachineClusterPreference', metadata: { name: 'x' }, spec });

describe('a request', () => {
  it('for a machine, a replica set or a pool is one for the instance in its template', () => {
    const replicaSet: JsonObject = { ...machine(tdx), kind: 'VirtualMachineInstanceReplicaSet' };
    const pool: JsonObject = {
      kind: 'VirtualMachinePool',
      metadata: { name: 'vm' },
      spec: { virtualMachineTemplate: machine(tdx) },
    };
    for (const request of [machine(tdx), replicaSet, pool]) {
      expect(readVmi(request)).toMatchObject({ name: 'vm', protection: 'tdx', guestMemoryBytes: 2 ** 30 });
    }
  });

  it('has its size from the instance type, and its protection from whoever says it first', () => {
    const referring = { instancetype: { name: 'x' }, preference: { name: 'x' } };
    const size = { cpu: { guest: 3 }, memory: { guest: '2Gi' } };
    const list = (domain: JsonObject, one: JsonObject, other: JsonObject): JsonObject => ({
      kind: 'List',
      items: [type({ ...size, ...one }), preference(other), machine(domain, referring)],
    });
    const preferred = { preferredLaunchSecurity: { snp: {} } };
    expect(readVmi(list({}, {}, preferred))).toMatchObject({ protection: 'snp', vcpus: 3, guestMemoryBytes: 2 ** 31 });
    expect(readVmi(list({}, { launchSecurity: { sev: {} } }, preferred)).protection).toBe('sev');
    expect(readVmi(list(tdx, {}, preferred)).protection).toBe('tdx');
  });

  it('of no known kind is taken as an instance', () => {
    expect(readVmi({ spec: { domain: tdx } }).protection).toBe('tdx');
    expect(readVmi({}).protection).toBe('none');
  });
});
