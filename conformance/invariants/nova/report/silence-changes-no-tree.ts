/**
 * Checks: while a service has ended, refuses to serve or is not heard of, its providers are as they were before.
 * Does not check: whether guests are placed there (silent-hosts-are-passed-over).
 * Source: Nova 34.0.0 nova/servicegroup: a service that is down is passed over by the scheduler, its providers stay
 */

import { changedProvider } from '../../../model/nova-trees.js';
import type { Invariant } from '../../invariant.js';
import { lookAtNova } from '../../nova-views.js';

/** Judge of `nova/report/silence-changes-no-tree`. */
export const novaReportSilenceChangesNoTree: Invariant = {
  requirement: 'nova/report/silence-changes-no-tree',
  judge(evidence, say) {
    for (const { event, before, after, host, serving } of lookAtNova(evidence).reports) {
      if (serving || before.length === 0) continue;
      const changed = changedProvider(before, after);
      say.check(changed === undefined, event, () => `nobody serves on ${host}, but ${changed} changed`);
    }
  },
};
