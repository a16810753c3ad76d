import { isSocket } from '../devices/plugin-kind.js';
import type { Quirk } from './quirk.js';

/** The TDX plugin ends the agent when it is started a second time, as other plugins did until v1.2. */
export const socketPluginRestartPanics: Quirk = {
  name: 'socket-plugin-restart-panics',
  sentence: 'The TDX plugin ends the agent when it is started a second time, as other plugins did until v1.2.',
  releases: [{ product: 'kubevirt', from: '1.9' }],
  source: 'kubevirt v1.9 pkg/virt-handler/device-manager/socket_device.go; kubevirt pull request 18622, kubevirt#18807',
  killedBy: 'kubevirt/resources/kubelet-restart-registers-again',
  choices: ({ survivesSecondStart }) => ({ survivesSecondStart: (kind) => !isSocket(kind) && survivesSecondStart(kind) }),
};
