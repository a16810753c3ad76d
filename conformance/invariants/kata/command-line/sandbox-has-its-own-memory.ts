/**
 * Checks: -m of every pod against the configured default or its annotation.
 * Does not check: what is plugged in later.
 * Source: kata-containers src/runtime/config/configuration-qemu.toml.in (default_memory)
 */
import { guestMemoryMib } from '../../../model/kata-command-line.js';
import type { Invariant } from '../../invariant.js';
import { override, renderedLines, shimSettings } from '../../kata-line-judges.js';

/** Judge of `kata/command-line/sandbox-has-its-own-memory`. */
export const kataCommandLineSandboxHasItsOwnMemory: Invariant = {
  requirement: 'kata/command-line/sandbox-has-its-own-memory',
  judge(evidence, say) {
    for (const rendering of renderedLines(evidence)) {
      const { event, line, guest } = rendering;
      const own = Number(override(guest.pod, 'default_memory') ?? shimSettings(rendering).default_memory ?? 2048);
      const found = guestMemoryMib(line) ?? 0;
      if (Number.isFinite(own)) say.check(found >= own, event, () => `${event.guest} has ${found} MiB, expected at least ${own}`);
    }
  },
};
