/**
 * Checks: a guest that its stack has placed is not refused a key ID by the kernel because guests of another stack have them all.
 * Does not check: cases with faults, damaged files, guests from outside, limits of cgroups, other settings after a reboot, or work side by
 * side, where a key ID may be gone for other reasons.
 * Source: VEP #80, "guarantee that VMs … will not fail to start because of a lack of key IDs"; OpenStack Nova counts contexts to the same end.
 */
import type { CommandName } from '../../../../sim/contracts/commands.js';
import type { Invariant } from '../../invariant.js';

const disturbing: ReadonlySet<CommandName> = new Set([
  'fault',
  'spoil',
  'start-outside',
  'limit',
  'reboot',
  'configure',
  'crash',
]);

/** Judge of `all/scheduling/others-leave-room`. */
export const othersLeaveRoom: Invariant = {
  requirement: 'all/scheduling/others-leave-room',
  judge({ case: theCase, trace }, say) {
    const { commands, faults, interleaving } = theCase;
    if (faults !== undefined || interleaving !== undefined) return;
    if (commands.some((command) => disturbing.has(command.do))) return;
    for (const event of trace) {
      if (event.event !== 'start' || event.protection === 'none') continue;
      const { guest, host, result } = event;
      const short = !result.started && (result.cause === 'no-free-key' || result.cause === 'capacity-used');
      say.check(!short, event, () => `${guest} was placed on ${host}, where other guests have all key IDs`);
    }
  },
};
