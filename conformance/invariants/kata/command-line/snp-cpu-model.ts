/**
 * Checks: the model of -cpu.
 * Does not check: features.
 * Source: kata-containers src/runtime/virtcontainers/qemu_amd64.go (cpuModel)
 */
import type { Invariant } from '../../invariant.js';
import { linesOf } from '../../kata-line-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kata/command-line/snp-cpu-model`. */
export const kataCommandLineSnpCpuModel: Invariant = {
  requirement: 'kata/command-line/snp-cpu-model',
  judge(evidence, say) {
    for (const { event, line } of linesOf(evidence, 'snp')) {
      const found = line.options('-cpu')[0]?.type;
      say.check(found === 'EPYC-v4', event, () => `${event.guest} has the CPU ${quoted(found)}, expected EPYC-v4`);
    }
  },
};
