/**
 * Devices of domains, and what reaches into a guest.
 * Source: libvirt 11.3.0 `src/remote/remote_protocol.x`, `src/libvirt-*.c`.
 */
import {
  array,
  characters,
  domain,
  hyper,
  int,
  opaque,
  optionalString,
  string,
  typedParameter,
  uhyper,
  uint,
} from '../layouts.js';
import { none, read, since, write, writeWith } from '../procedure.js';
import { limits } from './limits.js';
import { domainDiskError, domainFsinfo, domainGetSecurityLabelRet, domainInterface } from './structures.js';

/** Devices of domains, and what reaches into a guest. */
export const domainDevicesProcedures = {
  domainAttachDevice: write('virDomainAttachDevice', 8, { dom: domain, xml: string }, none),
  domainDetachDevice: write('virDomainDetachDevice', 13, { dom: domain, xml: string }, none),
  domainBlockStats: read(
    64,
    { dom: domain, path: string },
    { rdReq: hyper, rdBytes: hyper, wrReq: hyper, wrBytes: hyper, errs: hyper },
  ),
  domainInterfaceStats: read(
    65,
    { dom: domain, device: string },
    {
      rxBytes: hyper,
      rxPackets: hyper,
      rxErrs: hyper,
      rxDrop: hyper,
      txBytes: hyper,
      txPackets: hyper,
      txErrs: hyper,
      txDrop: hyper,
    },
  ),
  domainBlockPeek: write(
    'virDomainBlockPeek',
    103,
    { dom: domain, path: string, offset: uhyper, size: uint, flags: uint },
    { buffer: opaque(limits.domainBlockPeekBuffer) },
  ),
  domainMemoryPeek: write(
    'virDomainMemoryPeek',
    104,
    { dom: domain, offset: uhyper, size: uint, flags: uint },
    { buffer: opaque(limits.domainMemoryPeekBuffer) },
  ),
  domainGetSecurityLabel: read(121, { dom: domain }, { label: characters(limits.securityLabel), enforcing: int }),
  domainAttachDeviceFlags: write('virDomainAttachDeviceFlags', 160, { dom: domain, xml: string, flags: uint }, none),
  domainDetachDeviceFlags: write('virDomainDetachDeviceFlags', 161, { dom: domain, xml: string, flags: uint }, none),
  domainUpdateDeviceFlags: write('virDomainUpdateDeviceFlags', 174, { dom: domain, xml: string, flags: uint }, none),
  domainGetBlockInfo: read(
    194,
    { dom: domain, path: string, flags: uint },
    { allocation: uhyper, capacity: uhyper, physical: uhyper },
  ),
  domainInjectNmi: write('virDomainInjectNMI', 210, { dom: domain, flags: uint }, none),
  domainSendKey: write(
    'virDomainSendKey',
    226,
    { dom: domain, codeset: uint, holdtime: uint, keycodes: array(uint, limits.domainSendKey), flags: uint },
    none,
  ),
  domainBlockStatsFlags: read(
    243,
    { dom: domain, path: string, nparams: int, flags: uint },
    { params: array(typedParameter, limits.domainBlockStatsParameters), nparams: int },
  ),
  domainBlockResize: write('virDomainBlockResize', 251, { dom: domain, disk: string, size: uhyper, flags: uint }, none),
  domainSetBlockIoTune: write(
    'virDomainSetBlockIoTune',
    252,
    { dom: domain, disk: string, params: array(typedParameter, limits.domainBlockIoTuneParameters), flags: uint },
    none,
  ),
  domainGetBlockIoTune: read(
    253,
    { dom: domain, disk: optionalString, nparams: int, flags: uint },
    { params: array(typedParameter, limits.domainBlockIoTuneParameters), nparams: int },
  ),
  domainSetInterfaceParameters: write(
    'virDomainSetInterfaceParameters',
    256,
    { dom: domain, device: string, params: array(typedParameter, limits.domainInterfaceParameters), flags: uint },
    none,
  ),
  domainGetInterfaceParameters: read(
    257,
    { dom: domain, device: string, nparams: int, flags: uint },
    { params: array(typedParameter, limits.domainInterfaceParameters), nparams: int },
  ),
  domainGetDiskErrors: read(
    263,
    { dom: domain, maxerrors: uint, flags: uint },
    { errors: array(domainDiskError, limits.domainDiskErrors), nerrors: int },
  ),
  domainGetSecurityLabelList: read(
    278,
    { dom: domain },
    { labels: array(domainGetSecurityLabelRet, limits.securityLabelList), ret: int },
  ),
  domainFstrim: write('virDomainFSTrim', 294, { dom: domain, mountPoint: optionalString, minimum: uhyper, flags: uint }, none),
  domainSendProcessSignal: write(
    'virDomainSendProcessSignal',
    295,
    { dom: domain, pidValue: hyper, signum: uint, flags: uint },
    none,
  ),
  domainFsfreeze: write(
    'virDomainFSFreeze',
    335,
    { dom: domain, mountpoints: array(string, limits.domainFsfreezeMountpoints), flags: uint },
    { filesystems: int },
  ),
  domainFsthaw: write(
    'virDomainFSThaw',
    336,
    { dom: domain, mountpoints: array(string, limits.domainFsfreezeMountpoints), flags: uint },
    { filesystems: int },
  ),
  domainGetTime: write('virDomainGetTime', 337, { dom: domain, flags: uint }, { seconds: hyper, nseconds: uint }),
  domainSetTime: write('virDomainSetTime', 338, { dom: domain, seconds: hyper, nseconds: uint, flags: uint }, none),
  domainGetFsinfo: write(
    'virDomainGetFSInfo',
    349,
    { dom: domain, flags: uint },
    { info: array(domainFsinfo, limits.domainFsinfo), ret: uint },
  ),
  domainInterfaceAddresses: writeWith(
    'source',
    0x1,
    'read only access prevents virDomainInterfaceAddresses',
    read(353, { dom: domain, source: uint, flags: uint }, { ifaces: array(domainInterface, limits.domainInterface) }),
  ),
  domainSetUserPassword: write(
    'virDomainSetUserPassword',
    357,
    { dom: domain, user: optionalString, password: optionalString, flags: uint },
    none,
  ),
  domainSetBlockThreshold: write(
    'virDomainSetBlockThreshold',
    386,
    { dom: domain, dev: string, threshold: uhyper, flags: uint },
    none,
  ),
  domainDetachDeviceAlias: write('virDomainDetachDeviceAlias', 392, { dom: domain, alias: string, flags: uint }, none),
  domainGetGuestInfo: write(
    'virDomainGetGuestInfo',
    418,
    { dom: domain, types: uint, flags: uint },
    { params: array(typedParameter, limits.domainGuestInfoParams) },
  ),
  domainAgentSetResponseTimeout: write(
    'virDomainAgentSetResponseTimeout',
    420,
    { dom: domain, timeout: int, flags: uint },
    { result: int },
  ),
  domainAuthorizedSshKeysGet: write(
    'virDomainAuthorizedSSHKeysGet',
    424,
    { dom: domain, user: string, flags: uint },
    { keys: array(string, limits.domainAuthorizedSshKeys) },
  ),
  domainAuthorizedSshKeysSet: write(
    'virDomainAuthorizedSSHKeysSet',
    425,
    { dom: domain, user: string, keys: array(string, limits.domainAuthorizedSshKeys), flags: uint },
    none,
  ),
  domainGraphicsReload: since('10.2.0', write('virDomainGraphicsReload', 448, { dom: domain, type: uint, flags: uint }, none)),
  domainSetThrottleGroup: since(
    '11.2.0',
    write(
      'virDomainSetThrottleGroup',
      451,
      { dom: domain, group: string, params: array(typedParameter, limits.domainBlockIoTuneParameters), flags: uint },
      none,
    ),
  ),
  domainDelThrottleGroup: since('11.2.0', read(452, { dom: domain, group: optionalString, flags: uint }, none)),
} as const;
