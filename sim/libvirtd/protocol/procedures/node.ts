/**
 * What the host and its hypervisor are.
 * Source: libvirt 11.3.0 `src/remote/remote_protocol.x`, `src/libvirt-*.c`.
 */
import {
  array,
  characterField,
  characters,
  int,
  opaque,
  optionalString,
  string,
  typedParameter,
  uhyper,
  uint,
} from '../layouts.js';
import { none, read, write } from '../procedure.js';
import { limits } from './limits.js';
import { nodeGetCpuStats, nodeGetMemoryStats } from './structures.js';

/** What the host and its hypervisor are. */
export const nodeProcedures = {
  connectGetType: read(3, none, { type: string }),
  connectGetVersion: read(4, none, { hvVer: uhyper }),
  connectGetMaxVcpus: read(5, { type: optionalString }, { maxVcpus: int }),
  nodeGetInfo: read(6, none, {
    model: characterField(32),
    memory: uhyper,
    cpus: int,
    mhz: int,
    nodes: int,
    sockets: int,
    cores: int,
    threads: int,
  }),
  connectGetCapabilities: read(7, none, { capabilities: string }),
  connectGetHostname: read(59, none, { hostname: string }),
  nodeGetCellsFreeMemory: read(101, { startCell: int, maxcells: int }, { cells: array(uhyper, limits.nodeCells) }),
  nodeGetFreeMemory: read(102, none, { freeMem: uhyper }),
  nodeGetSecurityModel: read(122, none, { model: characters(limits.securityModel), doi: characters(limits.securityDoi) }),
  connectGetLibVersion: read(157, none, { libVer: uhyper }),
  connectCompareCpu: read(158, { xml: string, flags: uint }, { result: int }),
  connectBaselineCpu: read(162, { xmlCPUs: array(string, limits.cpuBaseline), flags: uint }, { cpu: string }),
  connectGetSysinfo: read(203, { flags: uint }, { sysinfo: string }),
  nodeGetCpuStats: read(
    227,
    { cpuNum: int, nparams: int, flags: uint },
    { params: array(nodeGetCpuStats, limits.nodeCpuStats), nparams: int },
  ),
  nodeGetMemoryStats: read(
    228,
    { nparams: int, cellNum: int, flags: uint },
    { params: array(nodeGetMemoryStats, limits.nodeMemoryStats), nparams: int },
  ),
  nodeSuspendForDuration: write('virNodeSuspendForDuration', 250, { target: uint, duration: uhyper, flags: uint }, none),
  nodeSetMemoryParameters: write(
    'virNodeSetMemoryParameters',
    288,
    { params: array(typedParameter, limits.nodeMemoryParameters), flags: uint },
    none,
  ),
  nodeGetMemoryParameters: read(
    289,
    { nparams: int, flags: uint },
    { params: array(typedParameter, limits.nodeMemoryParameters), nparams: int },
  ),
  nodeGetCpuMap: read(
    293,
    { needMap: int, needOnline: int, flags: uint },
    { cpumap: opaque(limits.cpumap), online: uint, ret: int },
  ),
  connectGetCpuModelNames: read(
    312,
    { arch: string, needResults: int, flags: uint },
    { models: array(string, limits.connectCpuModels), ret: int },
  ),
  nodeGetFreePages: read(
    340,
    { pages: array(uint, limits.nodeCells), startCell: int, cellCount: uint, flags: uint },
    { counts: array(uhyper, limits.nodeCells) },
  ),
  connectGetDomainCapabilities: write(
    'virConnectGetDomainCapabilities',
    342,
    { emulatorbin: optionalString, arch: optionalString, machine: optionalString, virttype: optionalString, flags: uint },
    { capabilities: string },
  ),
  nodeAllocPages: write(
    'virNodeAllocPages',
    347,
    {
      pageSizes: array(uint, limits.nodeCells),
      pageCounts: array(uhyper, limits.nodeCells),
      startCell: int,
      cellCount: uint,
      flags: uint,
    },
    { ret: int },
  ),
  connectCompareHypervisorCpu: write(
    'virConnectCompareHypervisorCPU',
    393,
    {
      emulator: optionalString,
      arch: optionalString,
      machine: optionalString,
      virttype: optionalString,
      xmlCPU: string,
      flags: uint,
    },
    { result: int },
  ),
  connectBaselineHypervisorCpu: write(
    'virConnectBaselineHypervisorCPU',
    394,
    {
      emulator: optionalString,
      arch: optionalString,
      machine: optionalString,
      virttype: optionalString,
      xmlCPUs: array(string, limits.cpuBaseline),
      flags: uint,
    },
    { cpu: string },
  ),
  nodeGetSevInfo: write(
    'virNodeGetSEVInfo',
    395,
    { nparams: int, flags: uint },
    { params: array(typedParameter, limits.nodeSevInfo), nparams: int },
  ),
} as const;
