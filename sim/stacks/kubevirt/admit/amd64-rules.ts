import type { AdmitCause } from '../../../contracts/subject.js';
import type { Choices } from '../choices.js';
import { type FeatureGate, gateIsOpen } from '../feature-gates.js';
import { bootableNics, type Efi, efiOf, isOn, type LaunchSecurity, type Specified, startsPaused } from '../vmi.js';
import { forbidden, invalid } from './cause.js';
import { launchMemberRules } from './launch-members.js';
import type { Rule } from './rule.js';

/**
 * The rules for memory-encrypted guests on amd64: upstream's eight in their order, then those for members upstream does not have. The
 * number of types and the feature gate are judged alone; only a request that passes both hears about the rest, all at once.
 * Source: KubeVirt v1.9 `pkg/virt-api/webhooks/amd64.go` (ValidateLaunchSecurityAmd64).
 */
export const amd64Rules: Rule = (vmi, at, config, choices) => {
  const { launchSecurity = {} } = vmi.spec.domain;
  const field = `${at}.${choices.launchSecurityField}`;
  const [type, ...others] = typesOf(launchSecurity);
  if (type === undefined || (others.length > 0 && choices.oneLaunchSecurityTypeOnly)) {
    return [forbidden(field, 'One and only one launchSecurity type can be set')];
  }
  const gate = gateOf[type];
  if (choices.admissionObeysGates && !gateIsOpen(config, gate, choices.gatesOfRelease)) {
    return [invalid(field, `${gate} feature gate is not enabled in kubevirt-config`)];
  }
  return [
    ...smmProblems(type, vmi, choices.refusesSmmForSnp),
    ...firmwareProblems(type, efiOf(vmi), choices),
    ...(waitsForAttestation(launchSecurity) && !startsPaused(vmi) ? ["SEV attestation requires VMI StartStrategy 'Paused'"] : []),
    ...bootableNics(vmi).map((nic) => `${type} does not work with bootable NICs: ${nic}`),
  ]
    .map((message): AdmitCause => invalid(field, message))
    .concat(launchMemberRules(vmi, at, config, choices));
};

type LaunchSecurityType = 'SEV' | 'SNP' | 'TDX';

const gateOf: Readonly<Record<LaunchSecurityType, FeatureGate>> = {
  SEV: 'WorkloadEncryptionSEV',
  SNP: 'WorkloadEncryptionSEV',
  TDX: 'WorkloadEncryptionTDX',
};

/** Types a request names, in upstream's order. */
function typesOf(launchSecurity: LaunchSecurity): readonly LaunchSecurityType[] {
  const types: LaunchSecurityType[] = [];
  if (launchSecurity.sev !== undefined) types.push('SEV');
  if (launchSecurity.snp !== undefined) types.push('SNP');
  if (launchSecurity.tdx !== undefined) types.push('TDX');
  return types;
}

/**
 * TDX has none, and upstream says so. QEMU starts no SNP guest with it ("SEV-SNP does not support SMM."), which upstream leaves to
 * QEMU. Source: QEMU 10.1 `target/i386/sev.c` (sev_snp_kvm_init).
 */
function smmProblems(type: LaunchSecurityType, vmi: Specified, refusedForSnp: boolean): readonly string[] {
  const refused = type === 'TDX' || (type === 'SNP' && refusedForSnp);
  return refused && isOn(vmi.spec.domain.features?.smm) ? [`${type} does not work along with SMM`] : [];
}

/** An absent `secureBoot` means on; an absent `persistent` means off. */
function firmwareProblems(type: LaunchSecurityType, efi: Efi | undefined, choices: Choices): readonly string[] {
  if (efi === undefined) return [`${type} requires OVMF (UEFI)`];
  const secureBoot = type !== 'TDX' && (efi.secureBoot ?? choices.absentSecureBootIsOn);
  const persistent = type !== 'SEV' && efi.persistent === true && choices.refusesPersistentEfi;
  return [
    ...(secureBoot ? [`${type} does not work along with SecureBoot`] : []),
    ...(persistent ? [`${type} does not work along with Persistent EFI variables`] : []),
  ];
}

function waitsForAttestation({ sev }: LaunchSecurity): boolean {
  return sev?.attestation !== undefined;
}
