/**
 * Checks: the field path of every cause leads to a value in the object that was submitted, or in one that came with it.
 * Does not check: whether it is the field to blame; paths into absent required fields (type FieldValueRequired).
 * Source: Kubernetes API conventions, StatusCause.field; upstream points at spec.launchSecurity, which no object has (the
 * field is spec.domain.launchSecurity)
 */

import { fieldResolves } from '../../../model/json-member.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/admission/field-path-resolves`. */
export const fieldPathResolves: Invariant = {
  requirement: 'kubevirt/admission/field-path-resolves',
  judge(evidence, say) {
    for (const { event, asked } of look(evidence).admissions) {
      if (event.decision.allowed) continue;
      const objects = [asked.workload, asked.instancetype ?? {}, asked.preference ?? {}];
      for (const { field, type, message } of event.decision.causes) {
        if (type === 'FieldValueRequired') continue;
        const resolves = objects.some((object) => fieldResolves(object, field));
        say.check(
          resolves,
          event,
          () => `${event.guest}: the cause ${quoted(message)} points at ${field}, which the request does not have`,
        );
      }
    }
  },
};
