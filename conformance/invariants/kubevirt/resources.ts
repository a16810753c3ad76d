import type { Invariant } from '../invariant.js';
import { closedGateOffersNothing } from './resources/closed-gate-offers-nothing.js';
import { resourceCountsAreWhole } from './resources/counts-are-whole.js';
import { endingAgentWithdrawsDevices } from './resources/ending-agent-withdraws-devices.js';
import { failedPluginLeavesOrdinaryDevices } from './resources/failed-plugin-leaves-ordinary-devices.js';
import { healthyOnlyAfterLooking } from './resources/healthy-only-after-looking.js';
import { hiddenCapacityOffersNothing } from './resources/hidden-capacity-offers-nothing.js';
import { kubeletRestartRegistersAgain } from './resources/kubelet-restart-registers-again.js';
import { missingDeviceIsUnhealthy } from './resources/missing-device-is-unhealthy.js';
import { noSevDeviceWithoutNode } from './resources/no-sev-device-without-node.js';
import { optionalSocketIsAlwaysHealthy } from './resources/optional-socket-is-always-healthy.js';
import { ordinaryDeviceCount } from './resources/ordinary-device-count.js';
import { ordinaryDevicesOffered } from './resources/ordinary-devices-offered.js';
import { reopenedGateReturnsCount } from './resources/reopened-gate-returns-count.js';
import { requiredSocketDecidesHealth } from './resources/required-socket-decides-health.js';
import { sevAsidsEqualCapacity } from './resources/sev-asids-equal-capacity.js';
import { sevDeviceCount } from './resources/sev-device-count.js';
import { sevEsidsEqualCapacity } from './resources/sev-esids-equal-capacity.js';
import { tdxKeysEqualCapacity } from './resources/tdx-keys-equal-capacity.js';
import { unreadableCapacityKeepsCount } from './resources/unreadable-capacity-keeps-count.js';

/** The judges of KubeVirt in `resources/`, in the order of the catalogue. */
export const kubevirtResourcesInvariants: readonly Invariant[] = [
  sevAsidsEqualCapacity,
  sevEsidsEqualCapacity,
  tdxKeysEqualCapacity,
  hiddenCapacityOffersNothing,
  closedGateOffersNothing,
  sevDeviceCount,
  noSevDeviceWithoutNode,
  ordinaryDevicesOffered,
  resourceCountsAreWhole,
  ordinaryDeviceCount,
  missingDeviceIsUnhealthy,
  healthyOnlyAfterLooking,
  kubeletRestartRegistersAgain,
  endingAgentWithdrawsDevices,
  reopenedGateReturnsCount,
  requiredSocketDecidesHealth,
  optionalSocketIsAlwaysHealthy,
  unreadableCapacityKeepsCount,
  failedPluginLeavesOrdinaryDevices,
];
