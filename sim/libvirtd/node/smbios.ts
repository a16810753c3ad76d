import type { BootTruth, CpuTruth } from '../../contracts/truth.js';
import { element, type XmlElement } from '../../core/xml-writer.js';
import { emulatorOf } from '../../surfaces/emulator.js';

/** What the firmware's tables say about the machine. No profile records them: makers are fauxmetal's own, the processor is the profile's. */
export interface Smbios {
  readonly bios: Entries;
  readonly system: Entries;
  readonly baseBoard: Entries;
  readonly chassis: Entries;
  readonly processors: readonly Entries[];
  readonly memoryDevices: readonly Entries[];
}

/** Entries in the order libvirt writes them; an undefined one is left out. */
type Entries = Readonly<Record<string, string | undefined>>;

/**
 * The tables a machine's firmware leaves for the operating system.
 *
 * @param uuid UUID of the machine, which libvirt takes from these tables.
 */
export function smbiosOf(boot: BootTruth, uuid: string): Smbios {
  if (emulatorOf(boot).architecture === 's390x') return mainframe(boot);
  const { cpu, machine } = boot;
  const maker = { manufacturer: 'fauxmetal', product: machine, version: '1.0' };
  return {
    bios: { vendor: 'fauxmetal', version: `${machine}-1.0`, date: '01/01/2025', release: '1.0' },
    system: { ...maker, serial: uuid.slice(0, 8), uuid, sku: machine, family: 'Server' },
    baseBoard: { ...maker, serial: uuid.slice(-12), asset: 'Not Specified', location: 'Not Specified' },
    chassis: {
      manufacturer: 'fauxmetal',
      version: '1.0',
      serial: uuid.slice(0, 8),
      asset: 'Not Specified',
      sku: 'Not Specified',
    },
    processors: Array.from({ length: cpu.sockets }, (_, socket) => processor(cpu, socket)),
    memoryDevices: Array.from({ length: cpu.sockets * modulesPerSocket }, (_, index) => memoryDevice(boot, index)),
  };
}

/** libvirt reads /proc/sysinfo and /proc/cpuinfo here. Source: libvirt `src/util/virsysinfo.c` virSysinfoReadS390. */
function mainframe({ cpu }: BootTruth): Smbios {
  const family = /machine (\w+)/.exec(cpu.modelName)?.[1] ?? '0000';
  const count = cpu.sockets * cpu.coresPerSocket * cpu.threadsPerCore;
  const each = { family, manufacturer: cpu.vendorId, version: '00', serial_number: '000000' };
  return {
    bios: {},
    system: { manufacturer: 'IBM', serial: '0000000000000000', family },
    baseBoard: {},
    chassis: {},
    processors: Array.from({ length: count }, () => each),
    memoryDevices: [],
  };
}

function processor(cpu: CpuTruth, socket: number): Entries {
  const signature = `Family ${cpu.family}, Model ${cpu.model}, Stepping ${cpu.stepping}`;
  return {
    socket_destination: `CPU${socket}`,
    type: 'Central Processor',
    family: cpu.libvirtVendor === 'AMD' ? 'Zen' : 'Xeon',
    manufacturer: cpu.libvirtVendor === 'AMD' ? 'Advanced Micro Devices, Inc.' : 'Intel(R) Corporation',
    signature: cpu.libvirtVendor === 'AMD' ? signature : `Type 0, ${signature}`,
    version: cpu.modelName,
    external_clock: '100 MHz',
    max_speed: cpu.tscHz === undefined ? 'Unknown' : `${Math.round(cpu.tscHz / 1e6)} MHz`,
    status: 'Populated, Enabled',
    serial_number: 'Unknown',
    part_number: 'Unknown',
  };
}

const modulesPerSocket = 8;

function memoryDevice({ cpu, memoryBytes }: BootTruth, index: number): Entries {
  const socket = Math.floor(index / modulesPerSocket);
  const channel = String.fromCharCode('A'.charCodeAt(0) + (index % modulesPerSocket));
  return {
    size: `${Math.floor(memoryBytes / (cpu.sockets * modulesPerSocket) / 2 ** 20)} MB`,
    form_factor: 'DIMM',
    locator: `DIMM_${channel}1`,
    bank_locator: `P${socket} CHANNEL ${channel}`,
    type: 'Unknown',
    type_detail: 'Registered (Buffered)',
    speed: 'Unknown',
    manufacturer: 'fauxmetal',
    serial_number: 'Unknown',
    part_number: 'Unknown',
  };
}

/** The tables as `virsh sysinfo` prints them. Source: libvirt 11.3.0 `src/util/virsysinfo.c` virSysinfoFormat. */
export function sysinfoElement(tables: Smbios): XmlElement {
  return element(
    'sysinfo',
    { type: 'smbios' },
    part('bios', tables.bios),
    part('system', tables.system),
    part('baseBoard', tables.baseBoard),
    part('chassis', tables.chassis),
    ...tables.processors.map((entries) => part('processor', entries)),
    ...tables.memoryDevices.map((entries) => part('memory_device', entries)),
  );
}

function part(name: string, entries: Entries): XmlElement | undefined {
  const lines = Object.entries(entries).filter(([, text]) => text !== undefined);
  return lines.length === 0
    ? undefined
    : element(name, {}, ...lines.map(([entry, text]) => element('entry', { name: entry }, text)));
}
