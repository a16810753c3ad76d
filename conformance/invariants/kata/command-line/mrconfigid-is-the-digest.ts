/**
 * Checks: mrconfigid of the object against the annotation, filled or cut to its length.
 * Does not check: initdata of the configuration file.
 * Source: kata-containers src/runtime/pkg/oci/utils.go; trustee kbs/docs/initdata.md
 */
import { initdataDigest, initdataLength } from '../../../model/kata-initdata.js';
import type { Invariant } from '../../invariant.js';
import { guestObject, linesOf, override } from '../../kata-line-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kata/command-line/mrconfigid-is-the-digest`. */
export const kataCommandLineMrconfigidIsTheDigest: Invariant = {
  requirement: 'kata/command-line/mrconfigid-is-the-digest',
  judge(evidence, say) {
    for (const { event, line, guest } of linesOf(evidence, 'tdx')) {
      const initdata = override(guest.pod, 'cc_init_data');
      const digest = initdata === undefined ? undefined : initdataDigest(initdata, initdataLength.tdx);
      if (digest === undefined) continue;
      const found = guestObject(line)?.members.mrconfigid;
      const wanted = digest.toString('base64');
      say.check(found === wanted, event, () => `${event.guest} has mrconfigid ${quoted(found)}, expected ${wanted}`);
    }
  },
};
