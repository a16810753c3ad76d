import { element, fixedElement, type XmlElement } from '../../../core/xml-writer.js';
import type { Choices } from '../choices.js';
import type { Config } from '../config.js';
import type { VirtualMachineInstance } from '../vmi.js';
import { virtioDevice } from './virtio.js';

/**
 * The memory balloon. Free pages are reported, by encrypted guests as well, unless the cluster or the guest says no, or the guest
 * is one of those whose memory never goes back. Source: KubeVirt v1.9 `converter/compute/balloon.go`, `manager.go`
 * (isFreePageReportingEnabled), `types.go` (IsHighPerformanceVMI).
 */
export function balloonElement(vmi: VirtualMachineInstance, config: Config, choices: Choices): XmlElement {
  if (vmi.spec.domain.devices?.autoattachMemBalloon === false) return noBalloon;
  if (choices.tdxHasNoBalloon && vmi.spec.domain.launchSecurity?.tdx !== undefined) return noBalloon;
  return reportsFreePages(vmi, config, choices) ? reporting(vmi, choices) : silent(vmi, choices);
}

const noBalloon = fixedElement(element('memballoon', { model: 'none' }));
const reporting = virtioDevice('memballoon', (model, driver) => balloon(model, 'on', driver));
const silent = virtioDevice('memballoon', (model, driver) => balloon(model, 'off', driver));

function balloon(model: string, freePageReporting: 'on' | 'off', driver: XmlElement | undefined): XmlElement {
  return element('memballoon', { model, freePageReporting }, element('stats', { period: 10 }), driver);
}

/** A guest says so itself with the annotation `kubevirt.io/free-page-reporting-disabled`. */
function reportsFreePages({ metadata, spec }: VirtualMachineInstance, config: Config, choices: Choices): boolean {
  if (!choices.freePageReportingCanBeRefused) return true;
  const { cpu, memory } = spec.domain;
  const highPerformance = cpu?.dedicatedCpuPlacement === true || cpu?.realtime !== undefined || memory?.hugepages !== undefined;
  const refused = metadata.annotations?.['kubevirt.io/free-page-reporting-disabled'] === 'true';
  return !config.disableFreePageReporting && !refused && !highPerformance;
}
