/**
 * CPUs, memory and other shares of domains, and their statistics.
 * Source: libvirt 11.3.0 `src/remote/remote_protocol.x`, `src/libvirt-*.c`.
 */
import { array, domain, int, opaque, string, typedParameter, uhyper, uint } from '../layouts.js';
import { none, read, write, writeWith } from '../procedure.js';
import { limits } from './limits.js';
import { domainIothreadInfo, domainMemoryStat, domainStatsRecord, vcpuInfo } from './structures.js';

/** CPUs, memory and other shares of domains, and their statistics. */
export const domainResourcesProcedures = {
  domainGetVcpus: read(
    20,
    { dom: domain, maxinfo: int, maplen: int },
    { info: array(vcpuInfo, limits.vcpuinfo), cpumaps: opaque(limits.cpumaps) },
  ),
  domainPinVcpu: write('virDomainPinVcpu', 26, { dom: domain, vcpu: uint, cpumap: opaque(limits.cpumap) }, none),
  domainSetMaxMemory: write('virDomainSetMaxMemory', 30, { dom: domain, memory: uhyper }, none),
  domainSetMemory: write('virDomainSetMemory', 31, { dom: domain, memory: uhyper }, none),
  domainSetVcpus: write('virDomainSetVcpus', 32, { dom: domain, nvcpus: uint }, none),
  domainGetSchedulerType: read(56, { dom: domain }, { type: string, nparams: int }),
  domainGetSchedulerParameters: read(
    57,
    { dom: domain, nparams: int },
    { params: array(typedParameter, limits.domainSchedulerParameters) },
  ),
  domainSetSchedulerParameters: write(
    'virDomainSetSchedulerParameters',
    58,
    { dom: domain, params: array(typedParameter, limits.domainSchedulerParameters) },
    none,
  ),
  domainMemoryStats: read(
    159,
    { dom: domain, maxStats: uint, flags: uint },
    { stats: array(domainMemoryStat, limits.domainMemoryStats) },
  ),
  domainSetMemoryParameters: write(
    'virDomainSetMemoryParameters',
    197,
    { dom: domain, params: array(typedParameter, limits.domainMemoryParameters), flags: uint },
    none,
  ),
  domainGetMemoryParameters: read(
    198,
    { dom: domain, nparams: int, flags: uint },
    { params: array(typedParameter, limits.domainMemoryParameters), nparams: int },
  ),
  domainSetVcpusFlags: write('virDomainSetVcpusFlags', 199, { dom: domain, nvcpus: uint, flags: uint }, none),
  domainGetVcpusFlags: writeWith(
    'flags',
    0x8,
    'read only access prevents virDomainGetVcpusFlags',
    read(200, { dom: domain, flags: uint }, { num: int }),
  ),
  domainSetMemoryFlags: write('virDomainSetMemoryFlags', 204, { dom: domain, memory: uhyper, flags: uint }, none),
  domainSetBlkioParameters: write(
    'virDomainSetBlkioParameters',
    205,
    { dom: domain, params: array(typedParameter, limits.domainBlkioParameters), flags: uint },
    none,
  ),
  domainGetBlkioParameters: read(
    206,
    { dom: domain, nparams: int, flags: uint },
    { params: array(typedParameter, limits.domainBlkioParameters), nparams: int },
  ),
  domainSetSchedulerParametersFlags: write(
    'virDomainSetSchedulerParametersFlags',
    219,
    { dom: domain, params: array(typedParameter, limits.domainSchedulerParameters), flags: uint },
    none,
  ),
  domainGetSchedulerParametersFlags: read(
    223,
    { dom: domain, nparams: int, flags: uint },
    { params: array(typedParameter, limits.domainSchedulerParameters) },
  ),
  domainPinVcpuFlags: write(
    'virDomainPinVcpuFlags',
    225,
    { dom: domain, vcpu: uint, cpumap: opaque(limits.cpumap), flags: uint },
    none,
  ),
  domainGetVcpuPinInfo: read(
    230,
    { dom: domain, ncpumaps: int, maplen: int, flags: uint },
    { cpumaps: opaque(limits.cpumaps), num: int },
  ),
  domainSetNumaParameters: write(
    'virDomainSetNumaParameters',
    254,
    { dom: domain, params: array(typedParameter, limits.domainNumaParameters), flags: uint },
    none,
  ),
  domainGetNumaParameters: read(
    255,
    { dom: domain, nparams: int, flags: uint },
    { params: array(typedParameter, limits.domainNumaParameters), nparams: int },
  ),
  domainGetCpuStats: read(
    262,
    { dom: domain, nparams: uint, startCpu: int, ncpus: uint, flags: uint },
    { params: array(typedParameter, limits.domainGetCpuStats), nparams: int },
  ),
  domainPinEmulator: write('virDomainPinEmulator', 279, { dom: domain, cpumap: opaque(limits.cpumap), flags: uint }, none),
  domainGetEmulatorPinInfo: read(280, { dom: domain, maplen: int, flags: uint }, { cpumaps: opaque(limits.cpumaps), ret: int }),
  domainSetMemoryStatsPeriod: write('virDomainSetMemoryStatsPeriod', 308, { dom: domain, period: int, flags: uint }, none),
  connectGetAllDomainStats: read(
    344,
    { doms: array(domain, limits.domainList), stats: uint, flags: uint },
    { retStats: array(domainStatsRecord, limits.domainList) },
  ),
  domainGetIothreadInfo: read(
    351,
    { dom: domain, flags: uint },
    { info: array(domainIothreadInfo, limits.iothreadInfo), ret: uint },
  ),
  domainPinIothread: write(
    'virDomainPinIOThread',
    352,
    { dom: domain, iothreadsId: uint, cpumap: opaque(limits.cpumap), flags: uint },
    none,
  ),
  domainAddIothread: write('virDomainAddIOThread', 355, { dom: domain, iothreadId: uint, flags: uint }, none),
  domainDelIothread: write('virDomainDelIOThread', 356, { dom: domain, iothreadId: uint, flags: uint }, none),
  domainGetPerfEvents: read(365, { dom: domain, flags: uint }, { params: array(typedParameter, limits.domainPerfEvents) }),
  domainSetPerfEvents: write(
    'virDomainSetPerfEvents',
    366,
    { dom: domain, params: array(typedParameter, limits.domainPerfEvents), flags: uint },
    none,
  ),
  domainGetGuestVcpus: write(
    'virDomainGetGuestVcpus',
    371,
    { dom: domain, flags: uint },
    { params: array(typedParameter, limits.domainGuestVcpuParams) },
  ),
  domainSetGuestVcpus: write('virDomainSetGuestVcpus', 372, { dom: domain, cpumap: string, state: int, flags: uint }, none),
  domainSetVcpu: write('virDomainSetVcpu', 384, { dom: domain, cpumap: string, state: int, flags: uint }, none),
  domainSetIothreadParams: write(
    'virDomainSetIOThreadParams',
    402,
    { dom: domain, iothreadId: uint, params: array(typedParameter, limits.domainIothreadParams), flags: uint },
    none,
  ),
} as const;
