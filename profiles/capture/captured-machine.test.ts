import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { UsageError } from '../../sim/core/usage-error.js';
import { Host } from '../../sim/host/host.js';
import { openTree } from '../../sim/surfaces/index.js';
import { composeHost, factsOf, type HostRequest, listMachines } from '../index.js';
import { bundleText, type SectionText } from './bundle-text.js';
import { type CaptureOptions, capturedMachine, machineYaml, parseBundle } from './index.js';

const log = '/var/log/dmesg';
const domcapabilities = '/var/lib/kubevirt-node-labeller/virsh_domcapabilities.xml';
const capabilities = '/var/lib/kubevirt-node-labeller/capabilities.xml';

/** Files of a simulated host, some changed or (undefined) taken away, as a bundle of them would have it. */
function captureOf(
  request: HostRequest,
  changes: Readonly<Record<string, string | undefined>> = {},
  options: CaptureOptions = {},
) {
  const entries = openTree(new Host(composeHost(request))).entries();
  const shown: readonly SectionText[] = entries.map(({ file }) => {
    const content = file.read();
    return { name: file.path, text: content.ok ? content.text : '' };
  });
  const changed = Object.entries(changes).flatMap(([name, text]) => (text === undefined ? [] : [{ name, text }]));
  const sections = [...shown.filter(({ name }) => !Object.hasOwn(changes, name)), ...changed];
  return capturedMachine(parseBundle(Buffer.from(bundleText(sections)), 'shelf/my.capture'), options);
}

/** Registers as `od -An -tx1` prints them. */
function registers(...values: readonly number[]): string {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, 4 * index);
  return ` ${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')}\n`;
}

function factOf({ machine }: ReturnType<typeof captureOf>, path: string) {
  return factsOf(machine.facts).find((each) => each.path === path)?.fact;
}

describe('a captured fact', () => {
  it('that was read names bundle, file and line', () => {
    const fact = factOf(captureOf({ machine: 'milan-253' }), 'cpu.modelName');
    expect(fact).toEqual({
      value: 'AMD EPYC 7313 16-Core Processor',
      provenance: 'captured',
      source: 'capture my.capture: /proc/cpuinfo "model name"',
    });
  });

  it('that follows says from what', () => {
    const fact = factOf(captureOf({ machine: 'genoa', settings: { 'min-sev-asid': 100 } }), 'amd.cpuid8000001f.edx');
    expect(fact).toEqual({
      value: 100,
      provenance: 'derived',
      source: 'capture my.capture: kernel log "SEV … (ASIDs 100 - 1006)"',
    });
  });

  it('that could not be seen is assumed, says how to find it out, and is listed', () => {
    const capture = captureOf({ machine: 'genoa' }, {}, { known: listMachines().filter(({ id }) => id !== 'genoa') });
    expect(factOf(capture, 'amd.psp.svn')).toEqual({
      value: 0,
      provenance: 'assumed',
      source: 'not visible in capture my.capture; ask the firmware: snphost show version, or SNP_PLATFORM_STATUS',
    });
    expect(capture.assumed.map(({ path }) => path)).toEqual([
      'cpu.rawPhysicalBits',
      'cpu.cpuid80000008Eax',
      'amd.cpuid8000001f.eax',
      'amd.cpuid8000001f.ebx',
      'amd.psp.svn',
      'amd.psp.ciphertextHiding',
      'amd.psp.allCpusOnline',
    ]);
  });

  it('no longer stands on a guess once CPUID is readable', () => {
    const capture = captureOf(
      { machine: 'genoa' },
      {
        '/dev/cpu/0/cpuid@80000000': registers(0x80000028, 0, 0, 0),
        '/dev/cpu/0/cpuid@80000008': registers(0x3934, 0, 0, 0),
        '/dev/cpu/0/cpuid@8000001f': registers(0x030ffffb, 0x41b3, 0x3ee, 256),
        '/dev/cpu/0/msr@c0010010': registers(1 << 23, 0),
        '/dev/cpu/0/msr@c0010015': registers(0, 0),
        '/sys/devices/system/cpu/online': '0-383\n',
        '/sys/devices/system/cpu/present': '0-383\n',
      },
      { known: [] },
    );
    expect(capture.machine.values.amd?.cpuid8000001f).toEqual({ eax: 0x030ffffb, ebx: 0x41b3, ecx: 1006, edx: 256 });
    expect(capture.machine.values.amd).toMatchObject({ smee: true, smmLocked: false });
    expect(capture.assumed.map(({ path }) => path)).toEqual(['amd.psp.svn', 'amd.psp.ciphertextHiding']);
    expect(capture.notes).toContain('kernel log "SEV … (ASIDs 1 - 1006)" means ASIDs 1 to 1006, against 256 to 1006');
  });

  it('is not taken from the CPUID of another processor than the one shown', () => {
    const leaves = { '/dev/cpu/0/cpuid@1': registers(0x000c06f2, 0, 0, 0), '/dev/cpu/0/msr@87': registers(0, 0) };
    const capture = captureOf({ machine: 'sapphire-rapids' }, leaves);
    expect(capture.notes).toEqual(['the CPUID leaves are of another processor than /proc/cpuinfo, and are not used']);
    expect(capture.machine.values.intel).toMatchObject({ keyIdBits: 6, keySplit: 1 });
    const own = captureOf({ machine: 'sapphire-rapids' }, { ...leaves, '/dev/cpu/0/cpuid@1': registers(0x000806f8, 0, 0, 0) });
    expect(own.notes).toEqual([]);
    expect(own.machine.values.intel?.tdxEnabled).toBe(false);
  });

  it('is not taken from a CPUID leaf beyond the last one, where Intel repeats another', () => {
    const capture = captureOf(
      { machine: 'genoa' },
      {
        '/dev/cpu/0/cpuid@80000000': registers(0x80000008, 0, 0, 0),
        '/dev/cpu/0/cpuid@80000008': registers(0x3934, 0, 0, 0),
        '/dev/cpu/0/cpuid@8000001f': registers(0, 0x70001, 0, 0),
      },
    );
    expect(factOf(capture, 'amd.cpuid8000001f.ecx')).toMatchObject({ value: 1006, provenance: 'derived' });
  });
});

