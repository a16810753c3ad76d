/**
 * Opening, closing, features, and registering for events.
 * Source: libvirt 11.3.0 `src/remote/remote_protocol.x`, `src/libvirt-*.c`.
 */
import { array, domain, int, optional, optionalString, string, typedParameter, uint } from '../layouts.js';
import { none, read } from '../procedure.js';
import { limits } from './limits.js';
import { network, nodeDevice, secret, storagePool } from './structures.js';

/** Opening, closing, features, and registering for events. */
export const connectionProcedures = {
  connectOpen: read(1, { name: optionalString, flags: uint }, none),
  connectClose: read(2, none, none),
  connectSupportsFeature: read(60, { feature: int }, { supported: int }),
  authList: read(66, none, { types: array(int, limits.authTypeList) }),
  authPolkit: read(70, none, { complete: int }),
  connectDomainEventRegister: read(105, none, { cbRegistered: int }),
  connectDomainEventDeregister: read(106, none, { cbRegistered: int }),
  connectGetUri: read(110, none, { uri: string }),
  connectIsSecure: read(149, none, { secure: int }),
  connectDomainEventRegisterAny: read(167, { eventID: int }, none),
  connectDomainEventDeregisterAny: read(168, { eventID: int }, none),
  connectNetworkEventRegisterAny: read(313, { eventID: int, net: optional(network) }, { callbackID: int }),
  connectNetworkEventDeregisterAny: read(314, { callbackID: int }, none),
  connectDomainEventCallbackRegisterAny: read(316, { eventID: int, dom: optional(domain) }, { callbackID: int }),
  connectDomainEventCallbackDeregisterAny: read(317, { callbackID: int }, none),
  connectRegisterCloseCallback: read(360, none, none),
  connectUnregisterCloseCallback: read(361, none, none),
  connectStoragePoolEventRegisterAny: read(368, { eventID: int, pool: optional(storagePool) }, { callbackID: int }),
  connectStoragePoolEventDeregisterAny: read(369, { callbackID: int }, none),
  connectNodeDeviceEventRegisterAny: read(374, { eventID: int, dev: optional(nodeDevice) }, { callbackID: int }),
  connectNodeDeviceEventDeregisterAny: read(375, { callbackID: int }, none),
  connectSecretEventRegisterAny: read(380, { eventID: int, secret: optional(secret) }, { callbackID: int }),
  connectSecretEventDeregisterAny: read(381, { callbackID: int }, none),
  connectSetIdentity: read(419, { params: array(typedParameter, limits.connectIdentityParams), flags: uint }, none),
} as const;
