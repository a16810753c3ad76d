/**
 * How much a client may ask for. A reply that cannot be written is refused before anything is made for it: clients ask for maps of two
 * billion bytes, and real daemons have died of it. Source: libvirt 11.3.0 `src/remote/remote_daemon_dispatch.c`, `src/rpc/gendispatch.pl`.
 */

import { limits } from './procedures/limits.js';
import type { ArgsOf, ProcedureName } from './procedures.js';

/** What libvirtd says of amounts that are too large or below zero, after `internal error: `; undefined for those that are not. */
export function tooMuchAsked(name: ProcedureName, args: unknown): string | undefined {
  const judge = judges[name] as ((args: unknown) => string | undefined) | undefined;
  return judge?.(args);
}

type Judges = { readonly [Name in ProcedureName]?: (args: ArgsOf<Name>) => string | undefined };

const judges: Judges = {
  domainGetVcpus: ({ maxinfo, maplen }) =>
    list('maxinfo', maxinfo, limits.vcpuinfo, 'VCPUINFO') ??
    (maplen < 0 ? 'maxinfo must be non-negative' : undefined) ??
    maps(maxinfo, maplen),
  domainGetVcpuPinInfo: ({ ncpumaps, maplen }) =>
    (ncpumaps < 0 ? 'ncpumaps must be non-negative' : undefined) ??
    (maplen < 0 ? 'maplen must be non-negative' : undefined) ??
    list('ncpumaps', ncpumaps, limits.vcpuinfo, 'VCPUINFO') ??
    maps(ncpumaps, maplen),
  domainGetEmulatorPinInfo: ({ maplen }) => list('maplen', maplen, limits.cpumaps, 'CPUMAPS'),
  domainMemoryStats: ({ maxStats }) =>
    maxStats > limits.domainMemoryStats ? 'maxStats > REMOTE_DOMAIN_MEMORY_STATS_MAX' : undefined,
  domainGetSchedulerParameters: ({ nparams }) => parameters(nparams, limits.domainSchedulerParameters),
  domainGetSchedulerParametersFlags: ({ nparams }) => parameters(nparams, limits.domainSchedulerParameters),
  domainBlockStatsFlags: ({ nparams }) => parameters(nparams, limits.domainBlockStatsParameters),
  domainGetMemoryParameters: ({ nparams }) => parameters(nparams, limits.domainMemoryParameters),
  domainGetNumaParameters: ({ nparams }) => parameters(nparams, limits.domainNumaParameters),
  domainGetBlkioParameters: ({ nparams }) => parameters(nparams, limits.domainBlkioParameters),
  domainGetBlockIoTune: ({ nparams }) => parameters(nparams, limits.domainBlockIoTuneParameters),
  domainGetInterfaceParameters: ({ nparams }) => parameters(nparams, limits.domainInterfaceParameters),
  nodeGetCpuStats: ({ nparams }) => parameters(nparams, limits.nodeCpuStats),
  nodeGetMemoryStats: ({ nparams }) => parameters(nparams, limits.nodeMemoryStats),
  nodeGetMemoryParameters: ({ nparams }) => parameters(nparams, limits.nodeMemoryParameters),
  domainGetCpuStats: ({ nparams, ncpus }) =>
    (nparams > limits.nodeCpuStats ? 'nparams too large' : undefined) ??
    (ncpus > mostCpusOfStats ? 'ncpus too large' : undefined),
  domainGetDiskErrors: ({ maxerrors }) => (maxerrors > limits.domainDiskErrors ? 'maxerrors too large' : undefined),
  domainBlockPeek: ({ size }) => (size > limits.domainBlockPeekBuffer ? 'size > maximum buffer size' : undefined),
  domainMemoryPeek: ({ size }) => (size > limits.domainMemoryPeekBuffer ? 'size > maximum buffer size' : undefined),
  nodeGetCellsFreeMemory: ({ maxcells }) => list('maxcells', maxcells, limits.nodeCells, 'NODE_MAX_CELLS'),
  connectListDomains: ({ maxids }) => list('maxids', maxids, limits.domainList, 'DOMAIN_LIST'),
  connectListDefinedDomains: ({ maxnames }) => list('maxnames', maxnames, limits.domainList, 'DOMAIN_LIST'),
  connectListNetworks: ({ maxnames }) => list('maxnames', maxnames, limits.networkList, 'NETWORK_LIST'),
  connectListDefinedNetworks: ({ maxnames }) => list('maxnames', maxnames, limits.networkList, 'NETWORK_LIST'),
  connectListInterfaces: ({ maxnames }) => list('maxnames', maxnames, limits.interfaceList, 'INTERFACE_LIST'),
  connectListDefinedInterfaces: ({ maxnames }) => list('maxnames', maxnames, limits.interfaceList, 'INTERFACE_LIST'),
  connectListStoragePools: ({ maxnames }) => list('maxnames', maxnames, limits.storagePoolList, 'STORAGE_POOL_LIST'),
  connectListDefinedStoragePools: ({ maxnames }) => list('maxnames', maxnames, limits.storagePoolList, 'STORAGE_POOL_LIST'),
  storagePoolListVolumes: ({ maxnames }) => list('maxnames', maxnames, limits.storageVolList, 'STORAGE_VOL_LIST'),
  nodeListDevices: ({ maxnames }) => list('maxnames', maxnames, limits.nodeDeviceList, 'NODE_DEVICE_LIST'),
  nodeDeviceListCaps: ({ maxnames }) => list('maxnames', maxnames, limits.nodeDeviceCapsList, 'NODE_DEVICE_CAPS_LIST'),
  connectListNwfilters: ({ maxnames }) => list('maxnames', maxnames, limits.nwfilterList, 'NWFILTER_LIST'),
  connectListSecrets: ({ maxuuids }) => list('maxuuids', maxuuids, limits.secretList, 'SECRET_LIST'),
  domainSnapshotListNames: ({ maxnames }) => list('maxnames', maxnames, limits.domainSnapshotList, 'DOMAIN_SNAPSHOT_LIST'),
  domainSnapshotListChildrenNames: ({ maxnames }) =>
    list('maxnames', maxnames, limits.domainSnapshotList, 'DOMAIN_SNAPSHOT_LIST'),
};

/** `REMOTE_DOMAIN_GET_CPU_STATS_NCPUS_MAX`. */
const mostCpusOfStats = 128;

function list(field: string, asked: number, most: number, limit: string): string | undefined {
  if (asked < 0) return `${field} must be non-negative`;
  return asked > most ? `${field} > REMOTE_${limit}${limit.includes('MAX') ? '' : '_MAX'}` : undefined;
}

function parameters(asked: number, most: number): string | undefined {
  if (asked < 0) return 'nparams must be non-negative';
  return asked > most ? 'nparams too large' : undefined;
}

/** libvirt calls the number of maps so in both procedures. */
function maps(count: number, length: number): string | undefined {
  return count * length > limits.cpumaps ? 'maxinfo * maplen > REMOTE_CPUMAPS_MAX' : undefined;
}
