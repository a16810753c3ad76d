import { element, type XmlElement } from '../../../core/xml-writer.js';
import { isOn, type VirtualMachineInstance } from '../vmi.js';

/**
 * Features of the virtual machine. A TDX guest has no performance counters: the PMU would leak, and libvirt refuses it. SMM is
 * there only if the user asks. Source: KubeVirt v1.9 `converter/compute/hypervisor_features.go`.
 */
export function hypervisorFeatures(vmi: VirtualMachineInstance): XmlElement {
  const { architecture, domain } = vmi.spec;
  const { acpi, apic, smm } = domain.features ?? {};
  return element(
    'features',
    {},
    acpi?.enabled === false ? undefined : element('acpi'),
    isOn(apic) ? element('apic') : undefined,
    domain.launchSecurity?.tdx === undefined ? undefined : element('pmu', { state: 'off' }),
    architecture === 'amd64' ? element('vmport', { state: 'off' }) : undefined,
    isOn(smm) ? element('smm') : undefined,
  );
}
