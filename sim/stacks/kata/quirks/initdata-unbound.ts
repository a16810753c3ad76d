import type { KataQuirk } from './quirk.js';

/** Initdata is delivered into the guest without being bound to its evidence. */
export const initdataUnbound: KataQuirk = {
  name: 'initdata-unbound',
  sentence: 'Initdata is delivered into the guest without being bound to its evidence.',
  releases: [{ product: 'kata', to: '3.16' }],
  source: 'kata-containers `src/runtime/pkg/oci/utils.go` before initdata',
  killedBy: 'kata/command-line/host-data-is-the-digest',
  choices: { bindsInitdata: false },
};
