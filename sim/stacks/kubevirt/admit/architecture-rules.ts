import type { AdmitCause } from '../../../contracts/subject.js';
import type { Choices } from '../choices.js';
import type { Config } from '../config.js';
import type { VirtualMachineInstance } from '../vmi.js';
import { amd64Rules } from './amd64-rules.js';
import { invalid } from './cause.js';

/**
 * Launch security by architecture: amd64 has rules, s390x takes anything (it means IBM Secure Execution), nobody else has it.
 * Source: KubeVirt v1.9 `vmi-create-admitter.go` (validateLaunchSecurity).
 */
export function launchSecurityRules(vmi: VirtualMachineInstance, config: Config, choices: Choices): readonly AdmitCause[] {
  const { launchSecurity } = vmi.spec.domain;
  const architecture = vmi.spec.architecture ?? '';
  if (launchSecurity === undefined || architecture === 's390x') return [];
  if (architecture === 'amd64') return amd64Rules(vmi, launchSecurity, config, choices);
  return [invalid('spec.architecture', `No launchSecurity support for architecture: ${architecture}`)];
}

/** Architectures KubeVirt runs guests of. Source: `vmi-create-admitter.go` (ValidateVirtualMachineInstancePerArch). */
export function guestArchitectureRule(vmi: VirtualMachineInstance): readonly AdmitCause[] {
  const architecture = vmi.spec.architecture ?? '';
  if (['amd64', 's390x', 'arm64'].includes(architecture)) return [];
  return [invalid('spec.architecture', `unsupported architecture: ${architecture}`)];
}
