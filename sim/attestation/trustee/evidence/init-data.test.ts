import { hash } from 'node:crypto';
import { expect, it } from 'vitest';
import { readInitData } from './init-data.js';

const head = 'version = "0.1.0"\nalgorithm = "sha384"\n';

it('reads texts of all kinds, and takes the digest of the text as it stands', () => {
  const text = `# for a guest\n${head}\n[data]\n"aa.toml" = '''\n[token]\nurl = 'http://127.0.0.1:8080'\n'''\n"plain.txt" = "a\\tb\\u00e9"  # more\n'x' = 'C:\\n'\ny = """\nfolded \\\n   line\n"""\n`;
  expect(readInitData(text)).toEqual({
    ok: true,
    value: {
      digest: hash('sha384', text, 'buffer'),
      data: { 'aa.toml': "[token]\nurl = 'http://127.0.0.1:8080'\n", 'plain.txt': 'a\tbé', x: 'C:\\n', y: 'folded line\n' },
    },
  });
});

it.each([
  ['another version', head.replace('0.1.0', '0.2.0'), 'version'],
  ['no version', 'algorithm = "sha256"\n', 'version'],
  ['another digest', head.replace('sha384', 'md5'), 'algorithm'],
  ['no digest', 'version = "0.1.0"\n', 'algorithm'],
  ['a key given twice', `${head}[data]\na = "1"\na = "2"\n`, 'line 5 of initdata gives "a" again'],
  ['a table given twice', `${head}[data]\n[data]\n`, 'begins the table "data" again'],
  ['a number', `${head}[data]\na = 1\n`, 'line 4 of initdata is not a key with a text'],
  ['a text that does not end', `${head}[data]\na = '''\nx\n`, 'line 4 of initdata is not a key with a text'],
  ['an unknown escape', `${head}[data]\na = "\\q"\n`, 'escape'],
  ['a text without an end of its own', 'x'.repeat(2 ** 20 + 1), 'longer than 1 MiB'],
])('refuses %s', (_, text, reason) => {
  expect(readInitData(text)).toEqual({ ok: false, reason: expect.stringContaining(reason) });
});

it('keeps to itself what a stranger names after parts of JavaScript', () => {
  const read = readInitData(`${head}[__proto__]\npolluted = "yes"\n[data]\n"__proto__" = "own"\nconstructor = "own"\n`);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(read.ok && Object.entries(read.value.data)).toEqual([
    ['__proto__', 'own'],
    ['constructor', 'own'],
  ]);
});

it('takes any digest there is, by either of its names', () => {
  for (const [name, length] of [
    ['sha256', 32],
    ['SHA-384', 48],
    ['sha-512', 64],
  ] as const) {
    const read = readInitData(head.replace('sha384', name));
    expect(read.ok && read.value.digest).toHaveLength(length);
  }
});
