import type { Choices } from '../choices.js';
import { nodeLabelFamilies, nodeLabels } from '../label/node-labels.js';
import { type Cpu, type Specified, usesSecureExecution, usesSev } from '../vmi.js';

/**
 * Labels the launcher pod selects: schedulable nodes of the guest's architecture, what the user asks for, and what the guest's CPU
 * and kind of encryption need. SNP does not select `sev-es`. Feature gates play no part.
 * Source: KubeVirt v1.9 `pkg/virt-controller/services/{template,nodeselectorrenderer}.go`.
 */
export function nodeSelector(vmi: Specified, choices: Choices): Readonly<Record<string, string>> {
  const { architecture = 'amd64', nodeSelector: user } = vmi.spec;
  const selectors: Record<string, string> = {
    [nodeLabels.schedulable]: 'true',
    'kubernetes.io/arch': architecture.toLowerCase(),
  };
  if (choices.ownSelectorsWin) Object.assign(selectors, user);
  selectCpu(vmi.spec.domain.cpu, selectors);
  selectEncryption(vmi, choices, selectors);
  return choices.ownSelectorsWin ? selectors : { ...selectors, ...user };
}

/** A named CPU model, and features that are required, must be there; the two host modes take what they find. */
function selectCpu(cpu: Cpu | undefined, selectors: Record<string, string>): void {
  if (cpu === undefined) return;
  const { model = '', features } = cpu;
  if (cpu.dedicatedCpuPlacement === true) selectors['kubevirt.io/cpumanager'] = 'true';
  if (model !== '' && model !== 'host-model' && model !== 'host-passthrough')
    selectors[nodeLabelFamilies.cpuModel + model] = 'true';
  for (const { name, policy = '' } of (model === '' ? undefined : features) ?? noFeatures) {
    if (policy === '' || policy === 'require') selectors[nodeLabelFamilies.cpuFeature + name] = 'true';
  }
  if (cpu.realtime !== undefined) selectors[nodeLabels.realtime] = 'true';
}

const noFeatures: NonNullable<Cpu['features']> = [];

function selectEncryption(vmi: Specified, choices: Choices, selectors: Record<string, string>): void {
  const { launchSecurity } = vmi.spec.domain;
  if (launchSecurity === undefined) return;
  const { sev, snp, tdx } = launchSecurity;
  if (usesSev(vmi)) selectors[nodeLabels.sev] = choices.sevSelectorValue;
  if (sev?.policy?.encryptedState === true) selectors[nodeLabels.sevEs] = choices.sevSelectorValue;
  if (snp !== undefined && choices.snpSelectsSnp) selectors[nodeLabels.sevSnp] = 'true';
  if (usesSecureExecution(vmi) && choices.knowsSecureExecution) selectors[nodeLabels.secureExecution] = 'true';
  if (tdx !== undefined) selectors[nodeLabels.tdx] = choices.tdxLabelValue;
}
