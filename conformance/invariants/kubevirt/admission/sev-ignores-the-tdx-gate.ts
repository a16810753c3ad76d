/**
 * Checks: the same SEV or SEV-ES request gets the same answer, byte for byte, under two configurations that differ only in gates it
 * does not stand behind, that of TDX among them.
 * Does not check: requests of a case that are asked only once; SNP, which is new itself.
 * Source: VEP #80, "Update/Rollback Compatibility" ("This should not impact existing VMs", "without breaking changes")
 */

import { canonicalJson, type Json, type JsonObject } from '../../../../sim/core/json.js';
import { hostDevicesGate, sevGate, vsockGate } from '../../../model/cluster-config.js';
import { listOf } from '../../../model/json-member.js';
import type { Vmi } from '../../../model/vmi.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/admission/sev-ignores-the-tdx-gate`. */
export const sevIgnoresTheTdxGate: Invariant = {
  requirement: 'kubevirt/admission/sev-ignores-the-tdx-gate',
  judge(evidence, say) {
    const { admissions } = look(evidence);
    if (new Set(admissions.map(({ event }) => event.config)).size < 2) return;
    const answers = new Map<string, { readonly config: JsonObject; readonly answer: string }>();
    for (const { event, vmi } of admissions) {
      if (vmi.protection !== 'sev' && vmi.protection !== 'sev-es') continue;
      const key = canonicalJson([event.request, withoutOtherGates(event.config, vmi)]);
      const before = answers.get(key);
      const answer = canonicalJson(event.decision);
      answers.set(key, { config: event.config, answer });
      if (before === undefined || before.config === event.config) continue;
      say.check(before.answer === answer, event, () => `${event.guest} was answered ${answer}; before, it was ${before.answer}`);
    }
  },
};

function withoutOtherGates({ featureGates, disabledFeatureGates, ...rest }: JsonObject, vmi: Vmi): JsonObject {
  const own: readonly Json[] = [
    sevGate,
    ...(vmi.vsock ? [vsockGate] : []),
    ...(vmi.passedDevices.length > 0 ? [hostDevicesGate] : []),
  ];
  const ofIts = (gates: Json | undefined): readonly Json[] => listOf(gates).filter((gate) => own.includes(gate));
  return { ...rest, featureGates: ofIts(featureGates), disabledFeatureGates: ofIts(disabledFeatureGates) };
}
