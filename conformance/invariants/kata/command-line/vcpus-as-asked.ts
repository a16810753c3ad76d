/**
 * Checks: the number of -smp.
 * Does not check: limits of containers.
 * Source: kata-containers src/runtime/config/configuration-qemu-snp.toml.in (default_vcpus)
 */
import type { Invariant } from '../../invariant.js';
import { override, renderedLines, shimSettings } from '../../kata-line-judges.js';

/** Judge of `kata/command-line/vcpus-as-asked`. */
export const kataCommandLineVcpusAsAsked: Invariant = {
  requirement: 'kata/command-line/vcpus-as-asked',
  judge(evidence, say) {
    for (const rendering of renderedLines(evidence)) {
      const { event, line, guest } = rendering;
      const wanted = Number(override(guest.pod, 'default_vcpus') ?? shimSettings(rendering).default_vcpus ?? 1);
      const option = line.options('-smp')[0];
      const found = Number(option?.members.cpus ?? option?.type);
      if (Number.isFinite(wanted))
        say.check(found >= wanted, event, () => `${event.guest} has ${found} CPUs, expected ${wanted}`);
    }
  },
};
