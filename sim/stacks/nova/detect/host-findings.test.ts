import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { characterDevice } from '../../../contracts/memory-reader.js';
import { referenceChoices } from '../choices.js';
import { readConfig } from '../config.js';
import {
  answerPath,
  capabilities,
  domainCapabilities,
  type ExampleHost,
  exampleHost,
  sevFeatures,
  tdxHost,
} from '../example-host.js';
import { type Detection, detectHost } from './host-findings.js';
import { detectionTruthTable } from './truth-table.js';

const pc = answerPath('domcapabilities/x86_64/pc.xml');
const q35 = answerPath('domcapabilities/x86_64/q35.xml');

function look(host: ExampleHost = {}, config = {}, choices = {}): Detection {
  return detectHost(exampleHost(host), readConfig(config), { ...referenceChoices, ...choices });
}

function unitsOf(host: ExampleHost = {}, config = {}, choices = {}): unknown {
  return look(host, config, choices).findings?.units;
}

function codesOf(host: ExampleHost): readonly string[] {
  return look(host).problems.map(({ code }) => code);
}

describe('detection of a host', () => {
  it('finds SEV and SNP, which takes the pool of SEV-ES', () => {
    expect(look()).toMatchObject({
      findings: {
        architecture: 'x86_64',
        cpus: 2,
        memoryMiB: 4096,
        supported: ['amd-sev', 'amd-sev-snp'],
        units: { 'amd-sev': 100, 'amd-sev-snp': 15 },
        uefi: true,
        secureBoot: true,
        statelessFirmware: true,
      },
      problems: [],
    });
  });

  it('finds SEV-ES where the kernel has no SNP', () => {
    expect(unitsOf({ sevSnp: 'N' })).toEqual({ 'amd-sev': 100, 'amd-sev-es': 15 });
    expect(unitsOf({ sevSnp: undefined })).toEqual({ 'amd-sev': 100, 'amd-sev-es': 15 });
  });

  it('finds SEV-ES where the kernel has SNP and libvirt does not', () => {
    expect(unitsOf({ features: sevFeatures({ types: ['sev'] }) })).toEqual({ 'amd-sev': 100, 'amd-sev-es': 15 });
  });

  it('finds nothing without SEV, whatever else is on', () => {
    expect(unitsOf({ sev: 'N' })).toEqual({});
    expect(unitsOf({ sev: undefined })).toEqual({});
    expect(unitsOf({ features: "<sev supported='no'/>" })).toEqual({});
    expect(unitsOf({ files: { [answerPath('capabilities.xml')]: capabilities({ host: 'aarch64' }) } })).toEqual({});
  });

  it.each(['1', 'Y', 'y', ' y ', 'ON', 'true', 'T', 'yes', 'YES\n'])('takes %j in a parameter file for on', (text) => {
    expect(unitsOf({ sev: text })).toHaveProperty('amd-sev', 100);
  });

  it.each(['0', 'N', 'n', '', '2', '-1', 'maybe', 'off', 'YY'])('takes %j in a parameter file for off', (text) => {
    expect(unitsOf({ sev: text })).toEqual({});
  });

  it.each(['YES', 'Yes', 'true', '1', ''])('takes supported=%j for no', (supported) => {
    expect(unitsOf({ features: sevFeatures().replaceAll("supported='yes'", `supported='${supported}'`) })).toEqual({});
  });

  it('needs QEMU 8.0 for SEV-ES and nothing newer for SNP', () => {
    expect(unitsOf({ qemu: '7.2.19', sevSnp: 'N' })).toEqual({ 'amd-sev': 100 });
    expect(unitsOf({ qemu: '8.0.0', sevSnp: 'N' })).toEqual({ 'amd-sev': 100, 'amd-sev-es': 15 });
    expect(unitsOf({ qemu: '7.2.19' })).toEqual({ 'amd-sev': 100, 'amd-sev-snp': 15 });
  });

  it('refuses software that is too old', () => {
    expect(look({ libvirt: '7.9.0', qemu: '6.1.0' })).toEqual({
      findings: undefined,
      problems: [
        { code: 'too-old', about: 'libvirt', words: 'libvirt: Nova requires libvirt version 8.0.0 or greater.' },
        { code: 'too-old', about: 'QEMU', words: 'QEMU: Nova requires QEMU version 6.2.0 or greater.' },
      ],
    });
  });

  it('has stateless firmware from libvirt 8.6 on, where there is UEFI', () => {
    expect(look({ libvirt: '8.5.0' }).findings?.statelessFirmware).toBe(false);
    expect(look({ libvirt: '8.6.0' }).findings?.statelessFirmware).toBe(true);
    const bios = domainCapabilities(sevFeatures(), []);
    const { findings } = look({ files: { [pc]: bios, [q35]: bios } });
    expect([findings?.uefi, findings?.statelessFirmware]).toEqual([false, false]);
  });

  it('reads counts as Python does', () => {
    const es = (written: string): ExampleHost => ({ sevSnp: 'N', features: sevFeatures({ maxESGuests: written }) });
    expect(unitsOf(es('<maxESGuests> 7 </maxESGuests>'))).toHaveProperty('amd-sev-es', 7);
    expect(unitsOf(es('<maxESGuests>1_0</maxESGuests>'))).toHaveProperty('amd-sev-es', 10);
    expect(unitsOf(es('<maxESGuests>0</maxESGuests>'))).not.toHaveProperty('amd-sev-es');
    expect(unitsOf(es('<maxESGuests>-5</maxESGuests>'))).not.toHaveProperty('amd-sev-es');
    expect(unitsOf(es(''))).toEqual({ 'amd-sev': 100 });
  });

  it('takes the word of q35, and of others only where libvirt has none about q35', () => {
    const none = domainCapabilities(sevFeatures({ maxGuests: '<maxGuests>0</maxGuests>' }));
    expect(unitsOf({ files: { [pc]: none } })).toHaveProperty('amd-sev', 100);
    expect(unitsOf({ files: { [q35]: none } })).not.toHaveProperty('amd-sev');
    expect(unitsOf({ files: { [q35]: undefined } })).toHaveProperty('amd-sev', 100);
  });

  it('says what it could not find out, and then claims nothing', () => {
    expect(codesOf({ files: { [q35]: undefined } })).toEqual(['answer-missing']);
    expect(codesOf({ files: { [q35]: domainCapabilities(sevFeatures({ maxGuests: '<maxGuests>0x10</maxGuests>' })) } })).toEqual([
      'answer-malformed',
    ]);
    expect(look({ files: { [q35]: '', [pc]: '<a>' } }).findings).toBeUndefined();
    expect(look({ files: { [answerPath('capabilities.xml')]: '' } }).findings).toBeUndefined();
    expect(codesOf({ files: { [answerPath('version')]: '' } })).toEqual(['version-unread']);
    expect(codesOf({ files: { '/sys/module/kvm_amd/parameters/sev': characterDevice } })).toEqual(['kernel-file-unreadable']);
  });

  it('takes launch security without a list for one without types', () => {
    const features = sevFeatures().replace(/<enum name='sectype'>.*<\/enum>/, '');
    expect(unitsOf({ features })).toEqual({ 'amd-sev': 100, 'amd-sev-es': 15 });
  });

  it('does not mind architectures and elements nobody has heard of', () => {
    const files = { [answerPath('capabilities.xml')]: capabilities({ guests: ['i686', 'x86_64', 'loongarch128'] }) };
    expect(look({ files }).findings).toEqual(look().findings);
    expect(look({ features: `<novelty supported='yes'/>${sevFeatures()}` })).toEqual(look());
  });
});

