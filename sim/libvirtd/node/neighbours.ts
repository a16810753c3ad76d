import { done } from '../../core/outcome.js';
import type { Call } from '../daemon-contract.js';
import { type FaultClass, type FaultRaiser, fault, type Refused, unsupportedFunction } from '../faults.js';
import { devicesAndSecretsProcedures } from '../protocol/procedures/devices-and-secrets.js';
import { interfacesAndFiltersProcedures } from '../protocol/procedures/interfaces-and-filters.js';
import { networksProcedures } from '../protocol/procedures/networks.js';
import { storageProcedures } from '../protocol/procedures/storage.js';
import type { Handlers } from '../protocol/procedures.js';

/**
 * The other drivers of a libvirt: storage, networks, interfaces, filters and secrets. None of them has anything, and nothing can be
 * made: lists are empty, look-ups find nothing, and functions that make or change are not supported, as where the driver is missing.
 * Wordings observed with libvirt 9.0.0, 11.3.0 and 12.8.0.
 */
export const neighbourHandlers: Handlers = {
  ...unsupported(storageProcedures, 'storage'),
  ...unsupported(networksProcedures, 'network'),
  ...unsupported(interfacesAndFiltersProcedures, 'interface'),
  ...unsupported(devicesAndSecretsProcedures, 'nodedev'),

  connectNumOfStoragePools: () => done({ num: 0 }),
  connectNumOfDefinedStoragePools: () => done({ num: 0 }),
  connectListStoragePools: () => done({ names: [] }),
  connectListDefinedStoragePools: () => done({ names: [] }),
  connectListAllStoragePools: () => done({ pools: [], ret: 0 }),
  storagePoolLookupByName: ({ name }, call) => nothing('no-storage-pool', `no storage pool with matching name '${name}'`, call),
  storagePoolLookupByUuid: ({ uuid }, call) => nothing('no-storage-pool', `no storage pool with matching uuid '${uuid}'`, call),
  storagePoolLookupByTargetPath: ({ path }, call) =>
    nothing('no-storage-pool', `no storage pool with matching target path '${path}'`, call),
  storagePoolLookupByVolume: ({ vol }, call) =>
    nothing('no-storage-pool', `no storage pool with matching name '${vol.pool}'`, call),
  storageVolLookupByName: ({ pool }, call) => ofPool(pool, call),
  storageVolLookupByKey: ({ key }, call) => nothing('no-storage-volume', `no storage vol with matching key ${key}`, call),
  storageVolLookupByPath: ({ path }, call) => nothing('no-storage-volume', `no storage vol with matching path '${path}'`, call),
  storagePoolGetInfo: ({ pool }, call) => ofPool(pool, call),
  storagePoolGetXmlDesc: ({ pool }, call) => ofPool(pool, call),
  storagePoolGetAutostart: ({ pool }, call) => ofPool(pool, call),
  storagePoolNumOfVolumes: ({ pool }, call) => ofPool(pool, call),
  storagePoolListVolumes: ({ pool }, call) => ofPool(pool, call),
  storagePoolListAllVolumes: ({ pool }, call) => ofPool(pool, call),
  storagePoolIsActive: ({ pool }, call) => ofPool(pool, call),
  storagePoolIsPersistent: ({ pool }, call) => ofPool(pool, call),

  connectNumOfNetworks: () => done({ num: 0 }),
  connectNumOfDefinedNetworks: () => done({ num: 0 }),
  connectListNetworks: () => done({ names: [] }),
  connectListDefinedNetworks: () => done({ names: [] }),
  connectListAllNetworks: () => done({ nets: [], ret: 0 }),
  networkLookupByName: ({ name }, call) => nothing('no-network', `no network with matching name '${name}'`, call),
  networkLookupByUuid: ({ uuid }, call) => nothing('no-network', `no network with matching uuid '${uuid}'`, call),
  networkGetXmlDesc: ({ net }, call) => ofNetwork(net, call),
  networkGetAutostart: ({ net }, call) => ofNetwork(net, call),
  networkGetBridgeName: ({ net }, call) => ofNetwork(net, call),
  networkIsActive: ({ net }, call) => ofNetwork(net, call),
  networkIsPersistent: ({ net }, call) => ofNetwork(net, call),
  networkGetDhcpLeases: ({ net }, call) => ofNetwork(net, call),

  connectNumOfInterfaces: () => done({ num: 0 }),
  connectNumOfDefinedInterfaces: () => done({ num: 0 }),
  connectListInterfaces: () => done({ names: [] }),
  connectListDefinedInterfaces: () => done({ names: [] }),
  connectListAllInterfaces: () => done({ ifaces: [], ret: 0 }),
  interfaceLookupByName: ({ name }, call) => nothing('no-interface', `couldn't find interface named '${name}'`, call),
  interfaceLookupByMacString: ({ mac }, call) =>
    nothing('no-interface', `couldn't find interface with MAC address '${mac}'`, call),
  interfaceGetXmlDesc: ({ iface }, call) => nothing('no-interface', `couldn't find interface named '${iface.name}'`, call),
  interfaceIsActive: ({ iface }, call) => nothing('no-interface', `couldn't find interface named '${iface.name}'`, call),

  connectNumOfNwfilters: () => done({ num: 0 }),
  connectListNwfilters: () => done({ names: [] }),
  connectListAllNwfilters: () => done({ filters: [], ret: 0 }),
  connectListAllNwfilterBindings: () => done({ bindings: [], ret: 0 }),
  nwfilterLookupByName: ({ name }, call) => nothing('no-nwfilter', `no nwfilter with matching name '${name}'`, call),
  nwfilterLookupByUuid: ({ uuid }, call) => nothing('no-nwfilter', `no nwfilter with matching uuid '${uuid}'`, call),
  nwfilterGetXmlDesc: ({ nwfilter }, call) => nothing('no-nwfilter', `no nwfilter with matching uuid '${nwfilter.uuid}'`, call),
  nwfilterBindingLookupByPortDev: ({ name }, call) =>
    nothing('no-nwfilter-binding', `no nwfilter binding for port dev '${name}'`, call),
  nwfilterBindingGetXmlDesc: ({ nwfilter }, call) =>
    nothing('no-nwfilter-binding', `no nwfilter binding for port dev '${nwfilter.portdev}'`, call),

  connectNumOfSecrets: () => done({ num: 0 }),
  connectListSecrets: () => done({ uuids: [] }),
  connectListAllSecrets: () => done({ secrets: [], ret: 0 }),
  secretLookupByUuid: ({ uuid }, call) => nothing('no-secret', `no secret with matching uuid '${uuid}'`, call),
  secretLookupByUsage: ({ usageID }, call) => nothing('no-secret', `no secret with matching usage '${usageID}'`, call),
  secretGetXmlDesc: ({ secret }, call) => nothing('no-secret', `no secret with matching uuid '${secret.uuid}'`, call),
};

