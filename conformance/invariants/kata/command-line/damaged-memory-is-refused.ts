/**
 * Checks: no arguments for texts that are no numbers and for numbers below 256.
 * Does not check: fractions.
 * Source: kata-containers src/runtime/pkg/oci/utils.go (default_memory); kata-containers
 * src/runtime/virtcontainers/hypervisor.go, MinHypervisorMemory
 */
import type { Invariant } from '../../invariant.js';
import { override } from '../../kata-line-judges.js';
import { lookAtKata } from '../../kata-views.js';
import { quoted } from '../../views.js';

/** Judge of `kata/command-line/damaged-memory-is-refused`. */
export const kataCommandLineDamagedMemoryIsRefused: Invariant = {
  requirement: 'kata/command-line/damaged-memory-is-refused',
  judge(evidence, say) {
    for (const { event, guest } of lookAtKata(evidence).renderings) {
      const memory = override(guest.pod, 'default_memory');
      if (memory === undefined || (/^\d+$/.test(memory) && Number(memory) >= 256)) continue;
      say.check(!event.decision.rendered, event, () => `${event.guest} asks for ${quoted(memory)} MiB, and got arguments`);
    }
  },
};
