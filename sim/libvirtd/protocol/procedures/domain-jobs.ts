/**
 * Long work on a domain: save, restore, dump, block jobs, backup.
 * Source: libvirt 11.3.0 `src/remote/remote_protocol.x`, `src/libvirt-*.c`.
 */
import { array, domain, int, optionalString, string, typedParameter, uhyper, uint } from '../layouts.js';
import { none, read, since, write, writeWith } from '../procedure.js';
import { limits } from './limits.js';

/** Long work on a domain: save, restore, dump, block jobs, backup. */
export const domainJobsProcedures = {
  domainCoreDump: write('virDomainCoreDump', 53, { dom: domain, to: string, flags: uint }, none),
  domainRestore: write('virDomainRestore', 54, { from: string }, none),
  domainSave: write('virDomainSave', 55, { dom: domain, to: string }, none),
  domainGetJobInfo: read(
    163,
    { dom: domain },
    {
      type: int,
      timeElapsed: uhyper,
      timeRemaining: uhyper,
      dataTotal: uhyper,
      dataProcessed: uhyper,
      dataRemaining: uhyper,
      memTotal: uhyper,
      memProcessed: uhyper,
      memRemaining: uhyper,
      fileTotal: uhyper,
      fileProcessed: uhyper,
      fileRemaining: uhyper,
    },
  ),
  domainAbortJob: write('virDomainAbortJob', 164, { dom: domain }, none),
  domainManagedSave: write('virDomainManagedSave', 182, { dom: domain, flags: uint }, none),
  domainHasManagedSaveImage: read(183, { dom: domain, flags: uint }, { result: int }),
  domainManagedSaveRemove: write('virDomainManagedSaveRemove', 184, { dom: domain, flags: uint }, none),
  domainSaveFlags: write('virDomainSaveFlags', 232, { dom: domain, to: string, dxml: optionalString, flags: uint }, none),
  domainRestoreFlags: write('virDomainRestoreFlags', 233, { from: string, dxml: optionalString, flags: uint }, none),
  domainSaveImageGetXmlDesc: write('virDomainSaveImageGetXMLDesc', 235, { file: string, flags: uint }, { xml: string }),
  domainSaveImageDefineXml: write('virDomainSaveImageDefineXML', 236, { file: string, dxml: string, flags: uint }, none),
  domainBlockJobAbort: write('virDomainBlockJobAbort', 237, { dom: domain, path: string, flags: uint }, none),
  domainGetBlockJobInfo: read(
    238,
    { dom: domain, path: string, flags: uint },
    { found: int, type: int, bandwidth: uhyper, cur: uhyper, end: uhyper },
  ),
  domainBlockJobSetSpeed: write(
    'virDomainBlockJobSetSpeed',
    239,
    { dom: domain, path: string, bandwidth: uhyper, flags: uint },
    none,
  ),
  domainBlockPull: write('virDomainBlockPull', 240, { dom: domain, path: string, bandwidth: uhyper, flags: uint }, none),
  domainBlockRebase: write(
    'virDomainBlockRebase',
    266,
    { dom: domain, path: string, base: optionalString, bandwidth: uhyper, flags: uint },
    none,
  ),
  domainBlockCommit: write(
    'virDomainBlockCommit',
    290,
    { dom: domain, disk: string, base: optionalString, top: optionalString, bandwidth: uhyper, flags: uint },
    none,
  ),
  domainGetJobStats: read(298, { dom: domain, flags: uint }, { type: int, params: array(typedParameter, limits.domainJobStats) }),
  domainCoreDumpWithFormat: write(
    'virDomainCoreDumpWithFormat',
    334,
    { dom: domain, to: string, dumpformat: uint, flags: uint },
    none,
  ),
  domainBlockCopy: write(
    'virDomainBlockCopy',
    345,
    { dom: domain, path: string, destxml: string, params: array(typedParameter, limits.domainBlockCopyParameters), flags: uint },
    none,
  ),
  domainManagedSaveGetXmlDesc: writeWith(
    'flags',
    0x1,
    'virDomainManagedSaveGetXMLDesc with secure flag',
    read(388, { dom: domain, flags: uint }, { xml: string }),
  ),
  domainManagedSaveDefineXml: write(
    'virDomainManagedSaveDefineXML',
    389,
    { dom: domain, dxml: optionalString, flags: uint },
    none,
  ),
  domainBackupBegin: write(
    'virDomainBackupBegin',
    421,
    { dom: domain, backupXml: string, checkpointXml: optionalString, flags: uint },
    none,
  ),
  domainBackupGetXmlDesc: read(422, { dom: domain, flags: uint }, { xml: string }),
  domainStartDirtyRateCalc: write('virDomainStartDirtyRateCalc', 427, { dom: domain, seconds: int, flags: uint }, none),
  domainSaveParams: since(
    '8.4.0',
    write('virDomainSaveParams', 440, { dom: domain, params: array(typedParameter, limits.domainSaveParams), flags: uint }, none),
  ),
  domainRestoreParams: since(
    '8.4.0',
    write('virDomainRestoreParams', 441, { params: array(typedParameter, limits.domainSaveParams), flags: uint }, none),
  ),
  domainAbortJobFlags: since('8.5.0', write('virDomainAbortJobFlags', 442, { dom: domain, flags: uint }, none)),
} as const;
