/**
 * Checks: the kernel parameter of the chosen node when it was labelled last.
 * Does not check: whether QEMU is new enough, which no label tells.
 * Source: kata-containers tools/packaging/kata-deploy/helm-chart/kata-deploy/templates/node-feature-rules.yaml
 */
import { countsKeys } from '../../../model/kata-names.js';
import type { Invariant } from '../../invariant.js';
import { isPlain } from '../../kata-label-judges.js';
import { settledPods } from '../../kata-place-judges.js';

/** Judge of `kata/scheduling/chosen-kernel-has-it-on`. */
export const kataSchedulingChosenKernelHasItOn: Invariant = {
  requirement: 'kata/scheduling/chosen-kernel-has-it-on',
  judge(evidence, say) {
    for (const { event, guest, hosts } of settledPods(evidence)) {
      const { protection } = guest.class;
      if (!event.decision.placed || protection === 'none' || !countsKeys(guest.config)) continue;
      const { host } = event.decision;
      const labelling = hosts.find(({ shown }) => shown.name === host)?.labelling;
      if (labelling === undefined || !isPlain(labelling) || !countsKeys(labelling.config)) continue;
      say.check(
        labelling.expected.enabled[protection],
        event,
        () => `${event.guest} was placed on ${host}, which has ${protection} switched off`,
      );
    }
  },
};
