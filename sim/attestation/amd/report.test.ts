import { describe, expect, it } from 'vitest';
import { decodeTable, encodeTable, extendedReport, platformEntry, readExtendedReport, tableGuids } from './certificate-table.js';
import { exampleGuest, examplePlatform, exampleReportData } from './example-platform.js';
import { decodeFlags, encodeFlags, platformInfoBits, policyBits } from './flags.js';
import { decodePolicy, encodePolicy, policyFailure } from './guest-policy.js';
import { snpReport } from './platform.js';
import { lineOfProcessor, productLines } from './product-line.js';
import {
  decodeReport,
  encodeReport,
  isMasked,
  linesOf,
  reportBytes,
  reportVersions,
  reservedRanges,
  signerOf,
} from './report.js';
import { decodeTcb, encodeTcb, partBelow, partUnlike } from './tcb-version.js';

describe.each(productLines)('%s', (line) => {
  it.each(reportVersions)('a report of version %i is what was encoded', (version) => {
    const bytes = reportOf(line, version);
    expect(bytes.length).toBe(reportBytes);
    const outcome = decodeReport(bytes);
    if (!outcome.ok) throw new Error(outcome.reason.message);
    expect(encodeReport(outcome.value)).toEqual(bytes);
    expect(linesOf(outcome.value)).toContain(line);
    expect([signerOf(outcome.value), isMasked(outcome.value)]).toEqual(['vcek', false]);
    expect(outcome.value.processor === undefined).toBe(version < 3);
    expect(outcome.value.launchMitVector === undefined).toBe(version < 5);
  });

  it('TCB versions keep their parts', () => {
    const tcb = { fmc: line === 'Turin' ? 5 : 0, bootloader: 1, tee: 2, snp: 3, microcode: 255 };
    expect(decodeTcb(line, encodeTcb(line, tcb))).toEqual(tcb);
  });
});

it('a report that is signed repeatably is the same each time', () => {
  expect(reportOf('Milan', 3)).toEqual(reportOf('Milan', 3));
});

it('the bytes of a TCB version stand where each line has them', () => {
  const tcb = { fmc: 5, bootloader: 1, tee: 2, snp: 3, microcode: 4 };
  expect(productLines.map((line) => encodeTcb(line, tcb).toString(16))).toEqual([
    '403000000000201',
    '403000000000201',
    '400000003020105',
  ]);
  expect(partBelow(tcb, { ...tcb, snp: 4 })).toBe('snp');
  expect(partBelow(tcb, { microcode: 4 })).toBeUndefined();
  expect(partUnlike(tcb, { ...tcb, fmc: 6 })).toBe('fmc');
});

it.each([
  [0x19, 0x01, 'Milan'],
  [0x19, 0x11, 'Genoa'],
  [0x19, 0xa0, 'Genoa'],
  [0x19, 0xaf, 'Genoa'],
  [0x1a, 0x02, 'Turin'],
  [0x1a, 0x11, 'Turin'],
  [0x19, 0x20, undefined],
  [0x1a, 0x12, undefined],
  [0x17, 0x31, undefined],
] as const)('processor %i/%i is of %s', (family, model, line) => expect(lineOfProcessor({ family, model })).toBe(line));

it('reports of the wrong size, version, or with something in reserved bytes are refused', () => {
  const good = reportOf('Milan', 3);
  const changed = (at: number, value: number): Buffer => {
    const bytes = Buffer.from(good);
    bytes[at] = value;
    return bytes;
  };
  const codes = [good.subarray(1), Buffer.concat([good, good]), changed(0, 1), changed(0, 6)].map(codeOf);
  expect(codes).toEqual(['malformed', 'oversize', 'version', 'version']);
  for (const version of reportVersions) {
    for (const [from, to] of reservedRanges(version)) {
      for (const at of [from, to - 1]) {
        const bytes = reportOf('Milan', version);
        bytes[at] = 1;
        expect([version, at, codeOf(bytes)]).toEqual([version, at, 'reserved-bytes']);
      }
    }
  }
});

it('each flag is one bit', () => {
  for (const bits of [platformInfoBits, policyBits]) {
    for (const [name, bit] of Object.entries(bits)) {
      const value = encodeFlags(bits as Record<string, number>, { [name]: true });
      expect(value).toBe(1n << BigInt(bit));
      expect(Object.entries(decodeFlags(bits as Record<string, number>, value)).filter(([, set]) => set)).toEqual([[name, true]]);
    }
  }
});

it('the default policy of QEMU is 0x30000, and policies keep their parts', () => {
  expect(encodePolicy({ abiMajor: 0, abiMinor: 0, smtAllowed: true })).toBe(0x30000n);
  const policy = decodePolicy(0x3a0137n);
  expect(policy).toMatchObject({
    abiMajor: 1,
    abiMinor: 0x37,
    debugAllowed: true,
    singleSocketRequired: true,
    smtAllowed: false,
  });
  expect(encodePolicy(policy)).toBe(0x3a0137n);
});

it('a policy that the platform does not fulfil is refused with the part', () => {
  const platform = encodeFlags(platformInfoBits, { smtEnabled: true });
  const api = { major: 1, minor: 55 };
  const failures = [0x30000n, 0x10000n, 0x20000n, 0x30138n, 0x30200n, 1n << 40n, 0x30000n | (1n << 23n), 0x30000n | (1n << 24n)];
  expect(failures.map((policy) => policyFailure(policy, platform, api))).toEqual([
    ...[undefined, 'reserved-bits', 'smt', 'abi-version', 'abi-version', 'reserved-bits', 'rapl', 'ciphertext-hiding'],
  ]);
});

it('a certificate table is what was put into it', () => {
  const entries = [{ kind: 'VCEK', bytes: Buffer.from('leaf') } as const, platformEntry(0xa00f11)];
  expect(decodeTable(encodeTable(entries))).toEqual({ ok: true, value: entries });
  expect(decodeTable(encodeTable([]))).toEqual({ ok: true, value: [] });
  expect(decodeTable(Buffer.alloc(0))).toEqual({ ok: true, value: [] });
  expect(encodeTable(entries).toString('hex', 0, 16)).toBe(tableGuids.VCEK.replaceAll('-', ''));
  const extended = extendedReport(reportOf('Milan', 3), entries);
  expect(readExtendedReport(extended)).toEqual({ ok: true, value: { report: reportOf('Milan', 3), entries } });
});

it('a table that is cut, points outside, or names a certificate twice is refused', () => {
  const table = encodeTable([{ kind: 'VCEK', bytes: Buffer.from('leaf') }]);
  const pointing = (offset: number): Buffer => {
    const bytes = Buffer.from(table);
    bytes.writeUInt32LE(offset, 16);
    return bytes;
  };
  const twice = encodeTable([
    { kind: 'ASK', bytes: Buffer.from('a') },
    { kind: 'ASK', bytes: Buffer.from('b') },
  ]);
  const wrong = [table.subarray(0, 30), pointing(47), pointing(49), pointing(0xffffffff), twice, Buffer.alloc(70_000)];
  expect(wrong.map((bytes) => decodeTable(bytes).ok)).toEqual(wrong.map(() => false));
  expect(readExtendedReport(Buffer.alloc(100)).ok).toBe(false);
});

function reportOf(line: (typeof productLines)[number], version: number): Buffer {
  const platform = examplePlatform(line, 'host', version);
  return snpReport(platform, exampleGuest(platform), { reportData: exampleReportData });
}

function codeOf(bytes: Uint8Array): string {
  const outcome = decodeReport(bytes);
  return outcome.ok ? 'none' : outcome.reason.code;
}
