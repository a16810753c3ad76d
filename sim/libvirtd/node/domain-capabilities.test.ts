import { describe, expect, it } from 'vitest';
import { composeHost, listMachines, listVersions } from '../../../profiles/index.js';
import { childOf, childrenOf, readXml, type XmlNode } from '../../core/xml-reader.js';
import { emulatorOf, machineTypes } from '../../surfaces/emulator.js';
import { openTree } from '../../surfaces/index.js';
import type { Call } from '../daemon-contract.js';
import { answerOf, callsWith, errorOf, everyPair, faultOf, replyOf } from './example-call.js';

const callTo = callsWith(composeHost);

interface Question {
  readonly emulatorbin?: string;
  readonly arch?: string;
  readonly machine?: string;
  readonly virttype?: string;
  readonly flags?: number;
}

const nothing = { emulatorbin: undefined, arch: undefined, machine: undefined, virttype: undefined, flags: 0 };

function textFor(call: Call, question: Question = {}): string {
  return replyOf('connectGetDomainCapabilities', { ...nothing, ...question }, call).capabilities;
}

function documentFor(call: Call, question: Question = {}): XmlNode {
  const parsed = readXml(textFor(call, question));
  return parsed.ok ? parsed.value : expect.fail(parsed.reason.code);
}

function featureOf(document: XmlNode, name: string): XmlNode | undefined {
  return childOf(childOf(document, 'features'), name);
}

/** Values of an enum of domain capabilities. */
function valuesOf(node: XmlNode | undefined): readonly string[] {
  return childrenOf(childOf(node, 'enum'), 'value').map(({ text }) => text);
}

describe.each(everyPair(listMachines(), listVersions('libvirt')))(
  '$machine with libvirt $versions.libvirt',
  ({ machine, versions }) => {
    const call = callTo(machine, { versions });
    const { boot } = call.daemon.host;
    const emulator = emulatorOf(boot);

    it('answers for a machine type by name, and by alias with the canonical name', () => {
      const types = machineTypes(emulator, boot.qemu.version);
      for (const { name, alias, maxVcpus } of types.filter(
        (type, index) => type.alias !== undefined || index === types.length - 1,
      )) {
        const text = textFor(call, { machine: name });
        expect(text).toContain(`<machine>${name}</machine>`);
        expect(text).toContain(`<vcpu max='${Math.min(1024, maxVcpus)}'/>`);
        if (alias !== undefined) expect(textFor(call, { machine: alias })).toBe(text);
      }
    });

    it('has the same parts in the same order, whatever is asked', () => {
      const names = (text: string): string => [...text.matchAll(/^ {2}<(\w+)/gm)].map(([, name]) => name).join(' ');
      const whole = 'path domain machine arch vcpu iothreads os cpu memoryBacking devices features';
      for (const question of [
        {},
        { virttype: 'qemu' },
        { machine: machineTypes(emulator, boot.qemu.version).at(-1)?.name ?? '' },
      ]) {
        expect(names(textFor(call, question))).toBe(whole);
      }
    });

    it('differs between KVM and QEMU’s translator in the processor and the number of vCPUs alone', () => {
      const without = (text: string): string =>
        text.replace(/<domain>.*|<vcpu .*|<tdx .*/g, '').replace(/ {2}<cpu>[\s\S]*?\n {2}<\/cpu>/, '');
      expect(without(textFor(call, { virttype: 'qemu' }))).toBe(without(textFor(call, { virttype: 'kvm' })));
      expect(textFor(call, { virttype: 'qemu' })).toContain("<mode name='host-passthrough' supported='no'/>");
    });

    it('repeats an answer without working it out again', () => {
      expect(Object.is(textFor(call), textFor(call))).toBe(true);
    });
  },
);

it.each(['genoa', 's390-pv'])('says of the labeller’s machine type on %s what the labeller saved', (machine) => {
  const call = callTo(machine, { versions: { libvirt: '11.3', qemu: '10.0' } });
  const [saved] = openTree(call.daemon.host).filesOf('domcapabilities');
  const read = saved?.read();
  const asked = machine === 'genoa' ? { machine: 'q35' } : {};
  expect(read?.ok === true && read.text).toBe(`${textFor(call, asked)}\n`);
});

