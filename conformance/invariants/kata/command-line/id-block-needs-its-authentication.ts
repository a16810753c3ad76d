/**
 * Checks: no arguments where only one of snp_id_block and snp_id_auth is configured.
 * Does not check: what they say.
 * Source: kata-containers src/runtime/virtcontainers/qemu_amd64.go: specifying SNP IDBlock without SNP IDAuth is not
 * allowed
 */
import type { Invariant } from '../../invariant.js';
import { hasHalfIdBlock } from '../../kata-line-judges.js';
import { lookAtKata } from '../../kata-views.js';

/** Judge of `kata/command-line/id-block-needs-its-authentication`. */
export const kataCommandLineIdBlockNeedsItsAuthentication: Invariant = {
  requirement: 'kata/command-line/id-block-needs-its-authentication',
  judge(evidence, say) {
    for (const rendering of lookAtKata(evidence).renderings) {
      const { event, guest } = rendering;
      if (guest.class.protection !== 'snp' || !hasHalfIdBlock(rendering)) continue;
      say.check(!event.decision.rendered, event, () => `${event.guest} has half an ID block, and got arguments`);
    }
  },
};
