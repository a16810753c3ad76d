import { element, fixedElement, type XmlElement } from '../../../core/xml-writer.js';
import type { Choices } from '../choices.js';
import type { Config } from '../config.js';
import { keptByTemplate } from '../guest-template.js';
import { type LaunchSecurity, qgsSocketAnnotation, type Sev, type Snp, type Tdx, type VirtualMachineInstance } from '../vmi.js';
import { kept } from './kept.js';

/**
 * The `launchSecurity` element; none on other architectures than amd64. `cbitpos` and `reducedPhysBits` are libvirt's to fill in.
 * Of two types, which admission refuses, the one the firmware is chosen by.
 * Source: KubeVirt v1.9 `converter/compute/launch_security.go`, `launchsecurity/sev.go`; libvirt `docs/formatdomain.rst`.
 */
export function launchSecurityElement(vmi: VirtualMachineInstance, config: Config, choices: Choices): XmlElement | undefined {
  const { sev, snp, tdx } = vmi.spec.domain.launchSecurity ?? noLaunchSecurity;
  if (vmi.spec.architecture !== 'amd64') return undefined;
  if (sev !== undefined || snp !== undefined) return amdElement(vmi, config, choices);
  return tdx === undefined ? undefined : tdxElement(tdx, vmi, choices);
}

const noLaunchSecurity: LaunchSecurity = {};

const amdElement = keptByTemplate(({ spec }, _config, choices) => {
  const { sev, snp } = spec.domain.launchSecurity ?? noLaunchSecurity;
  const isSnp = snp !== undefined && (sev === undefined || !choices.sevElementWins);
  return fixedElement(isSnp ? snpElement(snp, choices) : sevElement(sev ?? {}, choices));
});

/** Policy bit 2: the guest's registers are encrypted as well, which makes it SEV-ES. */
const encryptedState = 0x4;

function sevElement(sev: Sev, choices: Choices): XmlElement {
  const encrypted = sev.policy?.encryptedState === true && choices.encryptedStateInPolicy;
  return element(
    'launchSecurity',
    { type: 'sev' },
    policy(hexadecimal(choices.sevPolicy | (encrypted ? encryptedState : 0))),
    sev.dhCert ? element('dhCert', {}, sev.dhCert) : undefined,
    sev.session ? element('session', {}, sev.session) : undefined,
  );
}

/** With kernel hashes the firmware measures the kernel, initrd and command line it is given from outside. */
function snpElement(snp: Snp, choices: Choices): XmlElement {
  const kernelHashes = snp.kernelHashes === true ? 'yes' : undefined;
  return element('launchSecurity', { type: 'sev-snp', kernelHashes }, policy(snp.policy || hexadecimal(choices.snpPolicy)));
}

function tdxElement(tdx: Tdx, vmi: VirtualMachineInstance, choices: Choices): XmlElement {
  const attributes = tdx.policy || (choices.tdxPolicy === undefined ? undefined : hexadecimal(choices.tdxPolicy));
  return element(
    'launchSecurity',
    { type: 'tdx' },
    attributes === undefined ? undefined : policy(attributes),
    tdx.mrConfigId ? element('mrConfigId', {}, tdx.mrConfigId) : undefined,
    tdx.mrOwner ? element('mrOwner', {}, tdx.mrOwner) : undefined,
    tdx.mrOwnerConfig ? element('mrOwnerConfig', {}, tdx.mrOwnerConfig) : undefined,
    choices.qgsAddressFromRequest ? requestedService(tdx, choices) : annotatedService(vmi, choices),
  );
}

/** The element is there even without a path: QEMU then uses its default. An empty annotation counts as none. */
function annotatedService({ metadata }: VirtualMachineInstance, choices: Choices): XmlElement {
  return service(choices.qgsElement, metadata.annotations?.[qgsSocketAnnotation] || undefined);
}

const service = kept((name: string, path: string | undefined) => element(name, { path }));

/** Intel's fork hands on the address its user wrote, whatever its form. Source: intel/kubevirt-tdx `virtwrap/api/schema.go`. */
function requestedService({ QGS: address }: Tdx, choices: Choices): XmlElement | undefined {
  return address ? element(choices.qgsElement, {}, address) : undefined;
}

/** In lower case, as libvirt's schema has it. */
const policy = kept((text: string) => element('policy', {}, text.toLowerCase()));

function hexadecimal(bits: number): string {
  return `0x${bits.toString(16)}`;
}
