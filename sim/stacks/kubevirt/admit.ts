import type { AdmitDecision } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import { guestArchitectureRule, launchSecurityRules } from './admit/architecture-rules.js';
import { domainRules, mandatoryFieldRules } from './admit/domain-rules.js';
import { metadataRules } from './admit/metadata-rules.js';
import { mutate } from './admit/mutate.js';
import { diskRules, networkRules, volumeRules } from './admit/reference-rules.js';
import { shapeCauses } from './admit/request-shape.js';
import { evictionStrategyRule, startStrategyRule } from './admit/strategy-rules.js';
import { withoutNulls } from './admit/without-nulls.js';
import type { Choices } from './choices.js';
import { readConfig } from './config.js';
import { objectOf, vmiOf } from './vmi.js';

/**
 * Stage `admit`: the API server's checks, then virt-api's mutating and validating webhooks for a VirtualMachineInstance that is
 * created. Later checks look at the defaulted object; the causes come in upstream's order.
 * Source: KubeVirt v1.9 `pkg/virt-api/webhooks/…/vmi-create-admitter.go`, `vmi-mutator.go`.
 */
export function admit(request: JsonObject, config: JsonObject, choices: Choices): AdmitDecision {
  const malformed = shapeCauses(request);
  if (malformed.length > 0) return { allowed: false, causes: malformed };
  const submitted = vmiOf(withoutNulls(request));
  const unnamed = metadataRules(submitted);
  if (unnamed.length > 0) return { allowed: false, causes: unnamed };
  const settings = readConfig(config);
  const vmi = mutate(submitted, settings, choices);
  const causes = [
    ...startStrategyRule(vmi),
    ...networkRules(vmi),
    ...diskRules(vmi),
    ...domainRules(vmi, choices),
    ...evictionStrategyRule(vmi),
    ...launchSecurityRules(vmi, settings, choices),
    ...volumeRules(vmi),
    ...mandatoryFieldRules(vmi),
    ...guestArchitectureRule(vmi),
  ];
  return causes.length > 0 ? { allowed: false, causes } : { allowed: true, guest: objectOf(vmi), warnings: [] };
}
