/**
 * Checks: the text of the annotation in -append, and that it is not there twice.
 * Does not check: parameters of the configuration.
 * Source: kata-containers src/runtime/pkg/oci/utils.go (kernel_params)
 */
import type { Invariant } from '../../invariant.js';
import { override, renderedLines } from '../../kata-line-judges.js';

/** Judge of `kata/command-line/kernel-params-once`. */
export const kataCommandLineKernelParamsOnce: Invariant = {
  requirement: 'kata/command-line/kernel-params-once',
  judge(evidence, say) {
    for (const { event, line, guest } of renderedLines(evidence)) {
      const params = override(guest.pod, 'kernel_params');
      if (params === undefined || params === '') continue;
      const found = (line.values('-append')[0] ?? '').split(params).length - 1;
      say.check(found === 1, event, () => `${event.guest} has its kernel parameters ${found} times`);
    }
  },
};
