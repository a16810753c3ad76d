import { element, type XmlElement } from '../../../core/xml-writer.js';
import type { NovaChoices } from '../choices.js';
import { propertyText } from '../instance.js';
import type { DomainPlan } from './plan.js';

/**
 * The `launchSecurity` element, which is the last one of the document; none for an ordinary guest. Source: nova 34.0.0
 * `nova/virt/libvirt/config.py` (LibvirtConfigGuestSEVLaunchSecurity and its siblings); for TDX its specification.
 */
export function launchSecurityElement(plan: DomainPlan, choices: NovaChoices): XmlElement | undefined {
  switch (plan.model) {
    case 'amd-sev':
      return sev(plan, choices.sevPolicy, choices);
    case 'amd-sev-es':
      return sev(plan, choices.sevEsPolicy, choices);
    case 'amd-sev-snp':
      return snp(plan, choices);
    case 'intel-tdx':
      return tdx(choices);
    case undefined:
      return undefined;
  }
}

function sev({ platformBits }: DomainPlan, policy: number, choices: NovaChoices): XmlElement {
  const bits = choices.copiesPlatformBits ? platformBits : undefined;
  return element(
    'launchSecurity',
    { type: 'sev' },
    bits && element('cbitpos', {}, bits.cbitpos),
    bits && element('reducedPhysBits', {}, bits.reducedPhysBits),
    element('policy', {}, hexadecimal(policy, 4)),
  );
}

/** The firmware measures a kernel it is given from outside. */
function snp({ image }: DomainPlan, { snpPolicy, snpKeys, measuresKernel }: NovaChoices): XmlElement {
  const kernelHashes = measuresKernel && propertyText(image, 'kernel_id') ? 'yes' : 'no';
  return element(
    'launchSecurity',
    { type: 'sev-snp', ...snpKeys, kernelHashes },
    element('policy', {}, hexadecimal(snpPolicy, 8)),
  );
}

/** Without a path QEMU finds the quote generation service where it always is. */
function tdx({ tdxPolicy }: NovaChoices): XmlElement {
  const policy = tdxPolicy === undefined ? undefined : element('policy', {}, hexadecimal(tdxPolicy, 8));
  return element('launchSecurity', { type: 'tdx' }, policy, element('quoteGenerationService'));
}

function hexadecimal(bits: number, digits: number): string {
  return `0x${bits.toString(16).padStart(digits, '0')}`;
}
