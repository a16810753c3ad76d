import type { JsonObject } from '../../../core/json.js';
import type { HostFindings } from '../detect/host-findings.js';
import { instanceOf } from '../instance.js';
import { type AskedRules, askedModel } from '../translate/asked-model.js';

/**
 * Why a service must not start over the guests of its host: one of them is encrypted by a model the host has no more, and could never be
 * started again. Undefined when it may. Source: nova 34.0.0 `nova/virt/libvirt/driver.py` (_validate_mem_encryption_configuration).
 */
export function strandedGuest(
  guests: readonly JsonObject[],
  { supported }: HostFindings,
  { modelsCanBeNamed }: Pick<AskedRules, 'modelsCanBeNamed'>,
): string | undefined {
  for (const guest of guests) {
    const model = askedModel(instanceOf(guest), { modelsCanBeNamed, readsImage: true });
    if (model !== undefined && !supported.includes(model)) return strandedWords(model);
  }
  return undefined;
}

function strandedWords(model: string): string {
  return [
    `InvalidConfiguration: This host has instances with the memory encryption feature by ${model} enabled but the host is configured not to`,
    'support this feature any more. Please move or delete these instances from this host, before disabling the feature support. Evacuate the',
    'instances or fix configuration to enable the feature to recover the nova-compute service.',
  ].join(' ');
}