describe('the machine type decides about', () => {
  const call = callTo('genoa', { versions: { libvirt: '12', qemu: '11' } });
  const document = (machine?: string): XmlNode => documentFor(call, machine === undefined ? {} : { machine });

  it('who is meant when nobody says: i440fx, as QEMU has it', () => {
    expect(childOf(document(), 'machine')?.text).toBe('pc-i440fx-11.1');
  });

  it('the IDE controller, which only i440fx has', () => {
    const buses = (machine: string): readonly string[] => {
      const disk = childOf(childOf(document(machine), 'devices'), 'disk');
      const bus = childrenOf(disk, 'enum').find(({ attributes }) => attributes.name === 'bus');
      return childrenOf(bus, 'value').map(({ text }) => text);
    };
    expect(buses('pc')).toEqual(['ide', 'fdc', 'scsi', 'virtio', 'usb', 'sata', 'nvme']);
    expect(buses('q35')).toEqual(['fdc', 'scsi', 'virtio', 'usb', 'sata', 'nvme']);
    expect(buses('isapc')).toEqual(buses('q35'));
  });

  it('secure boot, which needs q35, and firmware, which needs a PC', () => {
    const firmware = (machine: string): string => {
      const os = childOf(document(machine), 'os');
      const enums = childrenOf(childOf(os, 'loader'), 'enum').map((each) => childrenOf(each, 'value').map(({ text }) => text));
      return `${valuesOf(os)} ${enums.at(-1)}`;
    };
    expect(['q35', 'pc', 'microvm', 'isapc'].map(firmware)).toEqual(['efi yes,no', 'efi no', ' no', ' no']);
  });

  it('the keyboard controller, which microvm lacks', () => {
    const ps2 = (machine: string): string | undefined => featureOf(document(machine), 'ps2')?.attributes.supported;
    expect(['q35', 'pc', 'isapc', 'microvm'].map(ps2)).toEqual(['yes', 'yes', 'yes', 'no']);
  });
});

describe('refuses', () => {
  const call = callTo('genoa', { versions: { libvirt: '11.3', qemu: '10.0' } });
  const path = '/usr/bin/qemu-system-x86_64';

  it.each<[Question, string]>([
    [{ machine: 'bogus' }, `8/10 invalid argument: the machine 'bogus' is not supported by emulator '${path}'`],
    [{ machine: 'none' }, `8/10 invalid argument: the machine 'none' is not supported by emulator '${path}'`],
    [{ arch: 'bogus' }, '8/10 invalid argument: unknown architecture: bogus'],
    [{ arch: 'aarch64' }, "67/10 unsupported configuration: unable to find any emulator to serve 'aarch64' architecture"],
    [{ virttype: 'bogus' }, '8/10 invalid argument: unknown virttype: bogus'],
    [{ virttype: 'xen' }, `8/10 invalid argument: Emulator '${path}' does not support virt type 'xen'`],
    [{ virttype: 'hvf' }, `8/10 invalid argument: Emulator '${path}' does not support virt type 'hvf'`],
    [{ emulatorbin: '/nonexist' }, '38/10 Cannot check QEMU binary /nonexist: No such file or directory'],
    [{ emulatorbin: 'qemu-system-x86_64' }, '38/10 Cannot check QEMU binary qemu-system-x86_64: No such file or directory'],
    [{ emulatorbin: '/proc/cpuinfo' }, '38/10 QEMU binary /proc/cpuinfo is not executable: Permission denied'],
    [{ emulatorbin: '/proc' }, '38/10 QEMU binary /proc is not executable: Is a directory'],
    [{ flags: 0x80 }, '8/10 unsupported flags (0x80) in function qemuConnectGetDomainCapabilities'],
  ])('%o', (question, error) => {
    expect(errorOf('connectGetDomainCapabilities', { ...nothing, ...question }, call)).toBe(error);
  });

  it('a file that is not there with its error number, and flags by function and argument', () => {
    expect(faultOf('connectGetDomainCapabilities', { ...nothing, emulatorbin: '/nonexist' }, call).int1).toBe(2);
    const { str1, str2, int1, int2 } = faultOf('connectGetDomainCapabilities', { ...nothing, flags: 2 }, call);
    expect([str1, str2, int1, int2]).toEqual(['qemuConnectGetDomainCapabilities', 'flags', 0, 0]);
  });

  it('KVM where it is not loaded', () => {
    const bare = callTo('genoa', { settings: { 'kvm-not-loaded': true } });
    expect(errorOf('connectGetDomainCapabilities', { ...nothing, virttype: 'kvm' }, bare)).toBe(
      `8/10 invalid argument: the accel 'kvm' is not supported by '${path}' on this host`,
    );
  });

  it('flags that came with a later libvirt', () => {
    const known = (libvirt: string): readonly number[] => {
      const old = callTo('genoa', { versions: { libvirt } });
      return [0, 1, 2, 4, 8].filter((flags) => answerOf('connectGetDomainCapabilities', { ...nothing, flags }, old).ok);
    };
    expect(known('9.0')).toEqual([0]);
    expect(known('11.3')).toEqual([0, 1]);
    expect(known('12')).toEqual([0, 1, 2, 4]);
  });
});

