import { isSocket } from '../devices/plugin-kind.js';
import type { Quirk } from './quirk.js';

/** The TDX plugin watches the wrong directory and does not notice that the kubelet began anew, so TDX keys are gone until the agent restarts. */
export const kubeletRestartUnnoticed: Quirk = {
  name: 'kubelet-restart-unnoticed',
  sentence:
    'The TDX plugin watches the wrong directory and does not notice that the kubelet began anew, so TDX keys are gone until the agent restarts.',
  releases: [{ product: 'kubevirt', from: '1.9' }],
  source: 'kubevirt v1.9 pkg/virt-handler/device-manager/socket_device.go (healthCheck)',
  killedBy: 'kubevirt/resources/kubelet-restart-registers-again',
  choices: { noticesKubeletRestart: (kind) => !isSocket(kind) },
};
