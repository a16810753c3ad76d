/**
 * Checks: no flash drives for protected pods.
 * Does not check: ordinary pods.
 * Source: QEMU docs/system/i386/amd-memory-encryption.rst; kata-containers src/runtime/virtcontainers/qemu.go
 */
import type { Invariant } from '../../invariant.js';
import { renderedLines } from '../../kata-line-judges.js';

/** Judge of `kata/command-line/confidential-firmware-is-bios`. */
export const kataCommandLineConfidentialFirmwareIsBios: Invariant = {
  requirement: 'kata/command-line/confidential-firmware-is-bios',
  judge(evidence, say) {
    for (const { event, line, guest } of renderedLines(evidence)) {
      if (guest.class.protection === 'none') continue;
      const flash = line.options('-drive').find(({ members }) => members.if === 'pflash');
      say.check(flash === undefined, event, () => `${event.guest} has the flash drive ${flash?.text}`);
    }
  },
};
