/** Storage pools and volumes. Source: libvirt 11.3.0 `src/remote/remote_protocol.x`, `src/libvirt-*.c`. */
import { array, int, optionalString, string, uhyper, uint, uuid } from '../layouts.js';
import { none, read, write } from '../procedure.js';
import { limits } from './limits.js';
import { storagePool, storageVol } from './structures.js';

/** Storage pools and volumes. */
export const storageProcedures = {
  connectNumOfStoragePools: read(71, none, { num: int }),
  connectListStoragePools: read(72, { maxnames: int }, { names: array(string, limits.storagePoolList) }),
  connectNumOfDefinedStoragePools: read(73, none, { num: int }),
  connectListDefinedStoragePools: read(74, { maxnames: int }, { names: array(string, limits.storagePoolList) }),
  connectFindStoragePoolSources: write(
    'virConnectFindStoragePoolSources',
    75,
    { type: string, srcSpec: optionalString, flags: uint },
    { xml: string },
  ),
  storagePoolCreateXml: write('virStoragePoolCreateXML', 76, { xml: string, flags: uint }, { pool: storagePool }),
  storagePoolDefineXml: write('virStoragePoolDefineXML', 77, { xml: string, flags: uint }, { pool: storagePool }),
  storagePoolCreate: write('virStoragePoolCreate', 78, { pool: storagePool, flags: uint }, none),
  storagePoolBuild: write('virStoragePoolBuild', 79, { pool: storagePool, flags: uint }, none),
  storagePoolDestroy: write('virStoragePoolDestroy', 80, { pool: storagePool }, none),
  storagePoolDelete: write('virStoragePoolDelete', 81, { pool: storagePool, flags: uint }, none),
  storagePoolUndefine: write('virStoragePoolUndefine', 82, { pool: storagePool }, none),
  storagePoolRefresh: write('virStoragePoolRefresh', 83, { pool: storagePool, flags: uint }, none),
  storagePoolLookupByName: read(84, { name: string }, { pool: storagePool }),
  storagePoolLookupByUuid: read(85, { uuid }, { pool: storagePool }),
  storagePoolLookupByVolume: read(86, { vol: storageVol }, { pool: storagePool }),
  storagePoolGetInfo: read(87, { pool: storagePool }, { state: int, capacity: uhyper, allocation: uhyper, available: uhyper }),
  storagePoolGetXmlDesc: read(88, { pool: storagePool, flags: uint }, { xml: string }),
  storagePoolGetAutostart: read(89, { pool: storagePool }, { autostart: int }),
  storagePoolSetAutostart: write('virStoragePoolSetAutostart', 90, { pool: storagePool, autostart: int }, none),
  storagePoolNumOfVolumes: read(91, { pool: storagePool }, { num: int }),
  storagePoolListVolumes: read(92, { pool: storagePool, maxnames: int }, { names: array(string, limits.storageVolList) }),
  storageVolCreateXml: write('virStorageVolCreateXML', 93, { pool: storagePool, xml: string, flags: uint }, { vol: storageVol }),
  storageVolDelete: write('virStorageVolDelete', 94, { vol: storageVol, flags: uint }, none),
  storageVolLookupByName: read(95, { pool: storagePool, name: string }, { vol: storageVol }),
  storageVolLookupByKey: read(96, { key: string }, { vol: storageVol }),
  storageVolLookupByPath: read(97, { path: string }, { vol: storageVol }),
  storageVolGetInfo: read(98, { vol: storageVol }, { type: int, capacity: uhyper, allocation: uhyper }),
  storageVolGetXmlDesc: read(99, { vol: storageVol, flags: uint }, { xml: string }),
  storageVolGetPath: read(100, { vol: storageVol }, { name: string }),
  storageVolCreateXmlFrom: write(
    'virStorageVolCreateXMLFrom',
    125,
    { pool: storagePool, xml: string, clonevol: storageVol, flags: uint },
    { vol: storageVol },
  ),
  storagePoolIsActive: read(154, { pool: storagePool }, { active: int }),
  storagePoolIsPersistent: read(155, { pool: storagePool }, { persistent: int }),
  storageVolWipe: write('virStorageVolWipe', 165, { vol: storageVol, flags: uint }, none),
  storageVolWipePattern: write('virStorageVolWipePattern', 259, { vol: storageVol, algorithm: uint, flags: uint }, none),
  storageVolResize: write('virStorageVolResize', 260, { vol: storageVol, capacity: uhyper, flags: uint }, none),
  connectListAllStoragePools: read(
    281,
    { needResults: int, flags: uint },
    { pools: array(storagePool, limits.storagePoolList), ret: uint },
  ),
  storagePoolListAllVolumes: read(
    282,
    { pool: storagePool, needResults: int, flags: uint },
    { vols: array(storageVol, limits.storageVolList), ret: uint },
  ),
  storageVolGetInfoFlags: read(378, { vol: storageVol, flags: uint }, { type: int, capacity: uhyper, allocation: uhyper }),
  storagePoolLookupByTargetPath: read(391, { path: string }, { pool: storagePool }),
  connectGetStoragePoolCapabilities: read(403, { flags: uint }, { capabilities: string }),
} as const;
