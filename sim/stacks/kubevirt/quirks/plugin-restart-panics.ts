import type { Quirk } from './quirk.js';

/** A device plugin that is started a second time closes a channel that is closed already, and ends the agent. */
export const pluginRestartPanics: Quirk = {
  name: 'plugin-restart-panics',
  sentence: 'A device plugin that is started a second time closes a channel that is closed already, and ends the agent.',
  releases: [{ product: 'kubevirt', from: '0.51', to: '1.2' }],
  source: 'kubevirt before kubevirt@f771e82ff2',
  killedBy: 'kubevirt/resources/kubelet-restart-registers-again',
  choices: { survivesSecondStart: () => false },
};