/** Procedures that libvirt refuses on read-only connections are those that make or change something. */
function unsupported(table: Readonly<Record<string, { readonly writes?: string }>>, raiser: FaultRaiser): Handlers {
  const refusals = Object.entries(table).flatMap(([name, { writes }]) =>
    writes === undefined
      ? []
      : [[name, (_: unknown, call: Call) => unsupportedFunction(call.daemon, writes, raiserOf(writes) ?? raiser)]],
  );
  return Object.fromEntries(refusals) as Handlers;
}

function raiserOf(functionName: string): FaultRaiser | undefined {
  if (functionName.startsWith('virSecret')) return 'secret';
  return functionName.startsWith('virNWFilter') ? 'nwfilter' : undefined;
}

const raisers: Readonly<Partial<Record<FaultClass, FaultRaiser>>> = {
  'no-storage-pool': 'storage',
  'no-storage-volume': 'storage',
  'no-network': 'network',
  'no-interface': 'interface',
  'no-nwfilter': 'nwfilter',
  'no-nwfilter-binding': 'nwfilter',
  'no-secret': 'secret',
};

function nothing(errorClass: FaultClass, detail: string, call: Call): Refused {
  return fault(call.daemon, errorClass, detail, raisers[errorClass] ?? 'none');
}

function ofPool({ name, uuid }: { readonly name: string; readonly uuid: string }, call: Call): Refused {
  return nothing('no-storage-pool', `no storage pool with matching uuid '${uuid}' (${name})`, call);
}

function ofNetwork({ name, uuid }: { readonly name: string; readonly uuid: string }, call: Call): Refused {
  return nothing('no-network', `no network with matching uuid '${uuid}' (${name})`, call);
}
