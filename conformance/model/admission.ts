import type { JsonObject } from '../../sim/core/json.js';
import { gateIsOpen, sevGate, tdxGate } from './cluster-config.js';
import type { Vmi } from './vmi.js';

/** One admission rule about confidential guests; each is a requirement `kubevirt/admission/<rule>`. */
export type AdmissionRule =
  | 'one-type-only'
  | 'sev-gate'
  | 'tdx-gate'
  | 'tdx-without-smm'
  | 'efi-required'
  | 'no-secure-boot'
  | 'no-persistent-efi'
  | 'attestation-needs-paused'
  | 'no-bootable-nic'
  | 'secure-boot-needs-smm'
  | 'supported-architecture';

/** A cause the API server must answer with. */
export interface ExpectedCause {
  readonly rule: AdmissionRule;
  readonly type: 'FieldValueForbidden' | 'FieldValueInvalid';
  readonly message: string;
}

/**
 * The causes a request must be refused for; none for a well-formed request.
 * Source: KubeVirt v1.9 `pkg/virt-api/webhooks/amd64.go` (ValidateLaunchSecurityAmd64) and
 * `pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go` (validateLaunchSecurity, validateDomainSpec,
 * ValidateVirtualMachineInstancePerArch).
 */
export function expectedCauses(vmi: Vmi, config: JsonObject): readonly ExpectedCause[] {
  const unknown = !architectures.includes(vmi.architecture);
  if (!vmi.launchSecurity && !vmi.secureBoot && !unknown) return nothing;
  const causes: ExpectedCause[] = [];
  if (unknown) causes.push(invalid('supported-architecture', `unsupported architecture: ${vmi.architecture}`));
  if (vmi.launchSecurity) addLaunchSecurityCauses(causes, vmi, config);
  if (vmi.secureBoot && !vmi.smm && !vmi.types.includes('TDX')) {
    causes.push(
      invalid(
        'secure-boot-needs-smm',
        'spec.domain has EFI SecureBoot enabled. SecureBoot requires SMM, which is currently disabled.',
      ),
    );
  }
  return causes;
}

const architectures: readonly string[] = ['amd64', 'arm64', 's390x'];
const nothing: readonly ExpectedCause[] = [];

function addLaunchSecurityCauses(causes: ExpectedCause[], vmi: Vmi, config: JsonObject): void {
  if (vmi.architecture === 's390x') return;
  if (vmi.architecture !== 'amd64') {
    causes.push(invalid('supported-architecture', `No launchSecurity support for architecture: ${vmi.architecture}`));
    return;
  }
  const [type] = vmi.types;
  if (type === undefined || vmi.types.length !== 1) {
    const message = 'One and only one launchSecurity type can be set';
    causes.push({ rule: 'one-type-only', type: 'FieldValueForbidden', message });
    return;
  }
  const gate = type === 'TDX' ? tdxGate : sevGate;
  if (gateIsOpen(config, gate)) addTypeCauses(causes, vmi, type);
  else causes.push(invalid(type === 'TDX' ? 'tdx-gate' : 'sev-gate', `${gate} feature gate is not enabled in kubevirt-config`));
}

function addTypeCauses(causes: ExpectedCause[], vmi: Vmi, type: 'SEV' | 'SNP' | 'TDX'): void {
  if (type === 'TDX' && vmi.smm) causes.push(invalid('tdx-without-smm', 'TDX does not work along with SMM'));
  if (!vmi.efi) causes.push(invalid('efi-required', `${type} requires OVMF (UEFI)`));
  if (type !== 'TDX' && vmi.secureBoot) causes.push(invalid('no-secure-boot', `${type} does not work along with SecureBoot`));
  if (type !== 'SEV' && vmi.persistentEfi) {
    causes.push(invalid('no-persistent-efi', `${type} does not work along with Persistent EFI variables`));
  }
  if (type === 'SEV' && vmi.attestation && !vmi.startPaused) {
    causes.push(invalid('attestation-needs-paused', "SEV attestation requires VMI StartStrategy 'Paused'"));
  }
  for (const nic of vmi.bootableNics) causes.push(invalid('no-bootable-nic', `${type} does not work with bootable NICs: ${nic}`));
}

function invalid(rule: AdmissionRule, message: string): ExpectedCause {
  return { rule, type: 'FieldValueInvalid', message };
}
