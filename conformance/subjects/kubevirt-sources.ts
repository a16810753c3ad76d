import type { AnswerSource } from './stack-kit.js';

const domainCapabilities = '/var/lib/kubevirt-node-labeller/virsh_domcapabilities.xml';
const miscCapacity = '/sys/fs/cgroup/misc.capacity';
const quoteService = '/var/run/tdx-qgs/qgs.socket';

/**
 * Where KubeVirt's node agent finds what its confidential labels and resources say. What it did not look at in a case is not shown:
 * upstream believes the domain capabilities alone.
 * Source: KubeVirt v1.9 `pkg/virt-handler/node-labeller/cpu_plugin.go`, `pkg/virt-handler/device-manager/device_controller.go`.
 */
export const kubevirtSources: readonly AnswerSource[] = [
  { answer: 'kubevirt.io/sev', path: domainCapabilities, element: 'sev' },
  { answer: 'kubevirt.io/sev', path: '/sys/module/kvm_amd/parameters/sev' },
  { answer: 'kubevirt.io/sev-es', path: domainCapabilities, element: 'maxESGuests' },
  { answer: 'kubevirt.io/sev-es', path: '/sys/module/kvm_amd/parameters/sev_es' },
  { answer: 'kubevirt.io/sev-snp', path: domainCapabilities, element: 'launchSecurity' },
  { answer: 'kubevirt.io/sev-snp', path: '/sys/module/kvm_amd/parameters/sev_snp' },
  { answer: 'kubevirt.io/tdx', path: domainCapabilities, element: 'tdx' },
  { answer: 'kubevirt.io/tdx', path: '/sys/module/kvm_intel/parameters/tdx' },
  { answer: 'devices.kubevirt.io/sev', path: '/dev/sev' },
  { answer: 'devices.kubevirt.io/sev-asids', path: miscCapacity, line: 'sev' },
  { answer: 'devices.kubevirt.io/sev-esids', path: miscCapacity, line: 'sev_es' },
  { answer: 'devices.kubevirt.io/tdx', path: miscCapacity, line: 'tdx' },
  { answer: 'devices.kubevirt.io/tdx', path: quoteService },
];
