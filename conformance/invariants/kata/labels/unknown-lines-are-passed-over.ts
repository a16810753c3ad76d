/**
 * Checks: extended resources where misc.capacity has lines besides those of the kernels of today, first or last.
 * Does not check: files without any readable line of the pool.
 * Source: Linux Documentation/admin-guide/cgroup-v2.rst, Misc: resources come and go with kernels; node-feature-discovery
 * looks for a line that merely begins like a name
 */
import { capacityPaths } from '../../../model/kata-nfd.js';
import type { Invariant } from '../../invariant.js';
import { isPlain } from '../../kata-label-judges.js';
import { lookAtKata } from '../../kata-views.js';
import { quoted } from '../../views.js';

/** Judge of `kata/labels/unknown-lines-are-passed-over`. */
export const kataLabelsUnknownLinesArePassedOver: Invariant = {
  requirement: 'kata/labels/unknown-lines-are-passed-over',
  judge(evidence, say) {
    for (const labelling of lookAtKata(evidence).labellings) {
      const { event, expected, spoiled } = labelling;
      const text = spoiled.get(capacityPaths[0]);
      if (!isPlain(labelling) || text === undefined || !hasUnknownLine(text)) continue;
      const wrong = Object.keys(expected.resources).find((name) => event.decision.resources[name] !== expected.resources[name]);
      const offered = (): string => quoted(event.decision.resources[wrong ?? '']);
      say.check(
        wrong === undefined,
        event,
        () => `${event.host} offers ${offered()} ${wrong}, expected ${expected.resources[wrong ?? '']}`,
      );
    }
  },
};

function hasUnknownLine(text: string): boolean {
  return text.split('\n').some((line) => line !== '' && !/^(?:sev|sev_es|tdx) /.test(line));
}
