import type { NovaQuirk } from './quirk.js';

/** Stateless firmware without UEFI is accepted, and no host can build it. */
export const statelessBiosFailsLate: NovaQuirk = {
  name: 'stateless-bios-fails-late',
  sentence: 'Stateless firmware without UEFI is accepted, and no host can build it.',
  releases: [{ product: 'nova', from: '2024.2', to: '2026.1' }],
  source: 'nova `b9ccaf93e2`, bug 2158967',
  killedBy: 'nova/request/stateless-without-uefi-is-passed-over',
  choices: { passesOverStatelessBios: false },
};
