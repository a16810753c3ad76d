/**
 * Every procedure of the remote program that the simulator knows, as data. It drives decoding, encoding, bounds, and the types of
 * handlers. Source: libvirt 11.3.0 `src/remote/remote_protocol.x`; who refuses read-only connections: its `src/libvirt-*.c`.
 */
import type { Handler } from '../daemon-contract.js';
import type { Message, Procedure } from './procedure.js';
import { connectionProcedures } from './procedures/connection.js';
import { devicesAndSecretsProcedures } from './procedures/devices-and-secrets.js';
import { domainDevicesProcedures } from './procedures/domain-devices.js';
import { domainJobsProcedures } from './procedures/domain-jobs.js';
import { domainLifeProcedures } from './procedures/domain-life.js';
import { domainResourcesProcedures } from './procedures/domain-resources.js';
import { interfacesAndFiltersProcedures } from './procedures/interfaces-and-filters.js';
import { messages } from './procedures/messages.js';
import { migrationProcedures } from './procedures/migration.js';
import { networksProcedures } from './procedures/networks.js';
import { nodeProcedures } from './procedures/node.js';
import { snapshotsProcedures } from './procedures/snapshots.js';
import { storageProcedures } from './procedures/storage.js';

/** Procedures by name: `REMOTE_PROC_DOMAIN_CREATE_XML` is `domainCreateXml`. */
export const procedures = {
  ...connectionProcedures,
  ...nodeProcedures,
  ...domainLifeProcedures,
  ...domainDevicesProcedures,
  ...domainResourcesProcedures,
  ...domainJobsProcedures,
  ...migrationProcedures,
  ...snapshotsProcedures,
  ...networksProcedures,
  ...interfacesAndFiltersProcedures,
  ...storageProcedures,
  ...devicesAndSecretsProcedures,
} as const;

/** Name of a procedure, e.g. `domainLookupByName`. */
export type ProcedureName = keyof typeof procedures;

/** What the arguments of a procedure are to its handler; `undefined` where it has none. */
export type ArgsOf<Name extends ProcedureName> = (typeof procedures)[Name] extends Procedure<infer Args, infer _> ? Args : never;

/** What a handler of the procedure answers; `undefined` where the reply is empty. */
export type RetOf<Name extends ProcedureName> = (typeof procedures)[Name] extends Procedure<infer _, infer Ret> ? Ret : never;

/** Handlers by procedure. Procedures without one are answered as libvirtd answers numbers it does not know. */
export type Handlers = { readonly [Name in ProcedureName]?: Handler<ArgsOf<Name>, RetOf<Name>> };

/** Name of a message, e.g. `domainEventCallbackLifecycle`. */
export type MessageName = keyof typeof messages;

/** What a message carries. */
export type MessageOf<Name extends MessageName> = (typeof messages)[Name] extends Message<infer Value> ? Value : never;

export { messages };
