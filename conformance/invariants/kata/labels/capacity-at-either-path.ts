/**
 * Checks: extended resources where only /sys/fs/cgroup/misc/misc.capacity is there.
 * Does not check: hosts with both.
 * Source: node-feature-discovery@8ed5a2343: the path of cgroup v1 was missing
 */
import { capacityPaths } from '../../../model/kata-nfd.js';
import type { Invariant } from '../../invariant.js';
import { isPlain } from '../../kata-label-judges.js';
import { lookAtKata } from '../../kata-views.js';

/** Judge of `kata/labels/capacity-at-either-path`. */
export const kataLabelsCapacityAtEitherPath: Invariant = {
  requirement: 'kata/labels/capacity-at-either-path',
  judge(evidence, say) {
    for (const labelling of lookAtKata(evidence).labellings) {
      const { event, expected, spoiled } = labelling;
      if (!isPlain(labelling) || spoiled.get(capacityPaths[1]) === undefined || spoiled.get(capacityPaths[0]) !== undefined)
        continue;
      if (!spoiled.has(capacityPaths[0])) continue;
      const wrong = Object.keys(expected.resources).find((name) => event.decision.resources[name] !== expected.resources[name]);
      say.check(wrong === undefined, event, () => `${event.host} does not offer ${expected.resources[wrong ?? '']} ${wrong}`);
    }
  },
};
