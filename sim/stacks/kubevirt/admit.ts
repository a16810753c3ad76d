import type { AdmitCause, AdmitDecision } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import { guestArchitectureRule, launchSecurityRules } from './admit/architecture-rules.js';
import { hostDevicesGateRule, vsockGateRule } from './admit/device-gates.js';
import {
  bootloaderRule,
  cpuHotplugRule,
  kernelBootRule,
  memoryHotplugRule,
  memoryRule,
  secureBootRule,
} from './admit/domain-rules.js';
import { existingField } from './admit/existing-field.js';
import { instanceCauses } from './admit/instance-shape.js';
import { knownMemberRule } from './admit/known-members.js';
import { metadataRules } from './admit/metadata-rules.js';
import { mutate } from './admit/mutate.js';
import { diskRules, networkRules } from './admit/reference-rules.js';
import type { Rule } from './admit/rule.js';
import { evictionStrategyRule, startStrategyRule } from './admit/strategy-rules.js';
import { instanceWarnings } from './admit/warnings.js';
import { withoutNulls } from './admit/without-nulls.js';
import type { Choices } from './choices.js';
import { type Config, readConfig } from './config.js';
import { keptByTemplate } from './guest-template.js';
import { objectOf, type VirtualMachineInstance, vmiOf } from './vmi.js';
import { derivedInstance } from './workloads/derived-instance.js';
import type { DescribedInstance } from './workloads/described-instance.js';

/**
 * Stage `admit`: the API server's checks, then virt-api's mutating and validating webhooks. A request is a VirtualMachineInstance, or
 * something its controller makes instances of (VirtualMachine, VirtualMachineInstanceReplicaSet, VirtualMachinePool), alone or in a
 * `List` beside the instance type and the preference it refers to. The answer is the instance that results; what is wrong is said of
 * the object that was submitted, and in every form the same.
 * Source: KubeVirt v1.9 `pkg/virt-api/webhooks/…/vmi-create-admitter.go`, `vmi-mutator.go`, `vms-admitter.go`.
 */
export function admit(request: JsonObject, config: JsonObject, choices: Choices): AdmitDecision {
  const { kind } = request;
  if (kind !== undefined && kind !== null && kind !== 'VirtualMachineInstance') return admitDerived(request, config, choices);
  const malformed = instanceCauses(request);
  if (malformed.length > 0) return { allowed: false, causes: malformed };
  const vmi = vmiOf(withoutNulls(request));
  const unnamed = metadataRules(vmi.metadata.name, vmi.metadata.namespace);
  return unnamed.length > 0
    ? { allowed: false, causes: unnamed }
    : judged({ vmi, form: 'instance', at: 'spec', causes: [], warnings: [] }, config, choices);
}

function admitDerived(request: JsonObject, config: JsonObject, choices: Choices): AdmitDecision {
  const derived = derivedInstance(withoutNulls(request), choices);
  return derived.ok ? judged(derived.value, config, choices) : { allowed: false, causes: derived.reason };
}

/** Fields nobody knows end an admission before anything else is looked at; everything else is told together. */
function judged(described: DescribedInstance, config: JsonObject, choices: Choices): AdmitDecision {
  const { vmi: written, at, warnings } = described;
  const settings = readConfig(config);
  const unknown = knownMemberRule(written, at, settings, choices);
  if (unknown.length > 0) return refusal(unknown, described, choices);
  const vmi = mutate(written, settings, choices);
  const causes = causesOf(described, vmi, settings, choices);
  if (causes.length > 0) return refusal(causes, described, choices);
  return { allowed: true, guest: objectOf(vmi), warnings: [...warnings, ...instanceWarnings(vmi, at, choices)] };
}

function causesOf(
  { vmi: written, form, at, causes }: DescribedInstance,
  vmi: VirtualMachineInstance,
  settings: Config,
  choices: Choices,
): readonly AdmitCause[] {
  const raw = choices.undefaultedTemplates.includes(form);
  if (form === 'instance' && !raw && isFlawless(vmi, settings, choices)) return causes;
  const found: AdmitCause[] = [];
  for (const rule of rulesFor(form, choices)) {
    const wrong = rule(raw ? written : vmi, at, settings, choices);
    if (wrong.length > 0) found.push(...wrong);
  }
  found.push(...causes);
  return found;
}

/** Nearly every instance is, and then it does not matter where in the request its spec stands. */
const isFlawless = keptByTemplate((guest, settings, choices) =>
  rulesFor('instance', choices).every((rule) => rule(guest, 'spec', settings, choices).length === 0),
);

/** What was added by an object a machine refers to is told of a place its user can find. */
function refusal(causes: readonly AdmitCause[], { referring }: DescribedInstance, choices: Choices): AdmitDecision {
  if (referring === undefined || !choices.causesPointAtSubmittedFields) return { allowed: false, causes };
  return { allowed: false, causes: causes.map((cause) => ({ ...cause, field: existingField(referring, cause.field) })) };
}

/** In upstream's order. */
const rulesOfSpecs: readonly Rule[] = [
  cpuHotplugRule,
  startStrategyRule,
  networkRules,
  diskRules,
  bootloaderRule,
  kernelBootRule,
  secureBootRule,
  evictionStrategyRule,
  hostDevicesGateRule,
  launchSecurityRules,
  vsockGateRule,
];

/** Upstream asks these of instances, but not of what they are made from. */
const rulesOfInstances: readonly Rule[] = [...rulesOfSpecs, memoryRule, guestArchitectureRule];

function rulesFor(form: DescribedInstance['form'], choices: Choices): readonly Rule[] {
  const fewer = form !== 'instance' && (choices.templatesObeyFewerRules || choices.undefaultedTemplates.includes(form));
  const rules = fewer ? rulesOfSpecs : rulesOfInstances;
  return choices.formsThatMayGrow.includes(form) ? rules : (growing.get(rules) ?? rules);
}

/** The same with the rule about memory that grows. */
const growing = new Map([rulesOfSpecs, rulesOfInstances].map((rules) => [rules, [...rules, memoryHotplugRule]]));
