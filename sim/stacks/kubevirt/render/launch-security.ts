import { element, type XmlElement } from '../../../core/xml-writer.js';
import type { Choices } from '../choices.js';
import { qgsSocketAnnotation, type Sev, type VirtualMachineInstance } from '../vmi.js';

/**
 * The `launchSecurity` element; none on other architectures than amd64. `cbitpos` and `reducedPhysBits` are libvirt's to fill in.
 * Source: KubeVirt v1.9 `converter/compute/launch_security.go`, `launchsecurity/sev.go`.
 */
export function launchSecurityElement(vmi: VirtualMachineInstance, choices: Choices): XmlElement | undefined {
  const { sev, snp, tdx } = vmi.spec.domain.launchSecurity ?? {};
  if (vmi.spec.architecture !== 'amd64') return undefined;
  if (sev !== undefined) return sevElement(sev, choices);
  if (snp !== undefined) return element('launchSecurity', { type: 'sev-snp' }, policy(choices.snpPolicy));
  return tdx === undefined ? undefined : tdxElement(vmi, choices);
}

/** Policy bit 2: the guest's registers are encrypted as well, which makes it SEV-ES. */
const encryptedState = 0x4;

function sevElement(sev: Sev, choices: Choices): XmlElement {
  const encrypted = sev.policy?.encryptedState === true && choices.encryptedStateInPolicy;
  return element(
    'launchSecurity',
    { type: 'sev' },
    policy(choices.sevPolicy | (encrypted ? encryptedState : 0)),
    sev.dhCert ? element('dhCert', {}, sev.dhCert) : undefined,
    sev.session ? element('session', {}, sev.session) : undefined,
  );
}

/** The service element is there even without a path: QEMU then uses its default. An empty annotation counts as none. */
function tdxElement(vmi: VirtualMachineInstance, choices: Choices): XmlElement {
  const path = vmi.metadata.annotations?.[qgsSocketAnnotation] || undefined;
  return element(
    'launchSecurity',
    { type: 'tdx' },
    choices.tdxPolicy === undefined ? undefined : policy(choices.tdxPolicy),
    element(choices.qgsElement, { path }),
  );
}

function policy(bits: number): XmlElement {
  return element('policy', {}, `0x${bits.toString(16)}`);
}
