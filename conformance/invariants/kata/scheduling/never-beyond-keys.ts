/**
 * Checks: the judges’ own book of bound pods against the key IDs the kernel has.
 * Does not check: nodes that have rebooted with other settings under their pods; clusters that count no keys.
 * Source: kata-containers tools/packaging/kata-deploy/helm-chart/kata-deploy/templates/runtimeclasses.yaml: the key request
 * keeps the scheduler from ever giving out more than there are
 */
import { countsKeys, kataKeyResource } from '../../../model/kata-names.js';
import type { Invariant } from '../../invariant.js';
import { settledPods } from '../../kata-place-judges.js';

/** Judge of `kata/scheduling/never-beyond-keys`. */
export const kataSchedulingNeverBeyondKeys: Invariant = {
  requirement: 'kata/scheduling/never-beyond-keys',
  judge(evidence, say) {
    for (const { event, guest, hosts, config } of settledPods(evidence)) {
      const { protection } = guest.class;
      if (!event.decision.placed || protection === 'none' || !countsKeys(guest.config) || !countsKeys(config)) continue;
      const { host } = event.decision;
      const found = hosts.find(({ shown }) => shown.name === host);
      const keys = found?.labelling?.expected.keys[protection];
      if (found === undefined || keys === undefined || found.labelling?.troubled === true) continue;
      const held = found.held[kataKeyResource[protection]] ?? 0;
      say.check(held < keys, event, () => `${event.guest} is pod ${held + 1} on ${host}, which has ${keys} key IDs`);
    }
  },
};
