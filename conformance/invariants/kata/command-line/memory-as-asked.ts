/**
 * Checks: -m of protected pods.
 * Does not check: ordinary pods, whose memory is plugged in later.
 * Source: kata-containers src/runtime/config/configuration-qemu-snp.toml.in (default_memory, static_sandbox_resource_mgmt)
 */
import { guestMemoryMib } from '../../../model/kata-command-line.js';
import type { Invariant } from '../../invariant.js';
import { override, renderedLines, shimSettings } from '../../kata-line-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kata/command-line/memory-as-asked`. */
export const kataCommandLineMemoryAsAsked: Invariant = {
  requirement: 'kata/command-line/memory-as-asked',
  judge(evidence, say) {
    for (const rendering of renderedLines(evidence)) {
      const { event, line, guest } = rendering;
      const own = Number(override(guest.pod, 'default_memory') ?? shimSettings(rendering).default_memory ?? 2048);
      if (guest.class.protection === 'none' || !Number.isInteger(own)) continue;
      const wanted = own + Math.ceil(guest.pod.memoryLimit / 2 ** 20);
      const found = guestMemoryMib(line);
      say.check(found === wanted, event, () => `${event.guest} has ${quoted(found)} MiB, expected ${wanted}`);
    }
  },
};
