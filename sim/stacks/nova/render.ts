import type { HostToRenderFor, RenderDecision } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import { writeXml } from '../../core/xml-writer.js';
import type { NovaChoices } from './choices.js';
import { readConfig } from './config.js';
import { instanceOf } from './instance.js';
import { domainElement } from './render/domain.js';
import { hostSupport } from './render/host-support.js';
import { planOf } from './render/plan.js';

/**
 * Stage `render`: the document nova-compute hands to libvirt for this guest, or why there is none. What a guest needs is asked again, because
 * only here the machine type is known. Source: nova 34.0.0 `nova/virt/libvirt/driver.py` (_get_guest_config).
 */
export function render(guest: JsonObject, host: HostToRenderFor, config: JsonObject, choices: NovaChoices): RenderDecision {
  const settings = readConfig(config);
  const support = hostSupport(host.reader, settings, choices);
  const plan = planOf(instanceOf(guest), { host, support, config: settings, choices });
  if (!plan.ok) return { rendered: false, message: plan.reason };
  return { rendered: true, xml: writeXml(domainElement(plan.value, settings, choices)) };
}
