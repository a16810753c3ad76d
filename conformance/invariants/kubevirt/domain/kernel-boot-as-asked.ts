/**
 * Checks: os has kernel and initrd, each by its file name, and the command line of a guest that boots a kernel from outside, and none of
 * them in any other guest.
 * Does not check: the folder they are mounted in.
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/converter/compute/os.go (configureKernelBoot)
 */

import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/domain/kernel-boot-as-asked`. */
export const kernelBootAsAsked: Invariant = {
  requirement: 'kubevirt/domain/kernel-boot-as-asked',
  judge(evidence, say) {
    for (const { event, document, vmi } of look(evidence).documents) {
      const { kernel, initrd, kernelArguments } = vmi.kernelBoot ?? nothing;
      const asked = [fileOf(kernel), fileOf(initrd), kernelArguments];
      const found = [fileOf(document.kernel), fileOf(document.initrd), document.kernelArguments];
      const wrong = asked.findIndex((each, index) => each !== found[index]);
      say.check(
        wrong < 0,
        event,
        () => `${event.guest} has ${parts[wrong]} ${quoted(found[wrong])}, but asked for ${quoted(asked[wrong])}`,
      );
    }
  },
};

const parts = ['the kernel', 'the initrd', 'the kernel arguments'];
const nothing = { kernel: undefined, initrd: undefined, kernelArguments: undefined };

function fileOf(path: string | undefined): string | undefined {
  return path?.split('/').at(-1);
}
