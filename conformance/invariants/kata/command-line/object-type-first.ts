/**
 * Checks: the first word of every -object.
 * Does not check: objects written as JSON, whose members have no order.
 * Source: kata-containers@39aa481da1: host-data came before the type, and QEMU refused every guest with initdata
 */
import type { Invariant } from '../../invariant.js';
import { renderedLines } from '../../kata-line-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kata/command-line/object-type-first`. */
export const kataCommandLineObjectTypeFirst: Invariant = {
  requirement: 'kata/command-line/object-type-first',
  judge(evidence, say) {
    for (const { event, line } of renderedLines(evidence)) {
      for (const { text, type } of line.options('-object')) {
        if (text.startsWith('{')) continue;
        say.check(
          type !== undefined,
          event,
          () => `${event.guest} has the object ${quoted(text)}, which does not begin with its type`,
        );
      }
    }
  },
};
