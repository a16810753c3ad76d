import type { JsonObject } from '../../sim/core/json.js';
import { gateIsOpen, hostDevicesGate, sevGate, tdxGate, vsockGate } from './cluster-config.js';
import { member } from './json-member.js';
import { launchMemberCauses, unknownMemberFields, type WrongMember } from './launch-members.js';
import type { RequestedInstance } from './requested-instance.js';
import type { Vmi } from './vmi.js';

/** One admission rule; each is a requirement `kubevirt/admission/<rule>`. */
export type AdmissionRule =
  | 'one-type-only'
  | 'sev-gate'
  | 'tdx-gate'
  | 'tdx-without-smm'
  | 'snp-without-smm'
  | 'efi-required'
  | 'no-secure-boot'
  | 'no-persistent-efi'
  | 'attestation-needs-paused'
  | 'no-bootable-nic'
  | 'secure-boot-needs-smm'
  | 'supported-architecture'
  | 'memory-stays'
  | 'vsock-gate'
  | 'host-devices-gate'
  | 'instancetype-conflict'
  | 'unknown-member'
  | WrongMember['rule'];

/** A cause the API server must answer with. */
export interface ExpectedCause {
  readonly rule: AdmissionRule;
  readonly type: 'FieldValueForbidden' | 'FieldValueInvalid' | 'FieldValueNotSupported';
  /** Its exact words; undefined where nobody but the subject decides on them. */
  readonly message: string | undefined;
  /** Where it may point when the words are the subject's own. */
  readonly fields: readonly string[];
}

/**
 * The causes a request must be refused for; none for a well-formed request. Contradictions with an instance type and unknown members
 * end an admission before anything else is looked at.
 * Source: KubeVirt v1.9 `pkg/virt-api/webhooks/amd64.go` (ValidateLaunchSecurityAmd64) and
 * `pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go` (validateLaunchSecurity, validateDomainSpec,
 * ValidateVirtualMachineInstancePerArch).
 */
export function expectedCauses(vmi: Vmi, config: JsonObject, asked: RequestedInstance): readonly ExpectedCause[] {
  const { at } = asked;
  if (asked.conflicts.length > 0) return asked.conflicts.map((field) => conflict(`${at}.${field}`));
  const unknown = unknownMemberFields(asked.instance, `${at}.domain.launchSecurity`);
  if (unknown.length > 0) return unknown.map((field) => ownWords('unknown-member', field));
  if (!vmi.launchSecurity && isOrdinary(vmi)) return nothing;
  const causes = [...architectureCauses(vmi, asked), ...deviceCauses(vmi, config, asked)];
  if (vmi.launchSecurity) addLaunchSecurityCauses(causes, vmi, config, asked);
  if (secureBoot(vmi, asked) && !vmi.smm && !vmi.types.includes('TDX')) {
    const words = 'has EFI SecureBoot enabled. SecureBoot requires SMM, which is currently disabled.';
    causes.push(invalid('secure-boot-needs-smm', `${at}.domain ${words}`));
  }
  if (vmi.launchSecurity && member(asked.instance, 'spec', 'domain', 'memory', 'maxGuest') !== undefined) {
    causes.push(invalid('memory-stays', 'Memory hotplug is not compatible with encrypted VMs'));
  }
  return causes;
}

const nothing: readonly ExpectedCause[] = [];

/** Nothing about it could be refused: most requests are. */
function isOrdinary({ secureBoot, architecture, vsock, passedDevices }: Vmi): boolean {
  return !secureBoot && architecture === 'amd64' && !vsock && passedDevices.length === 0;
}

/** Arm64 boots without secure boot where nobody asks for it. */
function secureBoot(vmi: Vmi, { instance }: RequestedInstance): boolean {
  if (vmi.architecture !== 'arm64') return vmi.secureBoot;
  return member(instance, 'spec', 'domain', 'firmware', 'bootloader', 'efi', 'secureBoot') === true;
}

function architectureCauses({ architecture }: Vmi, { instance }: RequestedInstance): ExpectedCause[] {
  if (!architectures.includes(architecture)) {
    return [invalid('supported-architecture', `unsupported architecture: ${architecture}`)];
  }
  const bios = member(instance, 'spec', 'domain', 'firmware', 'bootloader', 'bios');
  if (architecture !== 'arm64' || bios === undefined) return [];
  const message = 'Arm64 does not support bios boot, please change to uefi boot';
  return [{ rule: 'supported-architecture', type: 'FieldValueNotSupported', message, fields: [] }];
}

const architectures: readonly string[] = ['amd64', 'arm64', 's390x'];

function deviceCauses(vmi: Vmi, config: JsonObject, { instance }: RequestedInstance): ExpectedCause[] {
  const causes: ExpectedCause[] = [];
  if (vmi.vsock && !gateIsOpen(config, vsockGate)) {
    causes.push(invalid('vsock-gate', 'VSOCK feature gate is not enabled in kubevirt-config'));
  }
  const hostDevices = member(instance, 'spec', 'domain', 'devices', 'hostDevices');
  if (hostDevices !== undefined && !gateIsOpen(config, hostDevicesGate)) {
    causes.push(invalid('host-devices-gate', 'Host Devices feature gate is not enabled in kubevirt-config'));
  }
  return causes;
}

function addLaunchSecurityCauses(causes: ExpectedCause[], vmi: Vmi, config: JsonObject, asked: RequestedInstance): void {
  const field = `${asked.at}.domain.launchSecurity`;
  if (vmi.architecture === 's390x') {
    for (const type of vmi.types) causes.push(ownWords('supported-architecture', field, `${field}.${type.toLowerCase()}`));
    return;
  }
  if (vmi.architecture !== 'amd64') {
    causes.push(invalid('supported-architecture', `No launchSecurity support for architecture: ${vmi.architecture}`));
    return;
  }
  const [type] = vmi.types;
  if (type === undefined || vmi.types.length !== 1) {
    const message = 'One and only one launchSecurity type can be set';
    causes.push({ rule: 'one-type-only', type: 'FieldValueForbidden', message, fields: [] });
    return;
  }
  const gate = type === 'TDX' ? tdxGate : sevGate;
  if (!gateIsOpen(config, gate)) {
    const rule = type === 'TDX' ? 'tdx-gate' : 'sev-gate';
    causes.push(invalid(rule, `${gate} feature gate is not enabled in kubevirt-config`));
    return;
  }
  addTypeCauses(causes, vmi, type, field);
  const members = launchMemberCauses(asked.instance, field);
  for (const { rule, field: place } of members) causes.push(ownWords(rule, place));
}

function addTypeCauses(causes: ExpectedCause[], vmi: Vmi, type: 'SEV' | 'SNP' | 'TDX', field: string): void {
  if (type === 'TDX' && vmi.smm) causes.push(invalid('tdx-without-smm', 'TDX does not work along with SMM'));
  if (type === 'SNP' && vmi.smm) causes.push(ownWords('snp-without-smm', field, field.replace('launchSecurity', 'features.smm')));
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

function conflict(field: string): ExpectedCause {
  return invalid('instancetype-conflict', `VM field(s) ${field} conflicts with selected instance type`);
}

function invalid(rule: AdmissionRule, message: string): ExpectedCause {
  return { rule, type: 'FieldValueInvalid', message, fields: [] };
}

function ownWords(rule: AdmissionRule, ...fields: readonly string[]): ExpectedCause {
  return { rule, type: 'FieldValueInvalid', message: undefined, fields };
}
