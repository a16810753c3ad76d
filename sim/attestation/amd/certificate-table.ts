import { done, type Outcome, refused } from '../../core/outcome.js';
import { reportBytes } from './report.js';

/** What a host may hand to its guests with a report. */
export type TableEntryKind = 'VCEK' | 'VLEK' | 'ASK' | 'ARK' | 'CRL' | 'platform';

/** One entry of a certificate table. */
export interface TableEntry {
  readonly kind: TableEntryKind;
  readonly bytes: Uint8Array;
}

/**
 * GUIDs, whose bytes stand in the order in which they are written. `ASK` is the ASVK where the key is a VLEK. Sources: AMD/Linux GHCB
 * specification 56421; virtee/sev 9cf2adb (CRL); go-sev-guest af1c107 `abi/abi.go` (platform).
 */
export const tableGuids: Readonly<Record<TableEntryKind, string>> = {
  VCEK: '63da758d-e664-4564-adc5-f4b93be8accd',
  VLEK: 'a8074bc2-a25a-483e-aae6-39c045a0b8a1',
  ASK: '4ab7b379-bbac-4fe4-a02f-05aef327c782',
  ARK: 'c0b406a4-a803-4952-9743-3fb6014cd0ae',
  CRL: '92f81bc3-5811-4d3d-97ff-d19f88dc67ea',
  platform: 'ecae0c0f-9502-43b1-afa2-0ae2e0d565b6',
};

/** Entries with offset and length, an empty entry, then the certificates in the same order. */
export function encodeTable(entries: readonly TableEntry[]): Buffer {
  const head = Buffer.alloc((entries.length + 1) * entryBytes);
  let offset = head.length;
  for (const [index, { kind, bytes }] of entries.entries()) {
    head.set(guidBytes(kind), index * entryBytes);
    head.writeUInt32LE(offset, index * entryBytes + 16);
    head.writeUInt32LE(bytes.length, index * entryBytes + 20);
    offset += bytes.length;
  }
  return Buffer.concat([head, ...entries.map(({ bytes }) => bytes)]);
}

/** What go-sev-guest wants to be told with reports of version 2: EAX of CPUID leaf 1. Source: go-sev-guest af1c107 `abi/abi.go`. */
export function platformEntry(cpuid1Eax: number): TableEntry {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(8, 0);
  bytes.writeUInt32LE(cpuid1Eax, 4);
  return { kind: 'platform', bytes };
}

/** Reads a table of at most 64 KiB. A host that has no certificates hands over an empty one, or none. @returns or in a few words why it is none. */
export function decodeTable(table: Uint8Array): Outcome<readonly TableEntry[], string> {
  const all = Buffer.from(table.buffer, table.byteOffset, table.length);
  if (all.length > tableBytesMax) return refused('a certificate table has at most 64 KiB');
  const count = countOf(all);
  if (count === undefined) return refused('the certificate table has no end');
  const entries: TableEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    const at = index * entryBytes;
    const kind = kinds.get(all.toString('hex', at, at + 16));
    const [offset, length] = [all.readUInt32LE(at + 16), all.readUInt32LE(at + 20)];
    if (offset < (count + 1) * entryBytes || offset + length > all.length) return refused('an entry lies outside of the table');
    if (entries.some((each) => each.kind === kind)) return refused('a certificate is there twice');
    if (kind !== undefined) entries.push({ kind, bytes: all.subarray(offset, offset + length) });
  }
  return done(entries);
}

/** A report and its table, as extended guest requests answer and `check -inform bin` of go-sev-guest reads. */
export function extendedReport(report: Uint8Array, entries: readonly TableEntry[]): Buffer {
  return Buffer.concat([report, encodeTable(entries)]);
}

/** Takes one apart; the report is not looked at. @returns or in a few words why it is none. */
export function readExtendedReport(
  bytes: Uint8Array,
): Outcome<{ readonly report: Uint8Array; readonly entries: readonly TableEntry[] }, string> {
  if (bytes.length < reportBytes) return refused('it ends within the report');
  const table = decodeTable(bytes.subarray(reportBytes));
  return table.ok ? done({ report: bytes.subarray(0, reportBytes), entries: table.value }) : table;
}

const entryBytes = 24;
const tableBytesMax = 65_536;

const kinds: ReadonlyMap<string, TableEntryKind> = new Map(
  (Object.keys(tableGuids) as TableEntryKind[]).map((kind) => [guidBytes(kind).toString('hex'), kind]),
);

function guidBytes(kind: TableEntryKind): Buffer {
  return Buffer.from(tableGuids[kind].replaceAll('-', ''), 'hex');
}

/** Entries before the empty one. */
function countOf(all: Buffer): number | undefined {
  if (all.length === 0) return 0;
  for (let at = 0; at + entryBytes <= all.length; at += entryBytes) {
    if (all.subarray(at, at + entryBytes).every((byte) => byte === 0)) return at / entryBytes;
  }
  return undefined;
}
