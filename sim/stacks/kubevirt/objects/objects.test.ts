import { describe, expect, it } from 'vitest';
import type { LabelDecision } from '../../../contracts/subject.js';
import { referenceChoices } from '../choices.js';
import { bothGates, exampleGuest } from '../example-guest.js';
import { claim } from '../schedule.js';
import { allocatedResources } from './allocated-resources.js';
import { kwokNodeObject, type NodeFacts, nodeObject } from './node.js';
import { standaloneLauncherPod } from './standalone-launcher-pod.js';
import { binaryQuantity, countQuantity } from './written-quantity.js';

const facts: NodeFacts = {
  name: 'h0',
  architecture: 'amd64',
  kernelVersion: '6.18.1',
  osImage: 'Linux',
  containerRuntimeVersion: '',
  kubeletVersion: 'v1.34.3',
  cpus: 8,
  memoryBytes: 2 ** 35,
  maxPods: 110,
};

const decision: LabelDecision = {
  labels: { 'kubevirt.io/tdx': 'true', 'kubernetes.io/hostname': 'h0' },
  resources: { 'devices.kubevirt.io/kvm': 1000, 'devices.kubevirt.io/tdx': 20 },
  unhealthy: { 'devices.kubevirt.io/tdx': 11, 'devices.kubevirt.io/sev': 1000 },
  problems: [],
};

const claimed = claim(exampleGuest({ tdx: {} }), bothGates, referenceChoices);

it.each([
  [0, '0'],
  [999, '999'],
  [1000, '1k'],
  [1006, '1006'],
  [2_000_000, '2M'],
])('writes a count of %d as %s', (count, text) => expect(countQuantity(count)).toBe(text));

it.each([
  [2 ** 30, '1Gi'],
  [768 * 2 ** 30, '768Gi'],
  [1536, '1536'],
  [3 * 2 ** 19, '1536Ki'],
])('writes %d bytes as %s', (bytes, text) => expect(binaryQuantity(bytes)).toBe(text));

describe('a node object', () => {
  it('counts unhealthy devices in the capacity, and shows that none of them can be allocated', () => {
    expect(nodeObject(facts, decision).status).toMatchObject({
      capacity: {
        'devices.kubevirt.io/kvm': '1k',
        'devices.kubevirt.io/tdx': '31',
        'devices.kubevirt.io/sev': '1k',
        memory: '32Gi',
      },
      allocatable: { 'devices.kubevirt.io/kvm': '1k', 'devices.kubevirt.io/tdx': '20', 'devices.kubevirt.io/sev': '0', cpu: '8' },
    });
  });

  it('is ready, under no pressure', () => {
    const { conditions } = nodeObject(facts, decision).status as { conditions: readonly { type: string; status: string }[] };
    expect(conditions.map(({ type, status }) => `${type}=${status}`)).toEqual([
      'MemoryPressure=False',
      'DiskPressure=False',
      'PIDPressure=False',
      'Ready=True',
    ]);
  });

  it('differs for KWOK in a label, an annotation and a taint', () => {
    const { metadata, spec, ...rest } = kwokNodeObject(facts, decision);
    const { metadata: plain, spec: _, ...same } = nodeObject(facts, decision);
    expect(rest).toEqual(same);
    expect(metadata).toMatchObject(plain as object);
    expect(metadata).toMatchObject({ labels: { type: 'kwok' }, annotations: { 'kwok.x-k8s.io/node': 'fake' } });
    expect(spec).toEqual({ taints: [{ key: 'kwok.x-k8s.io/node', value: 'fake', effect: 'NoSchedule' }] });
  });
});

describe('allocated resources', () => {
  it('sum up what pods request, with the share of what can be allocated', () => {
    const rows = allocatedResources(facts, decision, [claimed, claimed, claimed]);
    expect(rows.find(({ resource }) => resource === 'cpu')).toMatchObject({ requests: '600m (7%)', limits: '0 (0%)' });
    expect(rows.find(({ resource }) => resource.endsWith('tdx'))).toEqual({
      ...{ resource: 'devices.kubevirt.io/tdx', requests: '3 (15%)', limits: '3 (15%)', allocatable: '20', capacity: '31' },
    });
    expect(rows.find(({ resource }) => resource.endsWith('sev'))).toMatchObject({
      requests: '0 (0%)',
      allocatable: '0',
      capacity: '1k',
    });
  });
});

describe('a launcher pod of its own', () => {
  it('has a name and an image, and no owner', () => {
    const pod = standaloneLauncherPod(claimed, [{ key: 'a', operator: 'Exists' }]);
    expect(pod).toMatchObject({
      kind: 'Pod',
      metadata: { name: 'virt-launcher-cvm', namespace: 'default' },
      spec: { tolerations: [{ key: 'a', operator: 'Exists' }], containers: [{ image: 'quay.io/kubevirt/virt-launcher:v1.9.0' }] },
    });
    expect(Object.keys(pod.metadata as object)).not.toContain('ownerReferences');
  });
});
