/**
 * Checks: an encrypted guest whose request has no conditions but those of its model is placed if and only if some serving
 * host can launch it and has a slot that nobody holds.
 * Does not check: guests with other traits or a host of their own; hosts that were damaged, or have booted since their
 * service started; cases in which several things happen at once.
 * Source: Nova specification "libvirt: AMD SEV-ES", "以确保他们的实例在支持SEV-ES的计算主机上运行"; the model is this project's own
 */

import type { ConfidentialProtection } from '../../../../sim/contracts/protection.js';
import type { JsonObject } from '../../../../sim/core/json.js';
import { contextsOf } from '../../../model/nova-holdings.js';
import { providerNameOf, reportsNested, reservedContexts } from '../../../model/nova-names.js';
import type { NovaPlacementHost } from '../../../model/nova-replay.js';
import type { Invariant } from '../../invariant.js';
import { isPlainRequest, otherwiseFits, settledPlacements } from '../../nova-placement-judges.js';

/** Judge of `nova/placement/model-agrees`. */
export const novaPlacementModelAgrees: Invariant = {
  requirement: 'nova/placement/model-agrees',
  judge(evidence, say) {
    for (const placement of settledPlacements(evidence)) {
      const { event, config, hosts } = placement;
      if (event.protection === 'none' || !reportsNested(config) || !isPlainRequest(event.claim, config, event.protection))
        continue;
      if (!hosts.every((host) => isKnown(host, event.protection as ConfidentialProtection))) continue;
      if (hosts.some(({ shown }) => !otherwiseFits(event.claim, shown))) continue;
      const takers = hosts.filter((host) => canTake(host, config, event.protection as ConfidentialProtection));
      say.check(
        event.decision.placed === takers.length > 0,
        event,
        () =>
          `${event.guest} (${event.protection}) was ${event.decision.placed ? '' : 'not '}placed, but ${takers[0]?.name ?? 'no host'} can take it`,
      );
    }
  },
};

/** Is there one answer for the host? Not where it looks as if it could launch the guest and cannot. */
function isKnown({ detection, truth }: NovaPlacementHost, protection: ConfidentialProtection): boolean {
  const model = detection?.truth === truth && reportsNested(detection.config) ? detection.models?.[protection] : undefined;
  return model !== undefined && (truth.launchable[protection].possible || !model.launchable);
}

function canTake(
  { name, shown, held, detection }: NovaPlacementHost,
  config: JsonObject,
  protection: ConfidentialProtection,
): boolean {
  const model = detection?.models?.[protection];
  if (model?.reported !== true || shown.silent === true || shown.cordoned === true) return false;
  return contextsOf(held, providerNameOf(name, protection)) < model.total - reservedContexts(config, protection);
}