describe('detection of TDX', () => {
  it('counts the key IDs the kernel counts', () => {
    expect(unitsOf(tdxHost)).toEqual({ 'intel-tdx': 63 });
  });

  it('needs the switch of the kernel, the CPU of the host and the dialect', () => {
    expect(unitsOf({ ...tdxHost, files: { ...tdxHost.files, '/sys/module/kvm_intel/parameters/tdx': 'N\n' } })).toEqual({});
    expect(unitsOf(tdxHost, { libvirt: { cpu_mode: 'host-model' } })).toEqual({});
    expect(unitsOf(tdxHost, { tdx: false })).toEqual({});
  });

  it('takes the lower of what the kernel counts and what is configured', () => {
    expect(unitsOf(tdxHost, { libvirt: { num_intel_tdx_guests: 10 } })).toEqual({ 'intel-tdx': 10 });
    expect(unitsOf(tdxHost, { libvirt: { num_intel_tdx_guests: 100 } })).toEqual({ 'intel-tdx': 63 });
    const uncounted = { ...tdxHost, files: { '/sys/module/kvm_intel/parameters/tdx': 'Y\n' } };
    expect(unitsOf(uncounted)).toEqual({});
    expect(unitsOf(uncounted, { libvirt: { num_intel_tdx_guests: 5 } })).toEqual({ 'intel-tdx': 5 });
  });
});

describe('the truth table', () => {
  it('has a row for every combination, and never SEV-ES beside SNP', () => {
    const rows = detectionTruthTable();
    expect(rows).toHaveLength(16);
    for (const { supported } of rows) {
      expect(supported.includes('amd-sev-es') && supported.includes('amd-sev-snp')).toBe(false);
    }
  });

  it('says what the specifications say', () => {
    const rows = detectionTruthTable().map(({ sev, sevEs, sevSnp, snpType, units }) => {
      const shown = [sev, sevEs, sevSnp, snpType].map((isOn) => (isOn ? 'Y' : 'N')).join('');
      return `${shown} ${Object.entries(units)
        .map(([model, count]) => `${model}=${count}`)
        .join(' ')}`.trim();
    });
    expect(rows).toEqual([
      ...['NNNN', 'NNNY', 'NNYN', 'NNYY', 'NYNN', 'NYNY', 'NYYN', 'NYYY'],
      'YNNN amd-sev=100',
      'YNNY amd-sev=100',
      'YNYN amd-sev=100',
      'YNYY amd-sev=100 amd-sev-snp=15',
      'YYNN amd-sev=100 amd-sev-es=15',
      'YYNY amd-sev=100 amd-sev-es=15',
      'YYYN amd-sev=100 amd-sev-es=15',
      'YYYY amd-sev=100 amd-sev-snp=15',
    ]);
  });
});

describe('detection of any host', () => {
  const texts = fc.oneof(
    fc.string(),
    fc.constantFrom('', 'Y\n', 'N\n', '<a/>', domainCapabilities(sevFeatures()), capabilities()),
  );
  const hosts = fc.record({ sev: texts, sevEs: texts, sevSnp: texts, libvirt: texts, q35: texts, pc: texts, caps: texts });

  it('is a value or a problem, the same each time, and a positive count for whatever is supported', () => {
    fc.assert(
      fc.property(hosts, ({ q35: q35Text, pc: pcText, caps, ...rest }) => {
        const host = { ...rest, files: { [q35]: q35Text, [pc]: pcText, [answerPath('capabilities.xml')]: caps } };
        const { findings, problems } = look(host);
        expect(look(host)).toEqual(look(host));
        expect(findings === undefined ? problems.length : 1).toBeGreaterThan(0);
        for (const model of findings?.supported ?? []) expect(findings?.units[model]).toBeGreaterThan(0);
      }),
    );
  });
});
