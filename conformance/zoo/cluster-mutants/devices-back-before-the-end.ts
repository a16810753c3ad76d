import type { ClusterMutant } from './cluster-mutant.js';

/** The kubelet gives the devices of a pod back as soon as the pod is told to end, while its guest still holds the key ID. */
export const devicesBackBeforeTheEnd: ClusterMutant = {
  name: 'devices-back-before-the-end',
  sentence:
    'The kubelet gives the devices of a pod back as soon as the pod is told to end, while its guest still holds the key ID.',
  killedBy: 'kubevirt/scheduling/model-agrees',
  rules: { keepsDevicesToTheEnd: false },
};
