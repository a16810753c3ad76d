import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../core/json.js';
import { annotatedPod, examplePod } from './example-pod.js';
import { kata } from './index.js';

const { admit } = kata();

function specOf(pod: JsonObject, config: JsonObject = {}): JsonObject {
  const decision = admit(pod, config);
  if (!decision.allowed) throw new Error(JSON.stringify(decision.causes));
  return decision.guest.spec as JsonObject;
}

function refusalOf(pod: JsonObject, config: JsonObject = {}): readonly unknown[] {
  const decision = admit(pod, config);
  return decision.allowed ? [] : decision.causes.map(({ message, httpCode, field }) => httpCode ?? `${field}: ${message}`);
}

function messageOf(pod: JsonObject): string {
  const decision = admit(pod, {});
  return decision.allowed ? '' : (decision.causes[0]?.message ?? '');
}

describe('the overhead of an admitted pod', () => {
  it.each([
    ['kata-qemu', { memory: '320Mi', cpu: '250m' }],
    ['kata-qemu-coco-dev', { memory: '160Mi', cpu: '250m' }],
    ['kata-qemu-snp', { memory: '2048Mi', cpu: '1.0', 'sev-snp.amd.com/esids': '1' }],
    ['kata-qemu-tdx', { memory: '2048Mi', cpu: '1.0', 'tdx.intel.com/keys': '1' }],
  ])('of %s', (name, overhead) => {
    expect(specOf(examplePod(name)).overhead).toEqual(overhead);
  });

  it('has the key even where memory and CPU are not told', () => {
    const config = { overheadEnabled: false };
    expect(specOf(examplePod('kata-qemu-snp'), config).overhead).toEqual({ 'sev-snp.amd.com/esids': '1' });
    expect(specOf(examplePod('kata-qemu'), config).overhead).toBeUndefined();
  });

  it('has no key where nobody counts them', () => {
    expect(specOf(examplePod('kata-qemu-tdx'), { nodeFeatureRules: false }).overhead).toEqual({ memory: '2048Mi', cpu: '1.0' });
  });
});

describe('the node selector of an admitted pod', () => {
  it('has that of the class beside its own', () => {
    const pod = examplePod('kata-qemu-snp', { nodeSelector: { zone: 'a', 'katacontainers.io/kata-runtime': 'true' } });
    expect(specOf(pod).nodeSelector).toEqual({
      zone: 'a',
      'katacontainers.io/kata-runtime': 'true',
      'amd.feature.node.kubernetes.io/snp': 'true',
    });
  });

  it('selects by no protection where there are no rules', () => {
    expect(specOf(examplePod('kata-qemu-tdx'), { nodeFeatureRules: false }).nodeSelector).toEqual({
      'katacontainers.io/kata-runtime': 'true',
    });
  });
});

describe('a pod is refused', () => {
  it.each([
    [examplePod('kata-qemu-sev'), 'pod rejected: RuntimeClass "kata-qemu-sev" not found'],
    [
      examplePod('kata-qemu-snp', { overhead: { memory: '1Mi' } }),
      `pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead`,
    ],
    [
      examplePod('kata-qemu', { nodeSelector: { 'katacontainers.io/kata-runtime': 'false' } }),
      'conflict: runtimeClass.scheduling.nodeSelector[katacontainers.io/kata-runtime] = true; ' +
        'pod.spec.nodeSelector[katacontainers.io/kata-runtime] = false',
    ],
  ])('by the admission plugin', (pod, why) => {
    expect(messageOf(pod)).toBe(`pods "pod" is forbidden: ${why}`);
    expect(refusalOf(pod)).toEqual([403]);
  });

  it('with an overhead where its class has none', () => {
    const pod = examplePod('kata-qemu', { overhead: { memory: '1Mi' } });
    const decision = admit(pod, { overheadEnabled: false });
    expect(JSON.stringify(decision)).toContain('Pod Overhead set without corresponding RuntimeClass defined Overhead');
  });

  it('with a class whose shim is not enabled', () => {
    expect(refusalOf(examplePod('kata-qemu-tdx'), { shims: ['qemu'] })).toEqual([403]);
  });

  it('for what is wrong with any pod', () => {
    expect(refusalOf(examplePod('kata-qemu', { containers: [] }))).toEqual(['spec.containers: Required value']);
    expect(refusalOf(examplePod('kata-qemu', { containers: [{ name: 'c' }] }))).toEqual([
      'spec.containers[0].image: Required value',
    ]);
    const resources = { limits: { memory: 'much' } };
    expect(refusalOf(examplePod('kata-qemu', { containers: [{ name: 'c', image: 'i', resources }] }))).toEqual([
      'spec.containers[0].resources.limits[memory]: Invalid value: "much": must be a valid quantity',
    ]);
  });
});

describe('annotations', () => {
  it.each(['true', 'false', 'perhaps'])('of the guide are accepted and ignored: %s', (value) => {
    const annotations = {
      'io.containerd.cri.runtime-handler': 'kata-qemu-tdx',
      'io.katacontainers.config.pre_attestation.enabled': value,
    };
    expect(specOf(annotatedPod('kata-qemu-snp', annotations))).toEqual(specOf(examplePod('kata-qemu-snp')));
  });

  it('are no matter of the API server', () => {
    expect(admit(annotatedPod('kata-qemu-snp', { firmware: '/tmp/mine.fd' }), {}).allowed).toBe(true);
  });
});

it('the pod of a Deployment has an owner, and the name of the Deployment', () => {
  const { metadata, spec } = examplePod('kata-qemu-snp');
  const template = { metadata: { labels: { app: 'a' } }, spec };
  const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template } } as JsonObject;
  const decision = admit(deployment, {});
  expect(admit({ apiVersion: 'v1', kind: 'List', items: [{ kind: 'Service' }, deployment] }, {})).toEqual(decision);
  expect(decision).toMatchObject({
    allowed: true,
    guest: {
      kind: 'Pod',
      metadata: { name: 'pod', labels: { app: 'a' }, ownerReferences: [{ kind: 'ReplicaSet', controller: true }] },
    },
  });
});

it('a container asks for what it is limited to', () => {
  expect(specOf(examplePod('kata-qemu')).containers).toMatchObject([{ resources: { requests: { memory: '64Mi' } } }]);
});
