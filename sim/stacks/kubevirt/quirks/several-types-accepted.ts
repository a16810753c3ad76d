import type { Quirk } from './quirk.js';

/** A request with two launch-security types is accepted, and libvirt and firmware get different ideas of it. */
export const severalTypesAccepted: Quirk = {
  name: 'several-types-accepted',
  sentence: 'A request with two launch-security types is accepted, and libvirt and firmware get different ideas of it.',
  releases: [],
  source: 'the state kubevirt v1.9 converter/compute/launch_security.go and manager.go disagree about',
  killedBy: 'kubevirt/admission/one-type-only',
  choices: { oneLaunchSecurityTypeOnly: false },
};
