/**
 * Checks: the one image is OVMF.inteltdx.fd, or the configured one.
 * Does not check: its directory.
 * Source: kata-containers src/runtime/config/configuration-qemu-tdx.toml.in (firmware)
 */
import { guestFirmware } from '../../../model/kata-command-line.js';
import type { Invariant } from '../../invariant.js';
import { linesOf, shimSettings } from '../../kata-line-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kata/command-line/tdx-firmware`. */
export const kataCommandLineTdxFirmware: Invariant = {
  requirement: 'kata/command-line/tdx-firmware',
  judge(evidence, say) {
    for (const rendering of linesOf(evidence, 'tdx')) {
      const { event, line } = rendering;
      const wanted = String(shimSettings(rendering).firmware ?? 'OVMF.inteltdx.fd');
      const images = guestFirmware(line);
      const isRight = images.length === 1 && images[0]?.endsWith(wanted) === true;
      say.check(isRight, event, () => `${event.guest} boots from ${quoted([...images])}, expected ${wanted}`);
    }
  },
};
