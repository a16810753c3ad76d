/**
 * Checks: the model of -cpu.
 * Does not check: features.
 * Source: kata-containers src/runtime/virtcontainers/qemu_amd64.go (cpuModel)
 */
import type { Invariant } from '../../invariant.js';
import { renderedLines } from '../../kata-line-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kata/command-line/other-cpu-model`. */
export const kataCommandLineOtherCpuModel: Invariant = {
  requirement: 'kata/command-line/other-cpu-model',
  judge(evidence, say) {
    for (const { event, line, guest } of renderedLines(evidence)) {
      if (guest.class.protection === 'snp') continue;
      const found = line.options('-cpu')[0]?.type;
      say.check(found === 'host', event, () => `${event.guest} has the CPU ${quoted(found)}, expected host`);
    }
  },
};
