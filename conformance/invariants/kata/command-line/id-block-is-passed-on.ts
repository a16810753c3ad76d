/**
 * Checks: both members against the configuration.
 * Does not check: what they say.
 * Source: kata-containers src/runtime/pkg/govmm/qemu/qemu.go: id-block, id-auth
 */
import type { Invariant } from '../../invariant.js';
import { guestObject, linesOf, shimSettings } from '../../kata-line-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kata/command-line/id-block-is-passed-on`. */
export const kataCommandLineIdBlockIsPassedOn: Invariant = {
  requirement: 'kata/command-line/id-block-is-passed-on',
  judge(evidence, say) {
    for (const rendering of linesOf(evidence, 'snp')) {
      const { event, line } = rendering;
      const { snp_id_block: block, snp_id_auth: auth } = shimSettings(rendering);
      if (!block || !auth) continue;
      const members = guestObject(line)?.members ?? {};
      const isRight = members['id-block'] === block && members['id-auth'] === auth;
      say.check(isRight, event, () => `${event.guest} has the ID block ${quoted(members['id-block'])}`);
    }
  },
};
