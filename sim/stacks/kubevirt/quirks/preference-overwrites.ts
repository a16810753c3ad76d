import type { Quirk } from './quirk.js';

/** A preference for ACPI or against hotplug wins over what the machine says. */
export const preferenceOverwrites: Quirk = {
  name: 'preference-overwrites',
  sentence: 'A preference for ACPI or against hotplug wins over what the machine says.',
  releases: [{ product: 'kubevirt', from: '0.56' }],
  source: 'KubeVirt v1.9 pkg/instancetype/preference/apply/features.go, device.go (both say so)',
  killedBy: 'kubevirt/admission/preference-yields',
  choices: { preferencesThatOverwrite: ['features.preferredAcpi', 'devices.preferredDisableHotplug'] },
};
