import type { AdmitCause } from '../../../contracts/subject.js';
import { gateIsOpen } from '../feature-gates.js';
import type { Specified } from '../vmi.js';
import { amd64Rules } from './amd64-rules.js';
import { invalid, noCauses, notSupported } from './cause.js';
import { forkRules } from './fork-rules.js';
import type { Rule } from './rule.js';

/**
 * Launch security by architecture: amd64 has rules, s390x has IBM Secure Execution, nobody else has any.
 * Source: KubeVirt v1.9 `vmi-create-admitter.go` (validateLaunchSecurity).
 */
export const launchSecurityRules: Rule = (vmi, at, config, choices) => {
  if (vmi.spec.domain.launchSecurity === undefined) return noCauses;
  const architecture = vmi.spec.architecture ?? '';
  if (architecture === 'amd64') return (choices.rulesOfFork ? forkRules : amd64Rules)(vmi, at, config, choices);
  if (architecture === 's390x') return secureExecutionRules(vmi, at, config, choices);
  return [invalid(`${at}.architecture`, `No launchSecurity support for architecture: ${architecture}`)];
};

/**
 * Secure Execution is an empty `launchSecurity`. Upstream starts a guest that asks for SEV, SNP or TDX there as if it had asked for
 * Secure Execution; an owner who asked for one protection must not be given another. The gate was there until v1.9.
 * Source: KubeVirt VEP #19; KubeVirt v1.8 `pkg/virt-api/webhooks/s390x.go` (ValidateLaunchSecurityS390x).
 */
const secureExecutionRules: Rule = (vmi, at, config, choices) => {
  const field = `${at}.${choices.launchSecurityField}`;
  if (!gateIsOpen(config, 'SecureExecution', choices.gatesOfRelease)) {
    return [invalid(field, 'SecureExecution feature gate is not enabled in kubevirt-config')];
  }
  if (choices.s390xTakesAnyType) return noCauses;
  const types = Object.keys(vmi.spec.domain.launchSecurity ?? {});
  return types.map((type) => invalid(field, `${type.toUpperCase()} does not work on architecture: s390x`));
};

/**
 * What each architecture asks of any guest, as far as requests for confidential ones touch it.
 * Source: KubeVirt v1.9 `vmi-create-admitter.go` (ValidateVirtualMachineInstancePerArch), `pkg/virt-api/webhooks/arm64.go`.
 */
export const guestArchitectureRule: Rule = (vmi, at) => {
  const architecture = vmi.spec.architecture ?? '';
  if (architecture === 'amd64' || architecture === 's390x') return noCauses;
  if (architecture === 'arm64') return arm64Causes(vmi, at);
  return [invalid(`${at}.architecture`, `unsupported architecture: ${architecture}`)];
};

function arm64Causes({ spec }: Specified, at: string): readonly AdmitCause[] {
  const { firmware, cpu, devices } = spec.domain;
  const causes: AdmitCause[] = [];
  if (firmware?.bootloader?.bios !== undefined) {
    const words = 'Arm64 does not support bios boot, please change to uefi boot';
    causes.push(notSupported(`${at}.domain.firmware.bootloader.bios`, words));
  }
  if (cpu?.model !== undefined && cpu.model !== '' && cpu.model !== 'host-passthrough') {
    const words = 'currently, host-passthrough is the only model supported on Arm64';
    causes.push(notSupported(`${at}.domain.cpu.model`, words));
  }
  for (const [index, disk] of (devices?.disks ?? []).entries()) {
    for (const kind of ['disk', 'cdrom', 'lun'] as const) {
      const bus = disk[kind]?.bus ?? '';
      if (bus === '' || bus === 'virtio' || bus === 'scsi') continue;
      const words = 'Arm64 not support this disk bus type, please use virtio or scsi';
      causes.push(notSupported(`${at}.domain.devices.disks[${index}].${kind}.bus`, words));
    }
  }
  return causes;
}
