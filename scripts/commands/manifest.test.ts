import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { JsonObject } from '../../sim/core/json.js';
import { runInMemory as fauxmetal } from '../run-in-memory.js';

const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-manifest-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The objects a command line prints as YAML. */
async function manifest(...words: readonly string[]): Promise<readonly JsonObject[]> {
  const { printed, noted, exitCode } = await fauxmetal('manifest', ...words);
  expect([noted, exitCode]).toEqual(['', 0]);
  return parseAllDocuments(printed, { version: '1.1' }).map((document) => document.toJS() as JsonObject);
}

describe('fauxmetal manifest node', () => {
  it('shows a host as KubeVirt labels it, with its key IDs in capacity and allocatable', async () => {
    const [node] = await manifest('node', 'genoa', '--setting', 'min-sev-asid=100');
    expect(node).toMatchObject({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name: 'genoa',
        labels: { 'kubevirt.io/sev-snp': 'true', 'kubernetes.io/arch': 'amd64', 'kubernetes.io/os': 'linux' },
      },
      status: {
        capacity: {
          'devices.kubevirt.io/sev-esids': '99',
          'devices.kubevirt.io/kvm': '1k',
          cpu: '384',
          memory: '768Gi',
          pods: '110',
        },
        allocatable: { 'devices.kubevirt.io/sev-esids': '99', 'devices.kubevirt.io/sev-asids': '907' },
        nodeInfo: {
          architecture: 'amd64',
          operatingSystem: 'linux',
          kernelVersion: expect.stringMatching(/^\d+\.\d+/) as string,
        },
      },
    });
  });

  it('numbers several nodes of one machine', async () => {
    const nodes = await manifest('node', 'rome', 'rome');
    expect(nodes.map(({ metadata }) => (metadata as JsonObject).name)).toEqual(['rome', 'rome-2']);
  });

  it('shows unhealthy devices in the capacity only, and what a release does', async () => {
    const words = ['emerald-rapids', '--setting', 'no-quote-generation-service', '--cluster', 'attestationEnforced=true'];
    const [node] = await manifest('node', ...words);
    const amount = { 'devices.kubevirt.io/tdx': expect.anything() as string };
    expect(node?.status).not.toMatchObject({ allocatable: { 'devices.kubevirt.io/tdx': '31' } });
    const [before] = await manifest('node', 'emerald-rapids', '--compat', 'kubevirt@1.8.0');
    expect(before?.status).not.toMatchObject({ capacity: amount });
  });

  it('tells how many keys are taken, on the nodes that can have such guests', async () => {
    const { printed } = await fauxmetal('manifest', 'node', 'emerald-rapids', 'rome', '--describe', '--guest', 'tdx=3', '--json');
    const { nodes } = JSON.parse(printed) as { nodes: { node: string; guests: number; resources: { resource: string }[] }[] };
    expect(nodes.map(({ node, guests }) => [node, guests])).toEqual([
      ['emerald-rapids', 3],
      ['rome', 0],
    ]);
    expect(nodes[0]?.resources.find(({ resource }) => resource === 'devices.kubevirt.io/tdx')).toEqual({
      ...{ resource: 'devices.kubevirt.io/tdx', requests: '3 (9%)', limits: '3 (9%)', allocatable: '31', capacity: '31' },
    });
    const text = await fauxmetal('manifest', 'node', 'emerald-rapids', '--describe', '--guest', 'tdx=3');
    expect(text.printed).toMatch(/devices\.kubevirt\.io\/tdx +3 \(9%\) +3 \(9%\) +31 +31/);
  });
});

describe('fauxmetal manifest kwok-node', () => {
  it('adds what KWOK looks for, and keeps other pods away', async () => {
    const [node] = await manifest('kwok-node', 'genoa');
    expect(node).toMatchObject({
      metadata: { annotations: { 'kwok.x-k8s.io/node': 'fake' }, labels: { type: 'kwok', 'kubevirt.io/sev': 'true' } },
      spec: { taints: [{ key: 'kwok.x-k8s.io/node', value: 'fake', effect: 'NoSchedule' }] },
    });
  });
});

describe('fauxmetal manifest vmi', () => {
  it('writes a guest as its owner does, and as the API keeps it', async () => {
    const [request] = await manifest('vmi', '--protection', 'sev-es', '--name', 'web');
    expect(request).toMatchObject({
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachineInstance',
      metadata: { name: 'web' },
      spec: { domain: { launchSecurity: { sev: { policy: { encryptedState: true } } } } },
    });
    const [admitted] = await manifest('vmi', '--protection', 'tdx', '--admitted');
    expect(admitted).toMatchObject({
      metadata: { annotations: { 'kubevirt.io/qgs-socket-path': '/var/run/tdx-qgs/qgs.socket' } },
    });
  });

  it.each([
    ['machine', 'VirtualMachine'],
    ['replica-set', 'VirtualMachineInstanceReplicaSet'],
    ['pool', 'VirtualMachinePool'],
  ])('writes a %s as a %s that tolerates the nodes of KWOK', async (form, kind) => {
    const [object] = await manifest('vmi', '--form', form, '--kwok');
    expect(object?.kind).toBe(kind);
    expect(JSON.stringify(object)).toContain('"domain":');
    expect(JSON.stringify(object)).toContain('"tolerations":[{"key":"kwok.x-k8s.io/node"');
    const [instance] = await manifest('vmi', '--form', form, '--kwok', '--admitted');
    expect(instance?.kind).toBe('VirtualMachineInstance');
  });

  it('says why a guest is not admitted, and what is wrong with a file', async () => {
    const file = join(folder, 'guest.yaml');
    writeFileSync(
      file,
      'apiVersion: kubevirt.io/v1\nkind: VirtualMachineInstance\nmetadata: {name: g}\nspec: {domain: {launchSecurity: {snp: {}}}}\n',
    );
    const refused = await fauxmetal('manifest', 'vmi', '--vmi', file, '--admitted');
    expect(refused).toMatchObject({ exitCode: 2, noted: expect.stringContaining('SNP requires OVMF (UEFI)') as string });
    expect(await fauxmetal('manifest', 'vmi', '--vmi', join(folder, 'none.yaml'))).toMatchObject({ exitCode: 2 });
    expect(await fauxmetal('manifest', 'vmi', '--protection', 'snpp')).toMatchObject({
      exitCode: 2,
      noted: expect.stringContaining('did you mean "snp"') as string,
    });
  });
});

describe('fauxmetal manifest launcher-pod', () => {
  it('writes the pod of a guest that a real scheduler can place', async () => {
    const [pod] = await manifest('launcher-pod', '--protection', 'snp', '--name', 'web', '--kwok');
    expect(pod).toMatchObject({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'virt-launcher-web' },
      spec: {
        nodeSelector: { 'kubevirt.io/sev-snp': 'true', 'kubevirt.io/schedulable': 'true' },
        tolerations: [{ key: 'kwok.x-k8s.io/node', operator: 'Equal', value: 'fake', effect: 'NoSchedule' }],
        containers: [
          {
            image: expect.stringContaining('virt-launcher') as string,
            resources: { limits: { 'devices.kubevirt.io/sev-esids': '1' } },
          },
        ],
      },
    });
    expect(JSON.stringify(pod)).not.toContain('ownerReferences');
  });

  it('prints one list as JSON', async () => {
    const { printed } = await fauxmetal('manifest', 'launcher-pod', '--json');
    expect(JSON.parse(printed)).toMatchObject({ apiVersion: 'v1', kind: 'List', items: [{ kind: 'Pod' }] });
  });
});
