import { element, type XmlElement } from '../../../core/xml-writer.js';
import type { Choices } from '../choices.js';
import { quantityValue } from '../quantity.js';
import { namespaceOf, type VirtualMachineInstance } from '../vmi.js';
import { cpuElements } from './cpu.js';
import { devicesElement } from './devices.js';
import type { Firmware } from './firmware.js';
import { hypervisorFeatures } from './hypervisor-features.js';
import { launchSecurityElement } from './launch-security.js';
import { osElement } from './os.js';

/**
 * The whole document. libvirt knows the guest as `<namespace>_<name>`.
 * Source: KubeVirt v1.9 `converter/converter.go`, `virtwrap/api/schema.go`; order of elements as libvirt formats them.
 */
export function domainElement(vmi: VirtualMachineInstance, firmware: Firmware | undefined, choices: Choices): XmlElement {
  const { uuid, serial } = vmi.spec.domain.firmware ?? {};
  const { vcpu, vcpus, cpu } = cpuElements(vmi);
  return element(
    'domain',
    { type: 'kvm' },
    element('name', {}, `${namespaceOf(vmi)}_${vmi.metadata.name}`),
    uuid === undefined ? undefined : element('uuid', {}, uuid),
    element('memory', { unit: 'b' }, quantityValue(vmi.spec.domain.memory?.guest)),
    vcpu,
    vcpus,
    sysinfo(uuid, serial),
    osElement(vmi, firmware),
    hypervisorFeatures(vmi),
    cpu,
    devicesElement(vmi, choices),
    launchSecurityElement(vmi, choices),
  );
}

/** Source: KubeVirt v1.9 `converter/compute/sysinfo.go`. libvirt insists that both UUIDs are the same. */
function sysinfo(uuid: string | undefined, serial: string | undefined): XmlElement {
  const entries = [
    ['uuid', uuid],
    ['serial', serial],
    ['manufacturer', 'KubeVirt'],
    ['family', 'KubeVirt'],
    ['product', 'None'],
  ] as const;
  const system = entries.map(([name, value]) => (value === undefined ? undefined : element('entry', { name }, value)));
  return element('sysinfo', { type: 'smbios' }, element('system', {}, ...system));
}
