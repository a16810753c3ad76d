/**
 * Checks: accel of -machine.
 * Does not check: the type of the machine.
 * Source: kata-containers src/runtime/virtcontainers/qemu_amd64.go
 */
import type { Invariant } from '../../invariant.js';
import { renderedLines } from '../../kata-line-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kata/command-line/runs-on-kvm`. */
export const kataCommandLineRunsOnKvm: Invariant = {
  requirement: 'kata/command-line/runs-on-kvm',
  judge(evidence, say) {
    for (const { event, line } of renderedLines(evidence)) {
      const found = line.options('-machine')[0]?.members.accel;
      say.check(found === 'kvm', event, () => `${event.guest} has the accelerator ${quoted(found)}, expected kvm`);
    }
  },
};
