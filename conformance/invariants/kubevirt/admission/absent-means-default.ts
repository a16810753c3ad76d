/**
 * Checks: requests of a case that differ only in whether a default is said get the same causes.
 * Does not check: which causes those are; requests that are asked for under different configurations or in different forms,
 * or that write the protection in different objects.
 * Source: Kubernetes API conventions, "Optional vs. Required" and "Defaulting"
 */

import { canonicalJson } from '../../../../sim/core/json.js';
import { member } from '../../../model/json-member.js';
import type { Admission } from '../../../model/observations.js';
import { messagesOf } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/admission/absent-means-default`. */
export const absentMeansDefault: Invariant = {
  requirement: 'kubevirt/admission/absent-means-default',
  judge(evidence, say) {
    const first = new Map<string, Admission>();
    for (const admission of differentlyWritten(look(evidence).admissions)) {
      const key = meaning(admission);
      const other = first.get(key);
      if (other === undefined) first.set(key, admission);
      if (other === undefined || written(other) === written(admission)) continue;
      const [left, right] = [other, admission].map(({ event }) => quoted([...messagesOf(event.decision)].sort()));
      const { event } = admission;
      say.check(
        left === right,
        event,
        () => `${event.guest} asks for what ${other.event.guest} does, but was told ${right} and not ${left}`,
      );
    }
  },
};

/** Fills ask the same thing in the same words a thousand times: nothing to compare. */
function differentlyWritten(admissions: readonly Admission[]): readonly Admission[] {
  const plain = admissions.filter(({ event }) => event.spec.manifest === undefined);
  return plain.length < 2 || plain.length > mostCompared ? [] : plain;
}

const mostCompared = 12;

/** What a request asks for when all defaults are said. */
function meaning({ event, vmi, asked }: Admission): string {
  const domain = member(asked.instance, 'spec', 'domain');
  const rest = [['launchSecurity'], ['memory', 'maxGuest'], ['firmware', 'bootloader', 'bios']];
  const { protectionIn = ['request'] } = event.spec;
  return canonicalJson([
    asked.form,
    [...protectionIn],
    event.config,
    { ...vmi, name: '' },
    rest.map((path) => member(domain, ...path) ?? null),
  ]);
}

function written({ asked }: Admission): string {
  return canonicalJson(asked.written.spec);
}
