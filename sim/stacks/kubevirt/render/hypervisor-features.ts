import { element, fixedElement, type XmlElement } from '../../../core/xml-writer.js';
import type { Choices } from '../choices.js';
import type { Config } from '../config.js';
import { isOn, type Specified } from '../vmi.js';

/**
 * Features of the virtual machine. A TDX guest has no performance counters: the PMU would leak, and libvirt refuses it. SMM is
 * there only if the user asks. Source: KubeVirt v1.9 `converter/compute/hypervisor_features.go`.
 */
export function hypervisorFeatures(vmi: Specified, config: Config, choices: Choices): XmlElement {
  const { architecture, domain } = vmi.spec;
  const { acpi, apic, smm } = domain.features ?? {};
  const tdx = domain.launchSecurity?.tdx !== undefined;
  return element(
    'features',
    {},
    acpi?.enabled === false ? undefined : acpiOn,
    isOn(apic) ? element('apic') : undefined,
    choices.pmuIsOff(vmi, config) ? pmuOff : undefined,
    architecture === 'amd64' ? vmportOff : undefined,
    isOn(smm) ? element('smm') : undefined,
    tdx && choices.tdxSplitsIrqchip ? qemuIoapic : undefined,
  );
}

const acpiOn = fixedElement(element('acpi'));
const pmuOff = fixedElement(element('pmu', { state: 'off' }));
const vmportOff = fixedElement(element('vmport', { state: 'off' }));
const qemuIoapic = fixedElement(element('ioapic', { driver: 'qemu' }));