describe('the ASIDs of a host', () => {
  const host: HostRequest = { machine: 'genoa', settings: { 'min-sev-asid': 100 } };
  const asids = (capture: ReturnType<typeof captureOf>) => [
    factOf(capture, 'amd.cpuid8000001f.ecx')?.value,
    factOf(capture, 'amd.cpuid8000001f.edx')?.value,
    factOf(capture, 'amd.cpuid8000001f.edx')?.provenance,
  ];

  it("follow from libvirt's count of guests when the kernel log cannot be read", () => {
    const capture = captureOf(host, { [log]: undefined });
    expect(asids(capture)).toEqual([1006, 100, 'derived']);
    expect(capture.notes).toContain('no kernel log was captured: run the script as root');
  });

  it('follow from misc.capacity alone', () => {
    expect(asids(captureOf(host, { [log]: undefined, [domcapabilities]: undefined }))).toEqual([1006, 100, 'derived']);
  });

  it('are assumed when nothing tells them, as with SEV off in the BIOS', () => {
    const capture = captureOf({ machine: 'genoa', settings: { 'smee-off': true } });
    expect(asids(capture)).toEqual([1006, 1, 'assumed']);
    expect(factOf(capture, 'amd.smee')).toMatchObject({ value: false, provenance: 'derived' });
  });

  it('are refused with the two facts when they contradict each other', () => {
    expect(() => captureOf({ machine: 'genoa', settings: { 'min-sev-asid-beyond-max': true } })).toThrow(
      'shelf/my.capture:1: amd.cpuid8000001f.edx: the captured host contradicts itself: ' +
        'minimum SEV ASID (EDX) is 1008, but there are only 1006 ASIDs (ECX) (rule min-sev-asid-within-max); no machine can have it',
    );
  });
});

describe('the key split of a TDX host', () => {
  const split = (capture: ReturnType<typeof captureOf>) => {
    const { keyIdBits, keySplit, keyPartition } = capture.machine.values.intel ?? {};
    return { keyIdBits, keySplit, keyPartition };
  };
  const host: HostRequest = { machine: 'emerald-rapids', settings: { 'key-split': 2 } };

  it('follows from the printed range of private keys', () => {
    expect(split(captureOf(host))).toEqual({ keyIdBits: 6, keySplit: 2, keyPartition: undefined });
  });

  it('follows from the capacity alone', () => {
    const changes = { [log]: undefined, [domcapabilities]: undefined, [capabilities]: undefined };
    expect(split(captureOf(host, changes, { known: [] }))).toEqual({ keyIdBits: 6, keySplit: 2, keyPartition: undefined });
  });

  it('follows from the registers, which name the bits as well', () => {
    const changes = { '/dev/cpu/0/msr@87': registers(63, 64), '/dev/cpu/0/msr@982': registers(3, 0x17), [log]: undefined };
    const capture = captureOf(host, changes);
    expect(split(capture)).toEqual({ keyIdBits: 7, keySplit: 1, keyPartition: undefined });
    expect(factOf(capture, 'intel.keyIdBits')?.provenance).toBe('captured');
  });

  it('is a partition where it is no whole split', () => {
    const capture = captureOf({ machine: 'emerald-rapids', settings: { 'one-private-key': true } });
    expect(split(capture)).toEqual({ keyIdBits: 6, keySplit: 0, keyPartition: { mktmeKeys: 62, tdxKeys: 1 } });
  });
});

