import { done } from '../../core/outcome.js';
import { element, writeXml } from '../../core/xml-writer.js';
import type { Call } from '../daemon-contract.js';
import { fault, unknownFlags } from '../faults.js';
import type { Handlers } from '../protocol/procedures.js';
import { hostUuid } from './host-uuid.js';
import { type Smbios, smbiosOf, sysinfoElement } from './smbios.js';

/** The machine as its firmware describes it: `virsh sysinfo`, and the one host device there is. */
export const machineDescriptionHandlers: Handlers = {
  connectGetSysinfo: ({ flags }, call) => {
    const wrong = unknownFlags('qemuConnectGetSysinfo', flags, 0);
    if (wrong !== undefined) return wrong;
    const tables = tablesOf(call);
    if (tables === undefined) return fault(call.daemon, 'unsupported', 'Host SMBIOS information is not available');
    return done({ sysinfo: writeXml(sysinfoElement(tables)) });
  },
  nodeNumOfDevices: ({ cap }) => done({ num: devicesWith(cap).length }),
  nodeListDevices: ({ cap, maxnames }) => done({ names: devicesWith(cap).slice(0, Math.max(0, maxnames)) }),
  connectListAllNodeDevices: ({ flags }) => {
    const devices = isListed(flags) ? [{ name: computer }] : [];
    return done({ devices, ret: devices.length });
  },
  nodeDeviceLookupByName: ({ name }, call) => known(name, call) ?? done({ dev: { name } }),
  nodeDeviceGetXmlDesc: ({ name }, call) => known(name, call) ?? done({ xml: computerXml(call) }),
  nodeDeviceGetParent: ({ name }, call) => known(name, call) ?? done({ parentName: undefined }),
  nodeDeviceNumOfCaps: ({ name }, call) => known(name, call) ?? done({ num: 1 }),
  nodeDeviceListCaps: ({ name, maxnames }, call) => known(name, call) ?? done({ names: maxnames > 0 ? ['system'] : [] }),
  nodeDeviceGetAutostart: ({ name }, call) => known(name, call) ?? done({ autostart: 1 }),
  nodeDeviceIsPersistent: ({ name }, call) => known(name, call) ?? done({ persistent: 1 }),
  nodeDeviceIsActive: ({ name }, call) => known(name, call) ?? done({ active: 1 }),
};

/** Name of the root of libvirt's device tree. */
const computer = 'computer';

function devicesWith(capability: string | undefined): readonly string[] {
  return capability === undefined || capability === 'system' ? [computer] : [];
}

/** Filters of `virConnectListAllNodeDevices`: kinds in the lower bits, `system` first; then inactive and active ones. */
function isListed(flags: number): boolean {
  const [inactive, active] = [0x4000_0000, 0x8000_0000];
  const kinds = flags & 0x3fff_ffff;
  const states = (flags & (inactive | active)) >>> 0;
  return (kinds === 0 || (kinds & 1) !== 0) && states !== inactive;
}

function known(name: string, call: Call) {
  if (name === computer) return undefined;
  return fault(call.daemon, 'no-node-device', `no node device with matching name '${name}'`, 'nodedev');
}

/** Source: libvirt 11.3.0 `src/conf/node_device_conf.c` virNodeDeviceCapSystemDefFormat. */
function computerXml(call: Call): string {
  const { system, bios } = tablesOf(call) ?? { system: {} as Smbios['system'], bios: {} as Smbios['bios'] };
  const line = (name: string, text: string | undefined): string =>
    text === undefined ? '' : writeXml(element(name, {}, text), '      ');
  const product = system.product === undefined ? '' : writeXml(element('product', {}, system.product), '    ');
  const uuid = system.uuid ?? '00000000-0000-0000-0000-000000000000';
  const hardware = `${line('vendor', system.manufacturer)}${line('version', system.version)}${line('serial', system.serial)}${line('uuid', uuid)}`;
  const firmware = `${line('vendor', bios.vendor)}${line('version', bios.version)}${line('release_date', bios.date)}`;
  const inside = `${product}    <hardware>\n${hardware}    </hardware>\n    <firmware>\n${firmware}    </firmware>\n`;
  return `<device>\n  <name>${computer}</name>\n  <capability type='system'>\n${inside}  </capability>\n</device>\n`;
}

/** Nothing where the daemon is told to find none. */
function tablesOf({ daemon }: Call): Smbios | undefined {
  return daemon.without.has('host-smbios') ? undefined : smbiosOf(daemon.host.boot, hostUuid(daemon));
}
