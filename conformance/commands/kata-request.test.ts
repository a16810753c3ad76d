import { describe, expect, it } from 'vitest';
import { protections } from '../../sim/contracts/protection.js';
import { kataPods } from './kata-pods.js';
import { kataProtection, kataRequest } from './kata-request.js';

describe('a Pod for a guest', () => {
  it.each(protections)('says by its runtime class that it wants %s', (protection) => {
    expect(kataProtection(kataRequest('a', { protection }))).toBe(protection);
  });

  it('selects the node it must go to beside what its user selects', () => {
    const pod = kataRequest('a', { protection: 'snp', onHost: 'h0', selectors: { zone: 'b' } });
    expect(pod).toMatchObject({ spec: { nodeSelector: { zone: 'b', 'kubernetes.io/hostname': 'h0' } } });
  });

  it('limits what its container may have', () => {
    const pod = kataRequest('a', { protection: 'none', memoryMib: 128, vcpus: 2 });
    expect(pod).toMatchObject({ spec: { containers: [{ resources: { limits: { memory: '128Mi', cpu: '2' } } }] } });
  });

  it('keeps its name and class when members say something besides', () => {
    const members = { metadata: { annotations: { a: 'b' } }, spec: { restartPolicy: 'Never' } };
    const pod = kataRequest('a', { protection: 'tdx', members });
    expect(pod).toMatchObject({
      metadata: { name: 'a', annotations: { a: 'b' } },
      spec: { runtimeClassName: 'kata-qemu-tdx', restartPolicy: 'Never' },
    });
  });
});

describe('the table of odd pods', () => {
  it('has no row twice', () => {
    const names = kataPods.map(({ name, protection }) => `${name}, ${protection}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has pods of every protection', () => {
    const found = new Set(kataPods.map(({ protection }) => protection));
    expect(['none', 'sev', 'snp', 'tdx'].every((protection) => found.has(protection as never))).toBe(true);
  });
});
