/**
 * Checks: the one image is AMDSEV.fd, or the configured one.
 * Does not check: its directory.
 * Source: kata-containers src/runtime/config/configuration-qemu-snp.toml.in (firmware)
 */
import { guestFirmware } from '../../../model/kata-command-line.js';
import type { Invariant } from '../../invariant.js';
import { linesOf, shimSettings } from '../../kata-line-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kata/command-line/snp-firmware`. */
export const kataCommandLineSnpFirmware: Invariant = {
  requirement: 'kata/command-line/snp-firmware',
  judge(evidence, say) {
    for (const rendering of linesOf(evidence, 'snp')) {
      const { event, line } = rendering;
      const wanted = String(shimSettings(rendering).firmware ?? 'AMDSEV.fd');
      const images = guestFirmware(line);
      const isRight = images.length === 1 && images[0]?.endsWith(wanted) === true;
      say.check(isRight, event, () => `${event.guest} boots from ${quoted([...images])}, expected ${wanted}`);
    }
  },
};
