import { hash } from 'node:crypto';
import type { JsonObject } from '../../../core/json.js';
import { done, type Outcome, refused } from '../../../core/outcome.js';
import type { HashAlgorithm } from './report-data.js';

/** What a guest was given at launch besides its image: named files, bound to its evidence by a digest. */
export interface InitData {
  /** Digest of the text itself, not of what it means. */
  readonly digest: Buffer;
  /** Files by name: `aa.toml`, `cdh.toml`, `policy.rego` … */
  readonly data: JsonObject;
}

/** Longest text that is read. */
const longest = 1024 * 1024;

/**
 * Reads initdata: TOML with `version`, `algorithm` and a table `[data]` of texts. Of TOML that is the part initdata is made of: keys bare
 * or quoted, texts of all four kinds, comments. Source: kbs/docs/initdata.md of trustee; digest over the raw text.
 *
 * @returns the digest and the files, or in one sentence what is wrong.
 */
export function readInitData(text: string): Outcome<InitData, string> {
  if (text.length > longest) return refused('initdata is longer than 1 MiB');
  const tables = readTables(text);
  if (!tables.ok) return tables;
  const [version, algorithm] = ['version', 'algorithm'].map((name) => tables.value.get('')?.get(name));
  if (version !== '0.1.0') return refused('initdata has version = "0.1.0"');
  const name = digestNames.get(algorithm?.toLowerCase() ?? '');
  if (name === undefined) return refused('initdata has an algorithm: sha256, sha384 or sha512');
  return done({ digest: hash(name, text, 'buffer'), data: Object.fromEntries(tables.value.get('data') ?? []) });
}

const digestNames = new Map<string, HashAlgorithm>([
  ['sha256', 'sha256'],
  ['sha-256', 'sha256'],
  ['sha384', 'sha384'],
  ['sha-384', 'sha384'],
  ['sha512', 'sha512'],
  ['sha-512', 'sha512'],
]);

/** Texts by table and key. Maps, because names come from strangers. */
type Tables = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** What stands before the first table is in the one without a name. */
function readTables(text: string): Outcome<Tables, string> {
  let entries = new Map<string, string>();
  const tables = new Map([['', entries]]);
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const line = text.slice(0, token.lastIndex).split('\n').length;
    const { groups } = token.exec(text) ?? {};
    if (groups === undefined) return refused(`line ${line} of initdata is not a key with a text, nor a table`);
    const { table, key: name, value: literal = '' } = groups;
    if (table !== undefined) {
      if (tables.has(table)) return refused(`line ${line} of initdata begins the table "${table}" again`);
      entries = new Map();
      tables.set(table, entries);
    }
    if (name === undefined) continue;
    const key = name.replace(/^["']|["']$/g, '');
    if (entries.has(key)) return refused(`line ${line} of initdata gives "${key}" again`);
    const value = textOfLiteral(literal);
    if (value === undefined) return refused(`line ${line} of initdata has an escape that TOML does not know`);
    entries.set(key, value);
  }
  return done(tables);
}

const values = String.raw`"""[\s\S]*?"""(?!")|'''[\s\S]*?'''(?!')|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'`;
const keys = String.raw`[A-Za-z0-9_-]+|"[^"\\\n]*"|'[^'\n]*'`;
const token = new RegExp(
  String.raw`[ \t]*(?:\[(?<table>[A-Za-z0-9_-]+)\]|(?<key>${keys})[ \t]*=[ \t]*(?<value>${values}))?[ \t]*(?:#[^\n]*)?(?:\r?\n|$)`,
  'y',
);

function textOfLiteral(literal: string): string | undefined {
  if (literal.startsWith("'''")) return literal.slice(3, -3).replace(/^\r?\n/, '');
  if (literal.startsWith("'")) return literal.slice(1, -1);
  if (literal.startsWith('"""'))
    return withoutEscapes(
      literal
        .slice(3, -3)
        .replace(/^\r?\n/, '')
        .replace(/\\[ \t]*\r?\n\s*/g, ''),
    );
  return withoutEscapes(literal.slice(1, -1));
}

/** Source: TOML 1.0.0, "String". */
function withoutEscapes(text: string): string | undefined {
  let known = true;
  const plain = text.replace(/\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)/gs, (_, code: string) => {
    if (code.length > 1) return String.fromCodePoint(Math.min(Number.parseInt(code.slice(1), 16), 0x10ffff));
    const character = escapes.get(code);
    if (character === undefined) known = false;
    return character ?? '';
  });
  return known ? plain : undefined;
}

const escapes = new Map([
  ['b', '\b'],
  ['t', '\t'],
  ['n', '\n'],
  ['f', '\f'],
  ['r', '\r'],
  ['"', '"'],
  ['\\', '\\'],
]);
