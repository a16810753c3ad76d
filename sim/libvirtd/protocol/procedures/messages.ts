/**
 * What the server sends unasked. Event messages carry the callback id of the registration first.
 * Source: libvirt 11.3.0 `src/remote/remote_protocol.x`, `src/libvirt-*.c`.
 */
import { array, domain, int, optionalString, string, typedParameter, uhyper, uint } from '../layouts.js';
import { message, since } from '../procedure.js';
import { limits } from './limits.js';
import {
  domainEventBalloonChangeMsg,
  domainEventBlockJobMsg,
  domainEventControlErrorMsg,
  domainEventDeviceRemovedMsg,
  domainEventDiskChangeMsg,
  domainEventGraphicsMsg,
  domainEventIoErrorMsg,
  domainEventIoErrorReasonMsg,
  domainEventLifecycleMsg,
  domainEventPmsuspendDiskMsg,
  domainEventPmsuspendMsg,
  domainEventPmwakeupMsg,
  domainEventRebootMsg,
  domainEventRtcChangeMsg,
  domainEventTrayChangeMsg,
  domainEventWatchdogMsg,
  network,
  nodeDevice,
  secret,
  storagePool,
} from './structures.js';

/** All messages. */
export const messages = {
  domainEventLifecycle: message(107, { dom: domain, event: int, detail: int }),
  domainEventCallbackLifecycle: message(318, { callbackID: int, msg: domainEventLifecycleMsg }),
  domainEventCallbackReboot: message(319, { callbackID: int, msg: domainEventRebootMsg }),
  domainEventCallbackRtcChange: message(320, { callbackID: int, msg: domainEventRtcChangeMsg }),
  domainEventCallbackWatchdog: message(321, { callbackID: int, msg: domainEventWatchdogMsg }),
  domainEventCallbackIoError: message(322, { callbackID: int, msg: domainEventIoErrorMsg }),
  domainEventCallbackGraphics: message(323, { callbackID: int, msg: domainEventGraphicsMsg }),
  domainEventCallbackIoErrorReason: message(324, { callbackID: int, msg: domainEventIoErrorReasonMsg }),
  domainEventCallbackControlError: message(325, { callbackID: int, msg: domainEventControlErrorMsg }),
  domainEventCallbackBlockJob: message(326, { callbackID: int, msg: domainEventBlockJobMsg }),
  domainEventCallbackDiskChange: message(327, { callbackID: int, msg: domainEventDiskChangeMsg }),
  domainEventCallbackTrayChange: message(328, { callbackID: int, msg: domainEventTrayChangeMsg }),
  domainEventCallbackPmwakeup: message(329, { callbackID: int, reason: int, msg: domainEventPmwakeupMsg }),
  domainEventCallbackPmsuspend: message(330, { callbackID: int, reason: int, msg: domainEventPmsuspendMsg }),
  domainEventCallbackBalloonChange: message(331, { callbackID: int, msg: domainEventBalloonChangeMsg }),
  domainEventCallbackPmsuspendDisk: message(332, { callbackID: int, reason: int, msg: domainEventPmsuspendDiskMsg }),
  domainEventCallbackDeviceRemoved: message(333, { callbackID: int, msg: domainEventDeviceRemovedMsg }),
  domainEventBlockJob2: message(339, { callbackID: int, dom: domain, dst: string, type: int, status: int }),
  domainEventCallbackTunable: message(346, {
    callbackID: int,
    dom: domain,
    params: array(typedParameter, limits.domainEventTunable),
  }),
  domainEventCallbackAgentLifecycle: message(348, { callbackID: int, dom: domain, state: int, reason: int }),
  domainEventCallbackDeviceAdded: message(354, { callbackID: int, dom: domain, devAlias: string }),
  domainEventCallbackMigrationIteration: message(359, { callbackID: int, dom: domain, iteration: int }),
  connectEventConnectionClosed: message(362, { reason: int }),
  domainEventCallbackJobCompleted: message(363, {
    callbackID: int,
    dom: domain,
    params: array(typedParameter, limits.domainJobStats),
  }),
  domainEventCallbackDeviceRemovalFailed: message(367, { callbackID: int, dom: domain, devAlias: string }),
  domainEventCallbackMetadataChange: message(379, { callbackID: int, dom: domain, type: int, nsuri: optionalString }),
  domainEventBlockThreshold: message(385, {
    callbackID: int,
    dom: domain,
    dev: string,
    path: optionalString,
    threshold: uhyper,
    excess: uhyper,
  }),
  domainEventMemoryFailure: message(423, { callbackID: int, dom: domain, recipient: int, action: int, flags: uint }),
  domainEventMemoryDeviceSizeChange: message(438, { callbackID: int, dom: domain, alias: string, size: uhyper }),
  domainEventNicMacChange: since(
    '11.2.0',
    message(453, { callbackID: int, dom: domain, alias: string, oldMAC: string, newMAC: string }),
  ),
  networkEventLifecycle: message(315, { callbackID: int, net: network, event: int, detail: int }),
  storagePoolEventLifecycle: message(370, { callbackID: int, pool: storagePool, event: int, detail: int }),
  storagePoolEventRefresh: message(373, { callbackID: int, pool: storagePool }),
  nodeDeviceEventLifecycle: message(376, { callbackID: int, dev: nodeDevice, event: int, detail: int }),
  nodeDeviceEventUpdate: message(377, { callbackID: int, dev: nodeDevice }),
  secretEventLifecycle: message(382, { callbackID: int, secret, event: int, detail: int }),
  secretEventValueChanged: message(383, { callbackID: int, secret }),
  networkEventCallbackMetadataChange: since(
    '9.7.0',
    message(446, { callbackID: int, net: network, type: int, nsuri: optionalString }),
  ),
} as const;
