import type { HostReader } from '../../../contracts/reader.js';
import type { Choices } from '../choices.js';
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
  choices: Choices,
): ReadonlyMap<string, string> {
  const { sev, launchSecurity, tdx, secureExecution } = capabilities;
  const kernelSays = (module: string, parameter: string): boolean =>
    !choices.labelsNeedModuleParameters || moduleParameterIsOn(reader, module, parameter);
  const labels = new Map<string, string>();
  const nested = [
    [nodeLabels.sev, sev.supported === 'yes' && kernelSays('kvm_amd', 'sev'), choices.sevLabelValue],
    [nodeLabels.sevEs, sev.maxESGuests > 0 && kernelSays('kvm_amd', 'sev_es'), choices.sevLabelValue],
    [nodeLabels.sevSnp, offersSnp(launchSecurity) && kernelSays('kvm_amd', 'sev_snp'), 'true'],
  ] as const;
  for (const [key, able, value] of nested) {
    if (!able) break;
    labels.set(key, value);
  }
  if (tdx.supported === 'yes' && kernelSays('kvm_intel', 'tdx')) labels.set(nodeLabels.tdx, 'true');
  if (secureExecution.supported === 'yes' && choices.knowsSecureExecution) labels.set(nodeLabels.secureExecution, 'true');
  return labels;
}

function offersSnp(launchSecurity: DomainCapabilities['launchSecurity']): boolean {
  return launchSecurity.supported === 'yes' && launchSecurity.secTypes.includes('sev-snp');
}
