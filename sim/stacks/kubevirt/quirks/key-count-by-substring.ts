import { lastLineContaining } from '../devices/misc-capacity.js';
import type { Quirk } from './quirk.js';

/** Any line of misc.capacity that contains the name counts, so that sev finds sev_es. */
export const keyCountBySubstring: Quirk = {
  name: 'key-count-by-substring',
  sentence: 'Any line of misc.capacity that contains the name counts, so that sev finds sev_es.',
  releases: [{ product: 'intel-fork', from: 'tdx-1.0', to: 'tdx-1.0' }],
  source: 'intel/kubevirt-tdx@3f2003d98 pkg/virt-handler/cgroup/cgroup.go (GetTDXKeys)',
  killedBy: 'kubevirt/resources/sev-asids-equal-capacity',
  choices: { readMiscCapacity: lastLineContaining },
};