describe('the nearest known machine', () => {
  it('is of the same family, model and stepping, and of these the one with the fewest differences', () => {
    expect(captureOf({ machine: 'milan-253' }).nearest).toMatchObject({
      machine: { id: 'milan-253' },
      likeness: 'the same family, model and stepping',
    });
    expect(captureOf({ machine: 'milan' }).nearest?.machine.id).toBe('milan');
  });

  it('is listed with what differs', () => {
    const { nearest } = captureOf({ machine: 'genoa', settings: { 'min-sev-asid': 100 } });
    const edx = nearest?.differences.find(({ path }) => path === 'amd.cpuid8000001f.edx');
    expect(edx).toMatchObject({ left: { value: 100, provenance: 'derived' }, right: { value: 1, provenance: 'captured' } });
  });

  it('is none for a vendor nobody has described', () => {
    const capture = captureOf({ machine: 'milan-253' }, {}, { known: listMachines().filter(({ id }) => id === 's390-pv') });
    expect(capture.nearest).toBeUndefined();
  });
});

describe('the software of a captured host', () => {
  const release = '/proc/sys/kernel/osrelease';

  it('is that of its release, or the newest before it, and then a note says so', () => {
    const capture = captureOf({ machine: 'skylake' }, { [release]: '6.14.0-29-generic\n' });
    expect(capture.machine.facts.versions?.kernel).toBe('6.12');
    expect(capture.notes[0]).toBe(
      'there is no data about Linux 6.14.0-29-generic; the host is described with 6.12, which may show the same facts differently',
    );
    expect(captureOf({ machine: 'skylake' }, { [release]: '6.12.43+deb13-amd64\n' }).notes).toEqual([]);
    expect(captureOf({ machine: 'skylake' }, { [release]: '5.14.0-570.el9.x86_64\n' }).machine.facts.versions?.kernel).toBe(
      '6.1',
    );
  });

  it('is named by virsh where it ran', () => {
    const versions = 'Using library: libvirt 11.4.0\nUsing API: QEMU 11.4.0\nRunning hypervisor: QEMU 9.2.0\n';
    const capture = captureOf({ machine: 'skylake' }, { 'virsh-version': versions });
    expect(capture.machine.facts.versions).toMatchObject({ qemu: '9.1', libvirt: '11.3' });
    expect(capture.notes).toEqual([
      'there is no data about QEMU 9.2.0; the host is described with 9.1',
      'there is no data about libvirt 11.4.0; the host is described with 11.3',
    ]);
  });
});

describe('a bundle without a machine in it', () => {
  const cpuinfo = '/proc/cpuinfo';

  it.each([
    [undefined, 'my.capture:1: /proc/cpuinfo: the processor was not captured; run the script where /proc is mounted'],
    ['processor : 0\nCPU implementer : 0x41\n', 'this is the processor of neither an x86 nor an s390x machine; fauxmetal knows'],
    ['vendor_id : AuthenticAMD\nflags : sev\n', '/proc/cpuinfo: the line "cpu family" is missing; capture the host again'],
    ['vendor_id : AuthenticAMD\ncpu family : x\nflags : sev\n', '"cpu family" is "x", which is no number'],
  ])('%j is refused with line and fix', (text, message) => {
    const capture = () => captureOf({ machine: 'milan-253' }, { [cpuinfo]: text });
    expect(capture).toThrow(UsageError);
    expect(capture).toThrow(message);
  });

  it('because libvirt wrote no XML is refused', () => {
    expect(() => captureOf({ machine: 'milan-253' }, { [domcapabilities]: '<domainCapabilities>' })).toThrow(
      'virsh_domcapabilities.xml: this is no XML document (xml-malformed); capture the host again',
    );
  });
});

describe('a machine file', () => {
  it('says the same as the machine, names its schema and marks what is to be filled in', () => {
    const { machine, assumed } = captureOf({ machine: 'genoa' }, {}, { id: 'shelf-9' });
    const text = machineYaml(machine.facts, { schema: '../machine.schema.json', remark: 'Made by hand.' });
    expect(parse(text)).toEqual(machine.facts);
    expect(text.split('\n').slice(0, 3)).toEqual([
      '# yaml-language-server: $schema=../machine.schema.json',
      '# Made by hand.',
      'id: shelf-9',
    ]);
    expect(text.match(/^ *# please fill in$/gm)).toHaveLength(assumed.length);
    expect(text).toContain('    eax:\n      value: 0x30ffffb\n');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(128);
  });

  it.each(listMachines().map((machine) => [machine.id, machine] as const))('of %s reads back as it was', (_, { facts }) => {
    expect(parse(machineYaml(facts, { schema: 'x', remark: 'x' }))).toEqual(facts);
  });

  it('is named after the processor', () => {
    expect(captureOf({ machine: 'milan-253' }).machine.id).toBe('amd-epyc-7313');
    expect(captureOf({ machine: 'skylake' }).machine.id).toBe('intel-xeon-platinum-8160');
    expect(captureOf({ machine: 's390-pv' }).machine.id).toMatch(/^ibm-s390-machine-\d{4}$/);
  });
});
