import type { HostToRenderFor, RenderDecision } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import { writeXml } from '../../core/xml-writer.js';
import type { Choices } from './choices.js';
import { readConfig } from './config.js';
import { domainElement } from './render/domain.js';
import { firmwareOf } from './render/firmware.js';
import { unrenderable } from './render/unrenderable.js';
import { vmiOf } from './vmi.js';

/**
 * Stage `render`: virt-launcher's libvirt document for this guest, or why there is none. The host matters only for what is
 * installed and present on it.
 * Source: KubeVirt v1.9 `pkg/virt-launcher/virtwrap/{manager,converter/converter}.go`.
 */
export function render(guest: JsonObject, host: HostToRenderFor, config: JsonObject, choices: Choices): RenderDecision {
  const vmi = vmiOf(guest);
  const settings = readConfig(config);
  const problem = unrenderable(vmi, host.reader, settings, choices);
  if (problem !== undefined) return { rendered: false, message: problem };
  const firmware = firmwareOf(vmi, host.reader, settings, choices);
  if (!firmware.ok) return { rendered: false, message: firmware.reason };
  return { rendered: true, xml: writeXml(domainElement(vmi, firmware.value, settings, choices)) };
}
