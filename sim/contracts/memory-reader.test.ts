import { describe, expect, it } from 'vitest';
import { characterDevice, memoryReader } from './memory-reader.js';

describe('memoryReader', () => {
  const reader = memoryReader({ '/sys/b': 'two\n', '/sys/a/x': '', '/dev/kvm': characterDevice });

  it('reads files, empty ones too', () => {
    expect(reader.read('/sys/b')).toEqual({ ok: true, text: 'two\n' });
    expect(reader.read('/sys/a/x')).toEqual({ ok: true, text: '' });
  });

  it('answers with the error number open or read would give', () => {
    expect(reader.read('/sys/c')).toEqual({ ok: false, errno: 'ENOENT' });
    expect(reader.read('/sys/a')).toEqual({ ok: false, errno: 'EISDIR' });
    expect(reader.read('/dev/kvm')).toEqual({ ok: false, errno: 'EINVAL' });
  });

  it('tells files, directories and devices apart', () => {
    expect(reader.stat('/sys/b')?.kind).toBe('file');
    expect(reader.stat('/sys')?.kind).toBe('directory');
    expect(reader.stat('/dev/kvm')).toEqual({ kind: 'character-device', mode: 0o666 });
    expect(reader.stat('/sy')).toBeUndefined();
  });

  it('lists a directory once per name, in code-unit order', () => {
    expect(reader.list('/')).toEqual(['dev', 'sys']);
    expect(reader.list('/sys')).toEqual(['a', 'b']);
    expect(reader.list('/sys/b')).toBeUndefined();
  });
});
