import type { Technology } from '../../../contracts/protection.js';
import type { HostReader } from '../../../contracts/reader.js';
import type { Choices } from '../choices.js';
import type { Config } from '../config.js';
import { type FeatureGate, gateIsOpen } from '../feature-gates.js';
import type { DomainCapabilities } from './domain-capabilities.js';
import { moduleParameterIsOn } from './module-parameters.js';
import { nodeLabels } from './node-labels.js';

/**
 * The labels that promise a kind of confidential guest. Two witnesses must agree, because neither is enough: libvirt computes
 * SEV-ES from CPUID and lists `sev-snp` whenever QEMU knows it, even where the kernel has it off; the kernel says nothing about
 * QEMU and libvirt. Labels are nested as the technology is: sev-snp only with sev-es, sev-es only with sev.
 * Source: KubeVirt v1.9 `cpu_plugin.go`, `node_labeller.go`; libvirt 11.3 `src/qemu/qemu_capabilities.c`.
 */
export function confidentialLabels(
  capabilities: DomainCapabilities,
  reader: HostReader,
  config: Config,
  choices: Choices,
): Readonly<Record<string, string>> {
  const { sev, launchSecurity, tdx, secureExecution } = capabilities;
  const kernelSays = (module: string, parameter: string): boolean =>
    !choices.labelsNeedModuleParameters || moduleParameterIsOn(reader, module, parameter);
  const gateAllows = (gate: FeatureGate): boolean => !choices.labelsObeyGates || gateIsOpen(config, gate, choices.gatesOfRelease);
  const knows = (technology: Technology): boolean =>
    choices.labelledTechnologies.includes(technology) && gateAllows(gateOf(technology));
  const labels: Record<string, string> = {};
  const nested = [
    ['sev', nodeLabels.sev, sev.supported === 'yes' && kernelSays('kvm_amd', 'sev'), choices.sevLabelValue],
    ['sev-es', nodeLabels.sevEs, sev.maxESGuests > 0 && kernelSays('kvm_amd', 'sev_es'), choices.sevLabelValue],
    ['snp', nodeLabels.sevSnp, offersSnp(launchSecurity) && kernelSays('kvm_amd', 'sev_snp'), 'true'],
  ] as const;
  for (const [technology, key, able, value] of nested) {
    if (!able) break;
    if (knows(technology)) labels[key] = value;
  }
  if (knows('tdx') && tdx.supported === 'yes' && kernelSays('kvm_intel', 'tdx')) labels[nodeLabels.tdx] = choices.tdxLabelValue;
  if (secureExecution.supported === 'yes' && choices.knowsSecureExecution) labels[nodeLabels.secureExecution] = 'true';
  return labels;
}

function gateOf(technology: Technology): FeatureGate {
  return technology === 'tdx' ? 'WorkloadEncryptionTDX' : 'WorkloadEncryptionSEV';
}

function offersSnp(launchSecurity: DomainCapabilities['launchSecurity']): boolean {
  return launchSecurity.supported === 'yes' && launchSecurity.secTypes.includes('sev-snp');
}
