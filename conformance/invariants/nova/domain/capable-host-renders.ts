/**
 * Checks: rendering does not fail on a host that can launch the protection, or, for an ordinary guest without secure boot, has
 * firmware.
 * Does not check: hosts with damaged files; machine types that come from the configuration; secure boot.
 * Source: Nova doc/source/admin/sev.rst; LP 2122288 (a firmware description of another kind ended all starts of a host)
 */

import type { NovaRendering } from '../../../model/nova-life.js';
import type { Invariant } from '../../invariant.js';
import { lookAtGuests } from '../../nova-guest-views.js';

/** Judge of `nova/domain/capable-host-renders`. */
export const novaDomainCapableHostRenders: Invariant = {
  requirement: 'nova/domain/capable-host-renders',
  judge(evidence, say) {
    for (const rendering of lookAtGuests(evidence).renderings) {
      const { event } = rendering;
      if (!isCapable(rendering)) continue;
      const message = event.decision.rendered ? '' : event.decision.message;
      say.check(
        event.decision.rendered,
        event,
        () => `${event.host} can launch ${event.guest}, but it was not rendered: ${message}`,
      );
    }
  },
};

function isCapable({ asked, truth, damaged }: NovaRendering): boolean {
  const { protection, machine = '', secureBoot = 'disabled', architecture } = asked;
  if (damaged || protection === undefined || secureBoot !== 'disabled' || architecture !== 'x86_64') return false;
  if (protection !== 'none') return machine === 'q35' && truth.launchable[protection].possible;
  return (machine === 'q35' || machine === 'pc') && (!asked.uefi || truth.firmwareDescriptors?.some(isOrdinary) === true);
}

function isOrdinary({ device, mode }: { readonly device: string; readonly mode?: string }): boolean {
  return device === 'flash' && mode === 'split';
}
