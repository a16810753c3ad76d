import { element, fixedElement, type XmlElement } from '../../../core/xml-writer.js';
import type { Choices } from '../choices.js';
import type { Config } from '../config.js';
import { quantityValue } from '../quantity.js';
import { type Memory, namespaceOf, type VirtualMachineInstance } from '../vmi.js';
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
export function domainElement(
  vmi: VirtualMachineInstance,
  firmware: Firmware | undefined,
  config: Config,
  choices: Choices,
): XmlElement {
  const { uuid, serial } = vmi.spec.domain.firmware ?? {};
  const { vcpu, vcpus, cpu } = cpuElements(vmi);
  return element(
    'domain',
    kvm,
    element('name', {}, `${namespaceOf(vmi)}_${vmi.metadata.name}`),
    uuid === undefined ? undefined : element('uuid', {}, uuid),
    maxMemory(vmi.spec.domain.memory),
    element('memory', bytes, quantityValue(vmi.spec.domain.memory?.guest)),
    choices.tdxHasPrivateMemoryBacking && vmi.spec.domain.launchSecurity?.tdx !== undefined ? privateMemory : undefined,
    vcpu,
    vcpus,
    sysinfo(uuid, serial),
    osElement(vmi, firmware, choices),
    hypervisorFeatures(vmi, config, choices),
    cpu,
    devicesElement(vmi, config, choices),
    launchSecurityElement(vmi, choices),
  );
}

/** Room to grow, for guests that may; the same size as there is already is none. Source: KubeVirt v1.9 `converter/compute/memory.go`. */
function maxMemory({ guest, maxGuest }: Memory = {}): XmlElement | undefined {
  if (maxGuest === undefined || quantityValue(maxGuest) === quantityValue(guest)) return undefined;
  return element('maxMemory', { unit: 'b', slots: 0 }, quantityValue(maxGuest));
}

const kvm = { type: 'kvm' };
const bytes = { unit: 'b' };

const privateMemory = fixedElement(
  element('memoryBacking', {}, element('source', { type: 'anonymous' }), element('access', { mode: 'private' })),
);

/** Source: KubeVirt v1.9 `converter/compute/sysinfo.go`. libvirt insists that both UUIDs are the same. */
function sysinfo(uuid: string | undefined, serial: string | undefined): XmlElement {
  const system = element(
    'system',
    {},
    uuid === undefined ? undefined : element('entry', { name: 'uuid' }, uuid),
    serial === undefined ? undefined : element('entry', { name: 'serial' }, serial),
    ...maker,
  );
  return element('sysinfo', { type: 'smbios' }, system);
}

const maker = [
  ['manufacturer', 'KubeVirt'],
  ['family', 'KubeVirt'],
  ['product', 'None'],
].map(([name, value = '']) => fixedElement(element('entry', { name }, value)));
