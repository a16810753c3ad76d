import { describe, expect, it } from 'vitest';
import { UsageError } from '../../sim/core/usage-error.js';
import { parseBundle } from './bundle.js';
import { bundleText } from './bundle-text.js';

const good = bundleText([
  { name: '/proc/cmdline', text: 'quiet ro\n' },
  { name: '/sys/fs/cgroup/misc.capacity', text: '' },
  { name: '/dev/sev' },
  { name: '/proc/misc', text: '== end bundle sections=0\nfauxmetal-capture/1\n== file /dev/kvm mode=0666 bytes=0' },
]);

describe('a bundle', () => {
  const bundle = parseBundle(Buffer.from(good), 'a.capture');

  it('gives each section exactly its bytes', () => {
    expect(bundle.text('/proc/cmdline')).toBe('quiet ro\n');
    expect(bundle.text('/sys/fs/cgroup/misc.capacity')).toBe('');
  });

  it('takes nothing inside a file for a header', () => {
    expect(bundle.sections.map(({ name }) => name)).toEqual([
      '/proc/cmdline',
      '/sys/fs/cgroup/misc.capacity',
      '/dev/sev',
      '/proc/misc',
    ]);
    expect(bundle.text('/proc/misc')).toContain('fauxmetal-capture/1');
  });

  it('tells what is missing from what is empty', () => {
    expect(bundle.text('/dev/sev')).toBeUndefined();
    expect([bundle.has('/dev/sev'), bundle.has('/sys/fs/cgroup/misc.capacity'), bundle.has('/dev/kvm')]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('knows device nodes and sockets without reading them', () => {
    const text = 'fauxmetal-capture/1\n== device /dev/kvm mode=0660 device=10:232\n== end bundle sections=1\n';
    const { sections, has } = parseBundle(Buffer.from(text), 'a.capture');
    expect(sections[0]).toEqual({
      kind: 'device',
      name: '/dev/kvm',
      attributes: { mode: '0660', device: '10:232' },
      text: '',
      line: 2,
    });
    expect(has('/dev/kvm')).toBe(true);
  });

  it('counts lengths in bytes, not in characters', () => {
    const text = bundleText([{ name: '/proc/cmdline', text: 'größe\n' }]);
    expect(parseBundle(Buffer.from(text), 'a.capture').text('/proc/cmdline')).toBe('größe\n');
  });
});

describe('a bundle that is none', () => {
  it.each([
    ['', ':1: this is no capture bundle: it is empty; make one on the host with scripts/capture/capture-host.sh'],
    ['processor : 0\n', ':1: this is no capture bundle: its first line is not "fauxmetal-capture/1"; make one'],
    [
      good.replace('capture/1', 'capture/2'),
      ':1: the bundle has format version 2, and this fauxmetal reads version 1; use a newer',
    ],
    [good.replaceAll('\n', '\r\n'), ':1: the lines end in CR LF; the bundle was changed after it was made'],
    [good.replace('quiet ro', 'quiet'), ':2: /proc/cmdline does not end after 9 bytes; the bundle was changed'],
    [good.replace('ro\n\n==', 'ro\n\n\n=='), ':5: expected a section, found ""; the bundle was changed'],
    [good.slice(0, 60), ':2: /proc/cmdline has 9 bytes, but only 0 follow; it was cut off'],
    [good.slice(0, good.indexOf('== end', good.length - 40)), ':12: the bundle has no end line; it was cut off'],
    [good.replace('== file /proc/cmdline', '== folder /proc/cmdline'), ':2: expected a section, found "== folder /proc/cmdline'],
    [good.replace(' bytes=9', ''), ':2: the header of /proc/cmdline has no size; capture the host again'],
    [good.replace(' bytes=9', ' bytes=-9'), ':2: the header of /proc/cmdline has no size; capture the host again'],
    [good.replace(' bytes=9', ' bytes=99999999999'), ':2: the header of /proc/cmdline has no size; capture the host again'],
    [good.replace('/dev/sev', '/proc/cmdline'), ':7: /proc/cmdline is there twice; capture the host again'],
    [
      good.replace(/sections=4\n$/, 'sections=5\n'),
      ':12: the end line counts 5 sections, but there are 4; the bundle was changed',
    ],
    [`${good}${good}`, ':12: there is more after the end line; keep one bundle per file'],
  ])('%j is refused with line and fix', (text, message) => {
    expect(mistakeIn(Buffer.from(text))).toContain(`a.capture${message}`);
  });

  it('because a file in it is not text is refused', () => {
    const text = Buffer.from(bundleText([{ name: '/proc/cmdline', text: 'xx\n' }]));
    text[text.indexOf('xx')] = 0xff;
    expect(mistakeIn(text)).toBe('a.capture:2: /proc/cmdline is not UTF-8 text; capture the host again');
  });
});

function mistakeIn(bytes: Buffer): string {
  try {
    parseBundle(bytes, 'a.capture');
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'nothing is wrong';
}
