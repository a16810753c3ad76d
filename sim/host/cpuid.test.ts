import { describe, expect, it } from 'vitest';
import { composeHost } from '../../profiles/index.js';
import { bootHost } from './boot.js';
import { changedDescription } from './changed-description.js';

const rome = composeHost({ machine: 'rome' });
const genoa = composeHost({ machine: 'genoa' });
const emerald = composeHost({ machine: 'emerald-rapids' });

describe('physical-address bits', () => {
  it.each([
    ['Rome gives 5 of 48 bits to memory encryption', rome, {}, 43],
    ['Genoa gives 6 of 52 bits to memory encryption', genoa, {}, 46],
    ['nothing is taken with SYSCFG[23] clear', genoa, { 'amd.smee': false }, 52],
    ['the bits are taken even where SMM is not locked and SEV is off', genoa, { 'amd.smmLocked': false }, 46],
    ['key-ID bits are taken on Intel', emerald, { 'cpu.rawPhysicalBits': 52, 'intel.keyIdBits': 7 }, 45],
    ['no key-ID bits are taken with TME-MT off', emerald, { 'cpu.rawPhysicalBits': 52, 'intel.tmeMt': false }, 52],
  ])('%s', (_, description, change, bits) => {
    expect(bootHost(changedDescription(description, change)).cpu.physicalBits).toBe(bits);
  });
});

describe('flags', () => {
  const flagsOf = (description: typeof rome, change: Record<string, unknown> = {}): readonly string[] =>
    bootHost(changedDescription(description, change)).cpu.flags;

  it('sev flags come last, in bit order', () => {
    expect(flagsOf(rome).slice(-2)).toEqual(['sev', 'sev_es']);
    expect(flagsOf(genoa).slice(-4)).toEqual(['sev', 'sev_es', 'sev_snp', 'debug_swap']);
  });

  it('sme is shown only when it is active', () => {
    expect(flagsOf(genoa)).not.toContain('sme');
    expect(flagsOf(genoa, { 'boot.memoryEncryptionOn': true })).toContain('sme');
    expect(flagsOf(genoa, { 'boot.memoryEncryptionOn': true, 'amd.smee': false })).not.toContain('sme');
  });

  it('kernels before 6.9 do not know sev_snp, before 6.12 not debug_swap', () => {
    expect(flagsOf(composeHost({ machine: 'genoa', versions: { kernel: '6.1' } })).slice(-2)).toEqual(['sev', 'sev_es']);
  });

  it('tme and tdx_host_platform stand where their words are printed', () => {
    const flags = flagsOf(emerald);
    expect(flags.indexOf('tme')).toBe(flags.indexOf('avx512_bitalg') + 1);
    expect(flags.indexOf('tdx_host_platform')).toBeGreaterThan(flags.indexOf('epb'));
    expect(flags.indexOf('tdx_host_platform')).toBeLessThan(flags.indexOf('tme'));
  });

  it('a BIOS that leaves TME off clears the flag from 6.12 on', () => {
    const off = { 'intel.tme': false };
    expect(flagsOf(emerald, off)).not.toContain('tme');
    expect(flagsOf(composeHost({ machine: 'emerald-rapids', versions: { kernel: '6.1' } }), off)).toContain('tme');
  });

  it('the machine-check bug of TDX is listed on Emerald Rapids, but not on Granite Rapids', () => {
    expect(bootHost(emerald).cpu.bugs).toContain('tdx_pw_mce');
    expect(bootHost(composeHost({ machine: 'granite-rapids' })).cpu.bugs).not.toContain('tdx_pw_mce');
  });
});

describe('leaves', () => {
  const leaf = (description: typeof rome, number: number) => bootHost(description).cpu.cpuid.find((each) => each.leaf === number);

  it('leaf 1 is the signature of the dump', () => {
    expect(leaf(rome, 1)?.eax).toBe(0x00830f10);
    expect(leaf(genoa, 1)?.eax).toBe(0x00a10f11);
    expect(leaf(emerald, 1)?.eax).toBe(0x000c06f2);
  });

  it('8000_001F is shown whatever the BIOS switched off', () => {
    const off = changedDescription(genoa, { 'amd.smee': false });
    expect(leaf(off, 0x8000001f)).toMatchObject(genoa.amd?.cpuid8000001f ?? {});
  });
});
