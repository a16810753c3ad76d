/**
 * Checks: no arguments where the annotation is not base64, not compressed, no such TOML, or names an unknown digest.
 * Does not check: in which words; ordinary pods.
 * Source: kata-containers src/runtime/pkg/oci/utils.go (addHypervisorInitdataOverrides); an unknown algorithm once ended
 * the shim
 */
import { initdataDigest } from '../../../model/kata-initdata.js';
import type { Invariant } from '../../invariant.js';
import { override } from '../../kata-line-judges.js';
import { lookAtKata } from '../../kata-views.js';

/** Judge of `kata/command-line/damaged-initdata-is-refused`. */
export const kataCommandLineDamagedInitdataIsRefused: Invariant = {
  requirement: 'kata/command-line/damaged-initdata-is-refused',
  judge(evidence, say) {
    for (const rendering of lookAtKata(evidence).renderings) {
      const { event, guest } = rendering;
      const initdata = override(guest.pod, 'cc_init_data');
      if (initdata === undefined || guest.class.protection === 'none' || initdataDigest(initdata, 1) !== undefined) continue;
      say.check(!event.decision.rendered, event, () => `${event.guest} has damaged initdata, and got arguments`);
    }
  },
};
