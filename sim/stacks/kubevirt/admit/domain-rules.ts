import type { AdmitCause } from '../../../contracts/subject.js';
import { quantityValue } from '../quantity.js';
import { efiOf, isOn } from '../vmi.js';
import { invalid, noCauses, required } from './cause.js';
import type { Rule } from './rule.js';

/** A guest starts with no more sockets than it may grow to. Source: KubeVirt v1.9 `vmi-create-admitter.go` (validateCPUHotplug). */
export const cpuHotplugRule: Rule = ({ spec }, at) => {
  const { sockets = 0, maxSockets = 0 } = spec.domain.cpu ?? {};
  if (maxSockets === 0 || sockets <= maxSockets) return noCauses;
  const message = 'Number of sockets in CPU topology is greater than the maximum sockets allowed';
  return [invalid(`${at}.domain.cpu.sockets`, message)];
};

/** One bootloader only. Source: KubeVirt v1.9 `vmi-create-admitter.go` (validateBootloader). */
export const bootloaderRule: Rule = ({ spec }, at) => {
  const { efi, bios } = spec.domain.firmware?.bootloader ?? {};
  if (efi === undefined || bios === undefined) return noCauses;
  const field = `${at}.domain.firmware.bootloader`;
  return [invalid(field, `${field} has both EFI and BIOS configured, but they are mutually exclusive.`)];
};

/** A kernel from outside needs an image to come from. Source: KubeVirt v1.9 `vmi-create-admitter.go` (validateKernelBoot). */
export const kernelBootRule: Rule = ({ spec }, at) => {
  const kernelBoot = spec.domain.firmware?.kernelBoot;
  if (kernelBoot === undefined) return noCauses;
  const field = `${at}.domain.firmware.kernelBoot`;
  const { container, kernelArgs = '' } = kernelBoot;
  if (container === undefined) {
    if (kernelArgs === '') return noCauses;
    return [invalid(`${field}.kernelArgs`, 'kernel arguments cannot be provided without an external kernel')];
  }
  const causes: AdmitCause[] = [];
  const where = `${field}.container`;
  if (!container.image) causes.push(required(`${where}.image`, `${where} must be defined with an image`));
  if (!container.kernelPath && !container.initrdPath) {
    causes.push(required(where, `${where} must be defined with at least one of the following: kernelPath, initrdPath`));
  }
  return causes;
};

/**
 * Secure boot protects its variables with SMM. Not so for TDX, whose firmware keeps its keys inside (since v1.9).
 * Source: KubeVirt v1.9 `vmi-create-admitter.go` (validateDomainSpec).
 */
export const secureBootRule: Rule = (vmi, at, _config, choices) => {
  const efi = efiOf(vmi);
  const { domain } = vmi.spec;
  const exempt = domain.launchSecurity?.tdx !== undefined && choices.tdxSecureBootNeedsNoSmm;
  if (efi === undefined || isOn(domain.features?.smm) || exempt) return noCauses;
  if (efi.secureBoot === false || (efi.secureBoot === undefined && !choices.absentSecureBootIsOn)) return noCauses;
  const field = `${at}.domain`;
  return [invalid(field, `${field} has EFI SecureBoot enabled. SecureBoot requires SMM, which is currently disabled.`)];
};

/** Somebody must say how much memory. Source: `vmi-create-admitter.go` (ValidateVirtualMachineInstanceMandatoryFields). */
export const memoryRule: Rule = ({ spec }, at) => {
  const { memory, resources } = spec.domain;
  const known = memory?.guest !== undefined || memory?.hugepages !== undefined;
  if (known || quantityValue(resources?.requests?.memory) > 0) return noCauses;
  const fields = ['memory.guest', 'memory.hugepages.pageSize', 'resources.requests.memory'].map((path) => `${at}.domain.${path}`);
  const message = `no memory requested, at least one of '${fields[0]}', '${fields[1]}' or '${fields[2]}' must be set`;
  return [required(`${at}.domain`, message)];
};

/**
 * Memory of encrypted guests cannot grow while they run: QEMU lets them discard no memory, which virtio-mem must. Upstream says so of
 * machines and pools, and lets instances and replica sets pass; here the form makes no difference.
 * Source: KubeVirt v1.9 `pkg/liveupdate/memory/memory.go` (ValidateLiveUpdateMemory), `vms-admitter.go` (validateLiveUpdateFeatures).
 */
export const memoryHotplugRule: Rule = ({ spec }, at) => {
  const { memory, launchSecurity } = spec.domain;
  if (launchSecurity === undefined || memory?.maxGuest === undefined) return noCauses;
  return [invalid(`${at}.domain.memory.maxGuest`, 'Memory hotplug is not compatible with encrypted VMs')];
};
