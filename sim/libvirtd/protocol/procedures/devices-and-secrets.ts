/** Host devices and secrets. Source: libvirt 11.3.0 `src/remote/remote_protocol.x`, `src/libvirt-*.c`. */
import { array, int, opaque, optionalString, string, uint, uuid } from '../layouts.js';
import { none, read, since, write } from '../procedure.js';
import { limits } from './limits.js';
import { nodeDevice, secret } from './structures.js';

/** Host devices and secrets. */
export const devicesAndSecretsProcedures = {
  nodeNumOfDevices: read(111, { cap: optionalString, flags: uint }, { num: int }),
  nodeListDevices: read(
    112,
    { cap: optionalString, maxnames: int, flags: uint },
    { names: array(string, limits.nodeDeviceList) },
  ),
  nodeDeviceLookupByName: read(113, { name: string }, { dev: nodeDevice }),
  nodeDeviceGetXmlDesc: read(114, { name: string, flags: uint }, { xml: string }),
  nodeDeviceGetParent: read(115, { name: string }, { parentName: optionalString }),
  nodeDeviceNumOfCaps: read(116, { name: string }, { num: int }),
  nodeDeviceListCaps: read(117, { name: string, maxnames: int }, { names: array(string, limits.nodeDeviceCapsList) }),
  nodeDeviceDettach: write('virNodeDeviceDettach', 118, { name: string }, none),
  nodeDeviceReAttach: write('virNodeDeviceReAttach', 119, { name: string }, none),
  nodeDeviceReset: write('virNodeDeviceReset', 120, { name: string }, none),
  nodeDeviceCreateXml: write('virNodeDeviceCreateXML', 123, { xmlDesc: string, flags: uint }, { dev: nodeDevice }),
  nodeDeviceDestroy: write('virNodeDeviceDestroy', 124, { name: string }, none),
  connectNumOfSecrets: read(139, none, { num: int }),
  connectListSecrets: read(140, { maxuuids: int }, { uuids: array(string, limits.secretList) }),
  secretLookupByUuid: read(141, { uuid }, { secret }),
  secretDefineXml: write('virSecretDefineXML', 142, { xml: string, flags: uint }, { secret }),
  secretGetXmlDesc: read(143, { secret, flags: uint }, { xml: string }),
  secretSetValue: write('virSecretSetValue', 144, { secret, value: opaque(limits.secretValue), flags: uint }, none),
  secretGetValue: write('virSecretGetValue', 145, { secret, flags: uint }, { value: opaque(limits.secretValue) }),
  secretUndefine: write('virSecretUndefine', 146, { secret }, none),
  secretLookupByUsage: read(147, { usageType: int, usageID: string }, { secret }),
  connectListAllNodeDevices: read(
    285,
    { needResults: int, flags: uint },
    { devices: array(nodeDevice, limits.nodeDeviceList), ret: uint },
  ),
  connectListAllSecrets: read(287, { needResults: int, flags: uint }, { secrets: array(secret, limits.secretList), ret: uint }),
  nodeDeviceLookupScsiHostByWwn: read(297, { wwnn: string, wwpn: string, flags: uint }, { dev: nodeDevice }),
  nodeDeviceDetachFlags: write('virNodeDeviceDetachFlags', 301, { name: string, driverName: optionalString, flags: uint }, none),
  nodeDeviceDefineXml: write('virNodeDeviceDefineXML', 428, { xmlDesc: string, flags: uint }, { dev: nodeDevice }),
  nodeDeviceUndefine: write('virNodeDeviceUndefine', 429, { name: string, flags: uint }, none),
  nodeDeviceCreate: write('virNodeDeviceCreate', 430, { name: string, flags: uint }, none),
  nodeDeviceGetAutostart: read(433, { name: string }, { autostart: int }),
  nodeDeviceSetAutostart: write('virNodeDeviceSetAutostart', 434, { name: string, autostart: int }, none),
  nodeDeviceIsPersistent: read(435, { name: string }, { persistent: int }),
  nodeDeviceIsActive: read(436, { name: string }, { active: int }),
  nodeDeviceUpdate: since('10.1.0', write('virNodeDeviceUpdate', 447, { name: string, xmlDesc: string, flags: uint }, none)),
} as const;
