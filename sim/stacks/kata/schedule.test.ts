import { describe, expect, it } from 'vitest';
import type { Claim, HostToPlaceOn } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import { MIB } from '../../core/quantity.js';
import { examplePod } from './example-pod.js';
import { kata } from './index.js';

const { admit, claim, place } = kata();

function claimOf(pod: JsonObject): Claim {
  const decision = admit(pod, {});
  if (!decision.allowed) throw new Error(JSON.stringify(decision.causes));
  return claim(decision.guest, {});
}

const snp = claimOf(examplePod('kata-qemu-snp'));

function node(name: string, changes: Partial<HostToPlaceOn> = {}): HostToPlaceOn {
  const labels = { 'katacontainers.io/kata-runtime': 'true', 'amd.feature.node.kubernetes.io/snp': 'true' };
  const resources = { 'sev-snp.amd.com/esids': 3 };
  return { name, labels, resources, used: {}, memoryBytes: 2 ** 40, memoryUsedBytes: 0, guests: 0, ...changes };
}

describe('a claim', () => {
  it('is what the containers and the sandbox need', () => {
    expect(snp).toMatchObject({
      selectors: { 'katacontainers.io/kata-runtime': 'true', 'amd.feature.node.kubernetes.io/snp': 'true' },
      resources: { 'sev-snp.amd.com/esids': 1 },
      memoryBytes: 2112 * MIB,
      overheadBytes: 2048 * MIB,
    });
  });

  it('of an ordinary pod takes no key', () => {
    expect(claimOf(examplePod('kata-qemu')).resources).toEqual({});
  });
});

describe('a pod', () => {
  it('goes to the node with most keys left', () => {
    const hosts = [node('a', { used: { 'sev-snp.amd.com/esids': 2 } }), node('b'), node('c')];
    expect(place(snp, hosts, {})).toEqual({ placed: true, host: 'b' });
  });

  it('goes nowhere when all is taken, of the wrong kind or closed, in the scheduler’s words', () => {
    const hosts = [
      node('full', { used: { 'sev-snp.amd.com/esids': 3 } }),
      node('none', { resources: {} }),
      node('other', { labels: {} }),
      node('closed', { cordoned: true }),
      node('small', { memoryBytes: 1 }),
      node('crowded', { guests: 5 }),
    ];
    expect(place(snp, hosts, { maxPods: 5 })).toMatchObject({
      placed: false,
      message:
        "0/6 nodes are available: 1 Insufficient memory, 1 Too many pods, 1 node(s) didn't match Pod's node affinity/selector, " +
        '1 node(s) were unschedulable, 2 Insufficient sev-snp.amd.com/esids. preemption: 0/6 nodes are available: ' +
        '2 No preemption victims found for incoming pod, 4 Preemption is not helpful for scheduling.',
      reasons: { full: ['Insufficient sev-snp.amd.com/esids'] },
    });
  });

  it('finds nothing where there are no nodes', () => {
    expect(place(snp, [], {})).toMatchObject({ message: 'no nodes available to schedule pods' });
  });

  it('that names its node gets it even when it is closed, and no other', () => {
    const named = claimOf(examplePod('kata-qemu-snp', { nodeName: 'a' }));
    expect(place(named, [node('a', { cordoned: true }), node('b')], {})).toEqual({ placed: true, host: 'a' });
    expect(place(named, [node('a', { resources: {} }), node('b')], {})).toMatchObject({ placed: false });
  });
});
