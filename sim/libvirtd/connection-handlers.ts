/** Opening, closing, features, registering. Source: libvirt 11.3.0 `src/remote/remote_daemon_dispatch.c`. */
import { done, refused } from '../core/outcome.js';
import type { ConnectionDoor, ConnectionHandlers } from './connection-door.js';
import { openedUri } from './connection-uri.js';
import type { Answer } from './daemon-contract.js';
import type { EventTopic } from './events-registrations.js';
import { serverFault } from './protocol/faults.js';

/** `virConnectFlags`. */
const readOnlyFlag = 1;

/** `remote_auth_type`. */
const authTypes = { none: 0, polkit: 2 } as const;

/** `VIR_DRV_FEATURE_PROGRAM_KEEPALIVE`, the one that can be asked for before anything is open. */
const keepAliveFeature = 10;

/** What the QEMU driver answers to each `virDrvFeature`; observed with libvirt 9.0.0, 11.3.0 and 12.8.0 alike. */
const features = new Set([3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);

/** Procedures that are answered before the client has said who it is. */
export const answeredToStrangers: ReadonlySet<string> = new Set(['authList', 'authPolkit']);

/** Procedures that are answered before anything is open. */
export const answeredUnopened: ReadonlySet<string> = new Set([
  'authList',
  'authPolkit',
  'connectOpen',
  'connectClose',
  'connectSupportsFeature',
]);

/** The remote program's procedures about the connection itself. */
export const connectionHandlers: ConnectionHandlers = {
  connectOpen: ({ name, flags }, connection) => open(name, (flags & readOnlyFlag) !== 0, connection),
  connectClose: (_, connection) => {
    connection.closeAfterReply();
    return done(undefined);
  },
  connectSupportsFeature: ({ feature }, connection) => supports(feature, connection),
  authList: (_, { authentication }) => done({ types: [authTypes[authentication]] }),
  authPolkit: (_, connection) => {
    connection.authenticated();
    return done({ complete: 1 });
  },
  connectGetUri: (_, { uri = '' }) => done({ uri }),
  // A driver inside the daemon is secure, whichever way the client came: qemuConnectIsSecure.
  connectIsSecure: () => done({ secure: 1 }),
  connectSetIdentity: () => done(undefined),
  connectDomainEventCallbackRegisterAny: ({ eventID, dom }, { registrations }) =>
    registrations.register('domain', eventID, dom?.uuid),
  connectDomainEventCallbackDeregisterAny: deregister('domain'),
  connectNetworkEventRegisterAny: ({ eventID, net }, { registrations }) => registrations.register('network', eventID, net?.uuid),
  connectNetworkEventDeregisterAny: deregister('network'),
  connectStoragePoolEventRegisterAny: ({ eventID, pool }, { registrations }) =>
    registrations.register('storage pool', eventID, pool?.uuid),
  connectStoragePoolEventDeregisterAny: deregister('storage pool'),
  connectNodeDeviceEventRegisterAny: ({ eventID, dev }, { registrations }) =>
    registrations.register('node device', eventID, dev?.name),
  connectNodeDeviceEventDeregisterAny: deregister('node device'),
  connectSecretEventRegisterAny: ({ eventID, secret }, { registrations }) =>
    registrations.register('secret', eventID, secret?.uuid),
  connectSecretEventDeregisterAny: deregister('secret'),
  connectRegisterCloseCallback: (_, connection) => callBackOnClose(connection, true),
  connectUnregisterCloseCallback: (_, connection) => callBackOnClose(connection, false),
};

/** A second open is an error, and the first one is forgotten over it. */
function open(name: string | undefined, readOnly: boolean, connection: ConnectionDoor): Answer<undefined> {
  const { positional, uri: before, daemon } = connection;
  if (before !== undefined) {
    if (!daemon.without.has('second-open-closes')) connection.forget();
    return refused(serverFault('connection already open', positional));
  }
  const uri = openedUri(name, positional);
  if (!uri.ok) return uri;
  connection.open(uri.value, readOnly);
  return done(undefined);
}

function supports(feature: number, connection: ConnectionDoor): Answer<{ readonly supported: number }> {
  if (feature === keepAliveFeature) connection.startKeepAlive();
  else if (connection.uri === undefined) return refused(notOpen(connection.positional));
  return done({ supported: features.has(feature) ? 1 : 0 });
}

/** What every procedure answers that needs an open connection. */
export function notOpen(positional: boolean) {
  return serverFault('hypervisor connection not open', positional);
}

function deregister(topic: EventTopic) {
  return ({ callbackID }: { readonly callbackID: number }, { registrations }: ConnectionDoor) =>
    registrations.deregister(topic, callbackID);
}

/** The QEMU driver has no such callback of its own; that nothing is registered twice is the client's business. */
function callBackOnClose(connection: ConnectionDoor, wanted: boolean): Answer<undefined> {
  connection.closeCallback = wanted;
  return done(undefined);
}
