import type { Quirk } from './quirk.js';

/** TDX guests have a virtio console instead of a serial one. */
export const tdxVirtioConsole: Quirk = {
  name: 'tdx-virtio-console',
  sentence: 'TDX guests have a virtio console instead of a serial one.',
  releases: [{ product: 'intel-fork' }],
  source:
    'intel/kubevirt-tdx@51a4ecf07 pkg/virt-launcher/virtwrap/converter/converter.go ("Only virtio console was allowed in TDX guest")',
  killedBy: 'kubevirt/domain/protection-changes-nothing-else',
  choices: { tdxHasVirtioConsole: true },
};
