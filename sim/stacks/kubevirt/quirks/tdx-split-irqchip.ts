import type { Quirk } from './quirk.js';

/** TDX guests have an I/O APIC emulated by QEMU, which newer ones arrange by themselves. */
export const tdxSplitIrqchip: Quirk = {
  name: 'tdx-split-irqchip',
  sentence: 'TDX guests have an I/O APIC emulated by QEMU, which newer ones arrange by themselves.',
  releases: [{ product: 'intel-fork' }],
  source: 'intel/kubevirt-tdx@51a4ecf07 pkg/virt-launcher/virtwrap/converter/converter.go (FeatureIOAPIC)',
  killedBy: 'kubevirt/domain/protection-changes-nothing-else',
  choices: { tdxSplitsIrqchip: true },
};
