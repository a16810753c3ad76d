import type { StackKit } from './stack-kit.js';

/**
 * What administrators write on nodes: labels of their own that begin like KubeVirt's, labels that are KubeVirt's, and the annotation
 * that keeps the node labeller away, whatever its value.
 */
export const kubevirtNodeEdits: StackKit['nodeEdits'] = [
  { labels: { 'kubevirt.io/tdx-pool': 'red', 'kubevirt.io/sev-tier': 'gold' } },
  { labels: { 'kubevirt.io/realtime-x': '1', 'topology.kubernetes.io/zone': null } },
  { labels: { 'kubevirt.io/tdx': 'false', 'kubevirt.io/sev': null, 'kubevirt.io/sev-snp': '' } },
  ...['', 'true', 'false', null].map((value) => ({ annotations: { 'node-labeller.kubevirt.io/skip-node': value } })),
];
