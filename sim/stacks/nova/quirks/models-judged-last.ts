import type { NovaQuirk } from './quirk.js';

/** Firmware and machine type are looked at before the models, so that the first mistake is not told. */
export const modelsJudgedLast: NovaQuirk = {
  name: 'models-judged-last',
  sentence: 'Firmware and machine type are looked at before the models, so that the first mistake is not told.',
  releases: [{ product: 'nova', from: '2025.2', to: '2026.1' }],
  source: 'nova `d4a4dbd6bf`, which turned the order round',
  killedBy: 'nova/request/first-mistake-is-told',
  choices: { modelsComeFirst: false },
};