describe('flags', () => {
  const call = callTo('genoa', { versions: { libvirt: '12', qemu: '11' } });
  const features = (flags: number, on = call): readonly string[] => {
    const mode = childrenOf(childOf(documentFor(on, { flags }), 'cpu'), 'mode')[2];
    return childrenOf(mode, 'feature').map(({ attributes }) => `${attributes.policy} ${attributes.name}`);
  };

  it('write out every feature of the host model', () => {
    expect(features(2).length).toBeGreaterThan(features(0).length);
    expect(features(2)).toEqual(expect.arrayContaining([...features(0), 'require sse2']));
  });

  it('show what guests on AMD could have but do not get', () => {
    expect(features(4)).toEqual(expect.arrayContaining([...features(0), 'require rdctl-no']));
    expect(features(0)).not.toContain('require rdctl-no');
  });

  it('switch deprecated features off, which only s390x has', () => {
    const mainframe = callTo('s390-pv', { versions: { libvirt: '12', qemu: '11' } });
    expect(features(1, mainframe)).toEqual(expect.arrayContaining(['disable bpb', 'disable csske', 'disable cte', 'disable te']));
    expect(features(1)).toEqual(features(0));
  });
});

describe('untruths that tools meet, and that can be left out', () => {
  const launchTypes = (call: Call, question: Question = {}): readonly string[] =>
    valuesOf(featureOf(documentFor(call, question), 'launchSecurity'));
  const newest = { libvirt: '12', qemu: '11' };

  it('sev-snp with SNP off', () => {
    const on = { settings: { 'min-sev-asid': 100 }, versions: newest };
    const off = { ...on, settings: { 'min-sev-asid': 100, 'kvm-amd-sev-snp-off': true } } as const;
    expect([off, on].map((host) => launchTypes(callTo('genoa', host)))).toEqual([
      ['sev', 'sev-snp'],
      ['sev', 'sev-snp'],
    ]);
    const without = ['snp-advertised-when-off'];
    expect([off, on].map((host) => launchTypes(callTo('genoa', { ...host, without })))).toEqual([['sev'], ['sev', 'sev-snp']]);
  });

  it('SEV for guests of QEMU’s translator', () => {
    const sev = (without: readonly string[]): readonly (string | undefined)[] => {
      const document = documentFor(callTo('genoa', { versions: newest, without }), { virttype: 'qemu' });
      return ['sev', 'launchSecurity'].map((name) => featureOf(document, name)?.attributes.supported);
    };
    expect(sev([])).toEqual(['yes', 'yes']);
    expect(sev(['sev-advertised-for-tcg'])).toEqual(['no', 'no']);
  });

  it('numbers of guests that the kernel has no key IDs for', () => {
    const options = { settings: { 'min-sev-asid': 100, 'kvm-amd-sev-es-off': true }, versions: newest } as const;
    const counts = (without: readonly string[]): readonly (string | undefined)[] => {
      const sev = featureOf(documentFor(callTo('genoa', { ...options, without })), 'sev');
      return ['maxGuests', 'maxESGuests'].map((name) => childOf(sev, name)?.text);
    };
    expect(counts([])).toEqual(['907', '99']);
    expect(counts(['guest-counts-from-cpuid'])).toEqual(['907', '0']);
  });
});
