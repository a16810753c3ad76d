/** Virtual networks. Source: libvirt 11.3.0 `src/remote/remote_protocol.x`, `src/libvirt-*.c`. */
import { array, int, optionalString, string, uint, uuid } from '../layouts.js';
import { none, read, since, write } from '../procedure.js';
import { limits } from './limits.js';
import { network, networkDhcpLease, networkPort } from './structures.js';

/** Virtual networks. */
export const networksProcedures = {
  connectListDefinedNetworks: read(36, { maxnames: int }, { names: array(string, limits.networkList) }),
  connectListNetworks: read(38, { maxnames: int }, { names: array(string, limits.networkList) }),
  networkCreate: write('virNetworkCreate', 39, { net: network }, none),
  networkCreateXml: write('virNetworkCreateXML', 40, { xml: string }, { net: network }),
  networkDefineXml: write('virNetworkDefineXML', 41, { xml: string }, { net: network }),
  networkDestroy: write('virNetworkDestroy', 42, { net: network }, none),
  networkGetXmlDesc: read(43, { net: network, flags: uint }, { xml: string }),
  networkGetAutostart: read(44, { net: network }, { autostart: int }),
  networkGetBridgeName: read(45, { net: network }, { name: string }),
  networkLookupByName: read(46, { name: string }, { net: network }),
  networkLookupByUuid: read(47, { uuid }, { net: network }),
  networkSetAutostart: write('virNetworkSetAutostart', 48, { net: network, autostart: int }, none),
  networkUndefine: write('virNetworkUndefine', 49, { net: network }, none),
  connectNumOfDefinedNetworks: read(50, none, { num: int }),
  connectNumOfNetworks: read(52, none, { num: int }),
  networkIsActive: read(152, { net: network }, { active: int }),
  networkIsPersistent: read(153, { net: network }, { persistent: int }),
  connectListAllNetworks: read(283, { needResults: int, flags: uint }, { nets: array(network, limits.networkList), ret: uint }),
  networkUpdate: write(
    'virNetworkUpdate',
    291,
    { net: network, command: uint, section: uint, parentIndex: int, xml: string, flags: uint },
    none,
  ),
  networkGetDhcpLeases: read(
    341,
    { net: network, mac: optionalString, needResults: int, flags: uint },
    { leases: array(networkDhcpLease, limits.networkDhcpLeases), ret: uint },
  ),
  networkListAllPorts: read(
    404,
    { network, needResults: int, flags: uint },
    { ports: array(networkPort, limits.networkPortList), ret: uint },
  ),
  networkDefineXmlFlags: write('virNetworkDefineXMLFlags', 432, { xml: string, flags: uint }, { net: network }),
  networkCreateXmlFlags: write('virNetworkCreateXMLFlags', 437, { xml: string, flags: uint }, { net: network }),
  networkSetMetadata: since(
    '9.7.0',
    write(
      'virNetworkSetMetadata',
      444,
      { network, type: int, metadata: optionalString, key: optionalString, uri: optionalString, flags: uint },
      none,
    ),
  ),
  networkGetMetadata: since('9.7.0', read(445, { network, type: int, uri: optionalString, flags: uint }, { metadata: string })),
} as const;
