import type { Choices } from '../choices.js';
import { nodeLabelFamilies, nodeLabels } from '../label/node-labels.js';
import { protectionOf, usesSecureExecution, usesSev, type VirtualMachineInstance } from '../vmi.js';

/**
 * Labels the launcher pod selects: schedulable nodes of the guest's architecture, what the user asks for, and what the kind of
 * encryption needs. SNP does not select `sev-es`. Feature gates play no part.
 * Source: KubeVirt v1.9 `pkg/virt-controller/services/nodeselectorrenderer.go`.
 */
export function nodeSelector(vmi: VirtualMachineInstance, choices: Choices): Readonly<Record<string, string>> {
  const user = vmi.spec.nodeSelector ?? {};
  const own = Object.fromEntries(ownLabels(vmi, choices).map((label) => [label, 'true']));
  const architecture = (vmi.spec.architecture ?? 'amd64').toLowerCase();
  const base = { [nodeLabels.schedulable]: 'true', 'kubernetes.io/arch': architecture };
  return choices.ownSelectorsWin ? { ...base, ...user, ...own } : { ...base, ...own, ...user };
}

function ownLabels(vmi: VirtualMachineInstance, choices: Choices): readonly string[] {
  const protection = protectionOf(vmi);
  const snpLabel = choices.snpSelectsSnp ? [nodeLabels.sevSnp] : [];
  return [
    ...cpuLabels(vmi),
    ...(usesSev(vmi) ? [nodeLabels.sev] : []),
    ...(protection === 'sev-es' ? [nodeLabels.sevEs] : []),
    ...(protection === 'snp' ? snpLabel : []),
    ...(usesSecureExecution(vmi) && choices.knowsSecureExecution ? [nodeLabels.secureExecution] : []),
    ...(vmi.spec.domain.launchSecurity?.tdx === undefined ? [] : [nodeLabels.tdx]),
  ];
}

/** A named CPU model, and features that are required, must be there; the two host modes take what they find. */
function cpuLabels({ spec }: VirtualMachineInstance): readonly string[] {
  const { model = '', features = [] } = spec.domain.cpu ?? {};
  if (model === '') return [];
  const named = !['host-model', 'host-passthrough'].includes(model);
  const required = features.filter(({ policy = '' }) => policy === '' || policy === 'require');
  return [
    ...(named ? [nodeLabelFamilies.cpuModel + model] : []),
    ...required.map(({ name }) => nodeLabelFamilies.cpuFeature + name),
  ];
}
