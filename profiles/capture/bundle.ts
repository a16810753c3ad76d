import { createHash } from 'node:crypto';
import { UsageError } from '../../sim/core/usage-error.js';

/** First line of every bundle: name and version of the format, which README.md describes. */
export const bundleFormat = 'fauxmetal-capture/1';

/** What `capture-host.sh` found on a host, by path or by name of a command. */
export interface Bundle {
  /** File as shown to people. */
  readonly file: string;
  /** SHA-256 of the whole bundle in hexadecimal. */
  readonly digest: string;
  /** All sections, in order. */
  readonly sections: readonly Section[];
  /** Content of a section; undefined when the script found nothing there or could not read it. */
  text(name: string): string | undefined;
  /** The path is there, readable or not worth reading (a device node). */
  has(name: string): boolean;
  /** A mistake of the captured host's files, as the sentence that names section and line. */
  wrong(name: string, problem: string, fix: string): UsageError;
}

/** One section. `missing` ones carry an `errno` attribute and no text. */
export interface Section {
  readonly kind: SectionKind;
  /** Absolute path, name of a command, or `<device>@<register in hexadecimal>`. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Empty for kinds without content. */
  readonly text: string;
  /** Line of its header, from 1. */
  readonly line: number;
}

/** `file`: the whole file. `part`: a file in part or without identifiers. `output`: of a command. `hex`: registers. */
type SectionKind = 'file' | 'part' | 'output' | 'hex' | 'device' | 'socket' | 'missing';

/**
 * Reads a bundle. Lengths in headers decide what is content, so nothing in a file can pass for a header.
 *
 * @param file how messages name it.
 * @throws UsageError naming file and line when it is no bundle, of another version, cut off, or changed since it was made.
 */
export function parseBundle(bytes: Uint8Array, file: string): Bundle {
  const sections = sectionsOf(bytes, file);
  const byName = new Map(sections.map((section) => [section.name, section]));
  return {
    file,
    digest: createHash('sha256').update(bytes).digest('hex'),
    sections,
    text: (name) => {
      const section = byName.get(name);
      return section !== undefined && hasContent(section.kind) ? section.text : undefined;
    },
    has: (name) => byName.has(name) && byName.get(name)?.kind !== 'missing',
    wrong: (name, problem, fix) =>
      new UsageError(problem, { place: { file, line: byName.get(name)?.line ?? 1, path: name }, fix }),
  };
}

function sectionsOf(bytes: Uint8Array, file: string): readonly Section[] {
  const reader = new LineReader(bytes, file);
  refuseOtherFormats(reader);
  const sections: Section[] = [];
  const names = new Set<string>();
  for (;;) {
    const header = headerOf(reader);
    if (header.kind === 'end') return complete(reader, sections, header.attributes);
    if (names.has(header.name)) throw reader.mistake(`${header.name} is there twice`, captureAgain);
    names.add(header.name);
    const line = reader.line;
    sections.push({ ...header, kind: header.kind, line, text: hasContent(header.kind) ? contentOf(reader, header) : '' });
  }
}

const captureAgain = 'capture the host again';
const copyUnchanged = 'the bundle was changed after it was made: copy it as a file, not through an editor or a mail';

function refuseOtherFormats(reader: LineReader): void {
  const first = reader.next();
  if (first === bundleFormat) return;
  if (first === `${bundleFormat}\r`) throw reader.mistake('the lines end in CR LF', copyUnchanged);
  const version = /^fauxmetal-capture\/(\d{1,4})$/.exec(first ?? '')?.[1];
  if (version !== undefined) {
    throw reader.mistake(`the bundle has format version ${version}, and this fauxmetal reads version 1`, 'use a newer fauxmetal');
  }
  const shown = first === undefined ? 'it is empty' : `its first line is not "${bundleFormat}"`;
  throw reader.mistake(`this is no capture bundle: ${shown}`, 'make one on the host with scripts/capture/capture-host.sh');
}

interface Header {
  readonly kind: SectionKind | 'end';
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

function headerOf(reader: LineReader): Header {
  const text = reader.next();
  if (text === undefined) throw reader.mistake('the bundle has no end line', `it was cut off: copy it again, or ${captureAgain}`);
  const match = /^== (file|part|output|hex|device|socket|missing|end) ([!-~]{1,400})((?: [a-z]+=[!-~]{1,80})*)$/.exec(text);
  if (match === null) throw reader.mistake(`expected a section, found ${JSON.stringify(text.slice(0, 60))}`, copyUnchanged);
  const [, kind, name = '', written = ''] = match;
  const pairs = written.split(' ').filter((word) => word !== '');
  const attributes = Object.fromEntries(
    pairs.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]),
  );
  return { kind: kind as Header['kind'], name, attributes };
}

function hasContent(kind: SectionKind): boolean {
  return kind === 'file' || kind === 'part' || kind === 'output' || kind === 'hex';
}

function contentOf(reader: LineReader, { name, attributes }: Header): string {
  const size = attributes.bytes ?? '';
  if (!/^\d{1,9}$/.test(size)) throw reader.mistake(`the header of ${name} has no size`, captureAgain);
  return reader.content(Number(size), name);
}

function complete(reader: LineReader, sections: readonly Section[], attributes: Header['attributes']): readonly Section[] {
  const expected = attributes.sections;
  if (expected !== String(sections.length)) {
    throw reader.mistake(`the end line counts ${expected} sections, but there are ${sections.length}`, copyUnchanged);
  }
  if (!reader.atEnd) throw reader.mistake('there is more after the end line', 'keep one bundle per file');
  return sections;
}

/** Walks over the bytes of a bundle and knows on which line it is. */
class LineReader {
  /** Line last read, from 1. */
  line = 0;
  #offset = 0;
  #following = 1;
  readonly #bytes: Buffer;
  readonly #file: string;

  constructor(bytes: Uint8Array, file: string) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#file = file;
  }

  get atEnd(): boolean {
    return this.#offset >= this.#bytes.length;
  }

  /** The next line without its line feed; undefined at the end. */
  next(): string | undefined {
    this.line = this.#following;
    if (this.atEnd) return undefined;
    const feed = this.#bytes.indexOf(0x0a, this.#offset);
    const end = feed === -1 ? this.#bytes.length : feed;
    const text = this.#bytes.toString('latin1', this.#offset, end);
    this.#offset = end + 1;
    this.#following += 1;
    return text;
  }

  /** The next `size` bytes as text, which a line feed must follow. */
  content(size: number, name: string): string {
    const end = this.#offset + size;
    const bytes = this.#bytes.subarray(this.#offset, end);
    if (bytes.length < size) {
      throw this.mistake(
        `${name} has ${size} bytes, but only ${bytes.length} follow`,
        `it was cut off: copy it again, or ${captureAgain}`,
      );
    }
    if (end < this.#bytes.length && this.#bytes[end] !== 0x0a) {
      throw this.mistake(`${name} does not end after ${size} bytes`, copyUnchanged);
    }
    const text = this.#decoded(bytes, name);
    this.#offset = end + 1;
    this.#following += 1 + (text.match(/\n/g)?.length ?? 0);
    return text;
  }

  mistake(problem: string, fix: string): UsageError {
    return new UsageError(problem, { place: { file: this.#file, line: Math.max(1, this.line) }, fix });
  }

  #decoded(bytes: Buffer, name: string): string {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw this.mistake(`${name} is not UTF-8 text`, captureAgain);
    }
  }
}
