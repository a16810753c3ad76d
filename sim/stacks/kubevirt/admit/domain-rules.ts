import type { AdmitCause } from '../../../contracts/subject.js';
import type { Choices } from '../choices.js';
import { quantityValue } from '../quantity.js';
import { efiOf, isOn, type VirtualMachineInstance } from '../vmi.js';
import { invalid, required } from './cause.js';

/**
 * Secure boot protects its variables with SMM. Not so for TDX, whose firmware keeps its keys inside (since v1.9).
 * Source: KubeVirt v1.9 `vmi-create-admitter.go` (validateDomainSpec).
 */
export function domainRules(vmi: VirtualMachineInstance, choices: Choices): readonly AdmitCause[] {
  const efi = efiOf(vmi);
  const { domain } = vmi.spec;
  const exempt = domain.launchSecurity?.tdx !== undefined && choices.tdxSecureBootNeedsNoSmm;
  if (efi === undefined || efi.secureBoot === false || isOn(domain.features?.smm) || exempt) return [];
  const message = 'spec.domain has EFI SecureBoot enabled. SecureBoot requires SMM, which is currently disabled.';
  return [invalid('spec.domain', message)];
}

/** Somebody must say how much memory. Source: `vmi-create-admitter.go` (ValidateVirtualMachineInstanceMandatoryFields). */
export function mandatoryFieldRules(vmi: VirtualMachineInstance): readonly AdmitCause[] {
  const { memory, resources } = vmi.spec.domain;
  const known = memory?.guest !== undefined || memory?.hugepages !== undefined;
  if (known || quantityValue(resources?.requests?.memory) > 0) return [];
  const fields = ['memory.guest', 'memory.hugepages.pageSize', 'resources.requests.memory'].map((path) => `spec.domain.${path}`);
  const message = `no memory requested, at least one of '${fields[0]}', '${fields[1]}' or '${fields[2]}' must be set`;
  return [required('spec.domain', message)];
}
