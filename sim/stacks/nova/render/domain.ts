import { element, fixedElement, type XmlElement } from '../../../core/xml-writer.js';
import type { NovaChoices } from '../choices.js';
import type { Config } from '../config.js';
import type { Instance } from '../instance.js';
import { devicesElement } from './devices.js';
import { launchSecurityElement } from './launch-security.js';
import { osElement } from './os.js';
import type { DomainPlan } from './plan.js';

/**
 * The whole document, in the order Nova writes it. libvirt knows the guest as `instance-<eight digits>`, which here come from its UUID.
 * Source: nova 34.0.0 `nova/virt/libvirt/config.py` (LibvirtConfigGuest.format_dom).
 */
export function domainElement(plan: DomainPlan, config: Config, choices: NovaChoices): XmlElement {
  const { instance, locked } = plan;
  const { vcpus, ram } = instance.flavor;
  return element(
    'domain',
    { type: config.virtType },
    element('uuid', {}, instance.uuid),
    element('name', {}, `instance-${instance.uuid.slice(0, 8)}`),
    element('memory', {}, ram * 1024),
    locked ? lockedMemory : undefined,
    element('vcpu', {}, vcpus),
    sysinfo(instance),
    osElement(plan, choices),
    features(plan, choices),
    clock,
    element('cpu', { mode: config.cpuMode }, element('topology', { sockets: vcpus, cores: 1, threads: 1 })),
    devicesElement(plan, choices),
    launchSecurityElement(plan, choices),
  );
}

const lockedMemory = fixedElement(element('memoryBacking', {}, element('locked')));

/** Source: nova 34.0.0 `nova/virt/libvirt/driver.py` (_get_guest_config_sysinfo). */
function sysinfo({ uuid }: Instance): XmlElement {
  const entries = {
    manufacturer: 'OpenStack Foundation',
    product: 'OpenStack Nova',
    serial: uuid,
    uuid,
    family: 'Virtual Machine',
  };
  const written = Object.entries(entries).map(([name, value]) => element('entry', { name }, value));
  return element('sysinfo', { type: 'smbios' }, element('system', {}, ...written));
}

/** A guest whose memory is encrypted cannot hand a dump of it to its host. Source: nova `virt/libvirt/driver.py` (_set_features), bug 2117170. */
function features({ model, firmware }: DomainPlan, choices: NovaChoices): XmlElement {
  const dumps = model === undefined || !choices.encryptedHaveNoVmcoreinfo;
  return element('features', {}, acpi, apic, dumps ? vmcoreinfo : undefined, firmware?.smm === true ? smm : undefined);
}

const acpi = fixedElement(element('acpi'));
const apic = fixedElement(element('apic'));
const vmcoreinfo = fixedElement(element('vmcoreinfo'));
const smm = fixedElement(element('smm', { state: 'on' }));

/** Source: nova `nova/virt/libvirt/driver.py` (_set_clock, _set_kvm_timers). */
const clock = fixedElement(
  element(
    'clock',
    { offset: 'utc' },
    element('timer', { name: 'pit', tickpolicy: 'delay' }),
    element('timer', { name: 'rtc', tickpolicy: 'catchup' }),
    element('timer', { name: 'hpet', present: 'no' }),
  ),
);
