import type { AdmitCause } from '../../../contracts/subject.js';
import type { Choices } from '../choices.js';
import type { Config } from '../config.js';
import { type FeatureGate, gateIsOpen } from '../feature-gates.js';
import { type Efi, efiOf, isOn, type LaunchSecurity, startsPaused, type VirtualMachineInstance } from '../vmi.js';
import { forbidden, invalid } from './cause.js';

/**
 * The eight rules for memory-encrypted guests on amd64. The number of types and the feature gate are judged alone; only a request
 * that passes both hears about the rest, all at once.
 * Source: KubeVirt v1.9 `pkg/virt-api/webhooks/amd64.go` (ValidateLaunchSecurityAmd64).
 */
export function amd64Rules(
  vmi: VirtualMachineInstance,
  launchSecurity: LaunchSecurity,
  config: Config,
  choices: Choices,
): readonly AdmitCause[] {
  const field = choices.launchSecurityField;
  const types = typesOf(launchSecurity);
  const [type] = types;
  if (type === undefined || (types.length > 1 && choices.oneLaunchSecurityTypeOnly)) {
    return [forbidden(field, 'One and only one launchSecurity type can be set')];
  }
  const gate = gateOf[type];
  if (!gateIsOpen(config, gate) && choices.admissionObeysGates) {
    return [invalid(field, `${gate} feature gate is not enabled in kubevirt-config`)];
  }
  return [
    ...(type === 'TDX' && isOn(vmi.spec.domain.features?.smm) ? ['TDX does not work along with SMM'] : []),
    ...firmwareProblems(type, efiOf(vmi), choices),
    ...(waitsForAttestation(launchSecurity) && !startsPaused(vmi) ? ["SEV attestation requires VMI StartStrategy 'Paused'"] : []),
    ...bootableNics(vmi).map((nic) => `${type} does not work with bootable NICs: ${nic}`),
  ].map((message) => invalid(field, message));
}

type LaunchSecurityType = 'SEV' | 'SNP' | 'TDX';

const gateOf: Readonly<Record<LaunchSecurityType, FeatureGate>> = {
  SEV: 'WorkloadEncryptionSEV',
  SNP: 'WorkloadEncryptionSEV',
  TDX: 'WorkloadEncryptionTDX',
};

function typesOf(launchSecurity: LaunchSecurity): readonly LaunchSecurityType[] {
  return [
    ...(launchSecurity.sev === undefined ? [] : (['SEV'] as const)),
    ...(launchSecurity.snp === undefined ? [] : (['SNP'] as const)),
    ...(launchSecurity.tdx === undefined ? [] : (['TDX'] as const)),
  ];
}

/** An absent `secureBoot` means on; an absent `persistent` means off. */
function firmwareProblems(type: LaunchSecurityType, efi: Efi | undefined, choices: Choices): readonly string[] {
  if (efi === undefined) return [`${type} requires OVMF (UEFI)`];
  const secureBoot = type !== 'TDX' && efi.secureBoot !== false;
  const persistent = type !== 'SEV' && efi.persistent === true && choices.refusesPersistentEfi;
  return [
    ...(secureBoot ? [`${type} does not work along with SecureBoot`] : []),
    ...(persistent ? [`${type} does not work along with Persistent EFI variables`] : []),
  ];
}

function waitsForAttestation({ sev }: LaunchSecurity): boolean {
  return sev?.attestation !== undefined;
}

function bootableNics(vmi: VirtualMachineInstance): readonly string[] {
  const interfaces = vmi.spec.domain.devices?.interfaces ?? [];
  return interfaces.filter(({ bootOrder }) => bootOrder !== undefined).map(({ name }) => name);
}
