/**
 * Checks: no arguments where the configured driver of disks is virtio-blk-mmio.
 * Does not check: ordinary pods.
 * Source: kata-containers@83dd7dcc75: virtio-blk-mmio with confidential_guest is refused
 */
import type { Invariant } from '../../invariant.js';
import { shimSettings } from '../../kata-line-judges.js';
import { lookAtKata } from '../../kata-views.js';

/** Judge of `kata/command-line/mmio-disks-are-refused`. */
export const kataCommandLineMmioDisksAreRefused: Invariant = {
  requirement: 'kata/command-line/mmio-disks-are-refused',
  judge(evidence, say) {
    for (const rendering of lookAtKata(evidence).renderings) {
      const { event, guest } = rendering;
      if (guest.class.protection === 'none' || shimSettings(rendering).block_device_driver !== 'virtio-blk-mmio') continue;
      say.check(!event.decision.rendered, event, () => `${event.guest} has disks on virtio-mmio, and got arguments`);
    }
  },
};
