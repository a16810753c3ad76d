import type { Quirk } from './quirk.js';

/** TDX guests boot one image for code and variables, with no word on how it is mapped and none at all where it is not installed. */
export const tdxSingleFirmware: Quirk = {
  name: 'tdx-single-firmware',
  sentence:
    'TDX guests boot one image for code and variables, with no word on how it is mapped and none at all where it is not installed.',
  releases: [{ product: 'intel-fork' }],
  source: 'intel/kubevirt-tdx@51a4ecf07 pkg/virt-launcher/virtwrap/efi/efi.go, converter/converter.go',
  killedBy: 'kubevirt/domain/tdx-firmware',
  choices: { tdxBootsSingleImage: true },
};
