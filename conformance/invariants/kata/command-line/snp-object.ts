/**
 * Checks: number and type of the objects, named anywhere among their members.
 * Does not check: their other members.
 * Source: kata-containers src/runtime/pkg/govmm/qemu/qemu.go
 */
import { guestObjects } from '../../../model/kata-command-line.js';
import type { Invariant } from '../../invariant.js';
import { linesOf } from '../../kata-line-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kata/command-line/snp-object`. */
export const kataCommandLineSnpObject: Invariant = {
  requirement: 'kata/command-line/snp-object',
  judge(evidence, say) {
    for (const { event, line } of linesOf(evidence, 'snp')) {
      const objects = guestObjects(line);
      const isRight = objects.length === 1 && /(?:^|[,"])sev-snp-guest(?:[,"]|$)/.test(objects[0]?.text ?? '');
      say.check(
        isRight,
        event,
        () => `${event.guest} has the objects ${quoted(objects.map(({ text }) => text))}, expected one sev-snp-guest`,
      );
    }
  },
};
