import { describe, expect, it } from 'vitest';
import { entryNamed } from './load.js';
import { parseSetting, parseSettings, usageOf } from './settings.js';

describe('a setting on the command line', () => {
  it('is a name, or a name with a value', () => {
    expect(parseSetting('tdx-off')).toEqual({ name: 'tdx-off', value: true });
    expect(parseSetting('min-sev-asid=100')).toEqual({ name: 'min-sev-asid', value: 100 });
    expect(parseSetting('stale-libvirt-cache=before-disabling')).toEqual({
      name: 'stale-libvirt-cache',
      value: 'before-disabling',
    });
  });

  it('takes its default when it has one', () => {
    expect(parseSetting('snp-init-fails').value).toBe(3);
    expect(parseSetting('stale-libvirt-cache').value).toBe('before-enabling');
  });

  it.each(['-1', 'abc', '0x10', '1e2', '1.5', '+1', '01', ' 1', ''])('refuses %j where a number belongs', (text) => {
    expect(() => parseSetting(`min-sev-asid=${text}`)).toThrow(
      `setting "min-sev-asid" takes a decimal number, not "${text}"; write min-sev-asid=<1…65535>`,
    );
  });

  it.each(['0', '65536', '99999999999999999999'])('refuses %s, which is out of range', (text) => {
    expect(() => parseSetting(`min-sev-asid=${text}`)).toThrow(
      /of setting "min-sev-asid" is (out of range|not a whole number); write/,
    );
  });

  it('refuses a missing value, and a value for a switch', () => {
    expect(() => parseSetting('min-sev-asid')).toThrow('setting "min-sev-asid" needs a value; write min-sev-asid=<1…65535>');
    expect(() => parseSetting('tdx-off=1')).toThrow('setting "tdx-off" is a switch and takes no value, not "1"; write tdx-off');
  });

  it('refuses a word it does not know', () => {
    expect(() => parseSetting('stale-libvirt-cache=never')).toThrow(
      'write stale-libvirt-cache=<before-enabling|before-disabling>',
    );
  });

  it('refuses an unknown name and offers the nearest', () => {
    expect(() => parseSetting('min-sev-asids=3')).toThrow('unknown setting "min-sev-asids"; did you mean "min-sev-asid"?');
    expect(() => parseSetting('../genoa')).toThrow('unknown setting "../genoa"');
  });

  it('may be repeated only with the same value', () => {
    expect(parseSettings(['min-sev-asid=5', 'nested-cgroup', 'min-sev-asid=5'])).toEqual({
      'min-sev-asid': 5,
      'nested-cgroup': true,
    });
    expect(() => parseSettings(['min-sev-asid=5', 'min-sev-asid=6'])).toThrow('setting "min-sev-asid" is given twice: 5 and 6');
  });

  it('says how it is written', () => {
    expect(usageOf(entryNamed('setting', 'key-split'))).toBe('key-split=<0…15>');
    expect(usageOf(entryNamed('setting', 'tdx-off'))).toBe('tdx-off');
  });
});
