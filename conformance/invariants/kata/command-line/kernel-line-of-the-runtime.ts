/**
 * Checks: tsc=reliable and panic=1 in -append, whatever a pod adds.
 * Does not check: the other parameters.
 * Source: kata-containers src/runtime/virtcontainers/qemu_amd64.go (kernelParams)
 */
import type { Invariant } from '../../invariant.js';
import { renderedLines } from '../../kata-line-judges.js';

/** Judge of `kata/command-line/kernel-line-of-the-runtime`. */
export const kataCommandLineKernelLineOfTheRuntime: Invariant = {
  requirement: 'kata/command-line/kernel-line-of-the-runtime',
  judge(evidence, say) {
    for (const { event, line, truth } of renderedLines(evidence)) {
      if (truth.cpu.vendorId === 'IBM/S390') continue;
      const words = (line.values('-append')[0] ?? '').split(' ');
      const missing = ['tsc=reliable', 'panic=1'].find((word) => !words.includes(word));
      say.check(missing === undefined, event, () => `${event.guest} lacks ${missing} on the command line of its kernel`);
    }
  },
};
