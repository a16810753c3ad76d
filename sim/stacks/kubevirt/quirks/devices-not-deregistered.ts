import type { Quirk } from './quirk.js';

/** Devices of a plugin that was stopped stay allocatable. */
export const devicesNotDeregistered: Quirk = {
  name: 'devices-not-deregistered',
  sentence: 'Devices of a plugin that was stopped stay allocatable.',
  releases: [{ product: 'kubevirt', to: '0.50' }],
  source: 'kubevirt before kubevirt@371729a280',
  killedBy: 'kubevirt/resources/ending-agent-withdraws-devices',
  choices: { deregistersDevices: false },
};
