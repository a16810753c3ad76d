import { element, fixedElement, fixedElements, type XmlElement } from '../../../core/xml-writer.js';
import type { Choices } from '../choices.js';
import type { Config } from '../config.js';
import { keptByTemplate } from '../guest-template.js';
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
  const { size, processor } = ofTemplate(vmi, config, choices);
  return element(
    'domain',
    kvm,
    element('name', {}, `${namespaceOf(vmi)}_${vmi.metadata.name}`),
    uuid === undefined ? undefined : element('uuid', {}, uuid),
    size,
    sysinfo(uuid, serial),
    osElement(vmi, firmware, config, choices),
    processor,
    devicesElement(vmi, config, choices),
    launchSecurityElement(vmi, config, choices),
  );
}

/** What of the document is said before what names the guest, and what behind. */
const ofTemplate = keptByTemplate((guest, config, choices) => {
  const { memory, launchSecurity } = guest.spec.domain;
  const { vcpu, vcpus, cpu } = cpuElements(guest);
  return {
    size: fixedElements(
      maxMemory(memory),
      element('memory', bytes, quantityValue(memory?.guest)),
      choices.tdxHasPrivateMemoryBacking && launchSecurity?.tdx !== undefined ? privateMemory : undefined,
      vcpu,
      vcpus,
    ),
    processor: fixedElements(hypervisorFeatures(guest, config, choices), cpu),
  };
});

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
