/**
 * Checks: phase and node stay, nothing is next, and the guest is neither started nor released within the command.
 * Does not check: guests that do not run.
 * Source: libvirt src/qemu/qemu_process.c (qemuProcessReconnect)
 */

import type { Invariant } from '../../invariant.js';
import { keptRunning } from '../../life-judges.js';

/** Judge of `kubevirt/life/libvirt-restart-keeps-guests`. */
export const libvirtRestartKeepsGuests: Invariant = {
  requirement: 'kubevirt/life/libvirt-restart-keeps-guests',
  judge(evidence, say) {
    keptRunning(evidence, say, 'libvirtd-back');
  },
};
