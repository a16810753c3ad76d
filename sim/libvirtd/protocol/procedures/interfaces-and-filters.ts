/**
 * Host interfaces and network filters.
 * Source: libvirt 11.3.0 `src/remote/remote_protocol.x`, `src/libvirt-*.c`.
 */
import { array, int, string, uint, uuid } from '../layouts.js';
import { none, read, write } from '../procedure.js';
import { limits } from './limits.js';
import { hostInterface, nwfilter, nwfilterBinding } from './structures.js';

/** Host interfaces and network filters. */
export const interfacesAndFiltersProcedures = {
  connectNumOfInterfaces: read(126, none, { num: int }),
  connectListInterfaces: read(127, { maxnames: int }, { names: array(string, limits.interfaceList) }),
  interfaceLookupByName: read(128, { name: string }, { iface: hostInterface }),
  interfaceLookupByMacString: read(129, { mac: string }, { iface: hostInterface }),
  interfaceGetXmlDesc: read(130, { iface: hostInterface, flags: uint }, { xml: string }),
  interfaceDefineXml: write('virInterfaceDefineXML', 131, { xml: string, flags: uint }, { iface: hostInterface }),
  interfaceUndefine: write('virInterfaceUndefine', 132, { iface: hostInterface }, none),
  interfaceCreate: write('virInterfaceCreate', 133, { iface: hostInterface, flags: uint }, none),
  interfaceDestroy: write('virInterfaceDestroy', 134, { iface: hostInterface, flags: uint }, none),
  connectNumOfDefinedInterfaces: read(137, none, { num: int }),
  connectListDefinedInterfaces: read(138, { maxnames: int }, { names: array(string, limits.interfaceList) }),
  interfaceIsActive: read(156, { iface: hostInterface }, { active: int }),
  nwfilterLookupByName: read(175, { name: string }, { nwfilter }),
  nwfilterLookupByUuid: read(176, { uuid }, { nwfilter }),
  nwfilterGetXmlDesc: read(177, { nwfilter, flags: uint }, { xml: string }),
  connectNumOfNwfilters: read(178, none, { num: int }),
  connectListNwfilters: read(179, { maxnames: int }, { names: array(string, limits.nwfilterList) }),
  nwfilterDefineXml: write('virNWFilterDefineXML', 180, { xml: string }, { nwfilter }),
  nwfilterUndefine: write('virNWFilterUndefine', 181, { nwfilter }, none),
  interfaceChangeBegin: write('virInterfaceChangeBegin', 220, { flags: uint }, none),
  interfaceChangeCommit: write('virInterfaceChangeCommit', 221, { flags: uint }, none),
  interfaceChangeRollback: write('virInterfaceChangeRollback', 222, { flags: uint }, none),
  connectListAllInterfaces: read(
    284,
    { needResults: int, flags: uint },
    { ifaces: array(hostInterface, limits.interfaceList), ret: uint },
  ),
  connectListAllNwfilters: read(
    286,
    { needResults: int, flags: uint },
    { filters: array(nwfilter, limits.nwfilterList), ret: uint },
  ),
  nwfilterBindingLookupByPortDev: read(397, { name: string }, { nwfilter: nwfilterBinding }),
  nwfilterBindingGetXmlDesc: read(398, { nwfilter: nwfilterBinding, flags: uint }, { xml: string }),
  connectListAllNwfilterBindings: read(
    401,
    { needResults: int, flags: uint },
    { bindings: array(nwfilterBinding, limits.nwfilterBindingList), ret: uint },
  ),
  nwfilterDefineXmlFlags: write('virNWFilterDefineXMLFlags', 431, { xml: string, flags: uint }, { nwfilter }),
} as const;
