/**
 * Checks: kernel_irqchip of -machine.
 * Does not check: ordinary pods.
 * Source: kata-containers src/runtime/virtcontainers/qemu_amd64.go: QEMU cannot create the one of the kernel for guests
 * whose registers it cannot see
 */
import type { Invariant } from '../../invariant.js';
import { renderedLines } from '../../kata-line-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kata/command-line/split-irqchip`. */
export const kataCommandLineSplitIrqchip: Invariant = {
  requirement: 'kata/command-line/split-irqchip',
  judge(evidence, say) {
    for (const { event, line, guest } of renderedLines(evidence)) {
      if (guest.class.protection === 'none') continue;
      const found = line.options('-machine')[0]?.members.kernel_irqchip;
      say.check(found === 'split', event, () => `${event.guest} has kernel_irqchip ${quoted(found)}, expected split`);
    }
  },
};
