import { describe, expect, it } from 'vitest';
import { amdAuthorities, amdRevocationList } from './authorities.js';
import { encodeTable, platformEntry, readExtendedReport, type TableEntry } from './certificate-table.js';
import { endorsementCertificate } from './endorsement-key.js';
import type { EvidenceCertificate } from './evidence.js';
import { exampleGuest, examplePlatform, exampleReportData, exampleTime } from './example-platform.js';
import { indifferentTableBytes } from './indifferent-bytes.js';
import { holderOf, snpReport } from './platform.js';
import { rootsOf, snpVerifier } from './snp-verifier.js';

// Every byte of every structure is changed once, by one bit. Either the verifier refuses, or the byte is in the list of those that make
// no difference, with the reason. The list holds nothing more.

// Genoa's structures are Milan's; Turin has other TCB versions, identities and extensions.
describe.each([
  { line: 'Milan', versions: [2, 3, 4, 5] },
  { line: 'Turin', versions: [2, 5] },
] as const)('$line', ({ line, versions }) => {
  const authorities = amdAuthorities(line);
  const platform = examplePlatform(line);
  const leaf = endorsementCertificate(authorities, holderOf(platform), platform.firmware.reportedTcb);
  const certificates: readonly EvidenceCertificate[] = [
    { kind: 'VCEK', der: leaf },
    { kind: 'ASK', der: authorities.ask.certificate },
    { kind: 'ARK', der: authorities.ark.certificate },
  ];
  const list = amdRevocationList(authorities, exampleTime, [7n, 8n]);
  const verifier = snpVerifier([rootsOf(authorities, list)]);

  it.each([...versions])('no byte of a report of version %i can be changed', (version) => {
    const report = reportOf(version);
    expect(accepted(report, false)).toBe(true);
    expect(flips(report, (changed) => accepted(changed, false))).toEqual([]);
  });

  it.each([0, 1, 2])('no byte of certificate %i of the chain can be changed', (which) => {
    const report = reportOf(3);
    const changedChain = (changed: Buffer) => certificates.map((each, at) => (at === which ? { ...each, der: changed } : each));
    const der = Buffer.from(certificates[which]?.der ?? []);
    expect(flips(der, (changed) => isGenuine(report, changedChain(changed)))).toEqual([]);
  });

  it('no byte of the revocation list can be changed', () => {
    const report = reportOf(3);
    const accepts = (changed: Buffer): boolean =>
      snpVerifier([rootsOf(authorities, changed)]).judge({ report, certificates }, { reportData: exampleReportData }, exampleTime)
        .ok;
    expect(accepts(list)).toBe(true);
    expect(flips(list, accepts)).toEqual([]);
  });

  it('bytes of a certificate table that can be changed are listed, with the reason', () => {
    const table = encodeTable(tableEntries());
    const report = reportOf(3);
    expect(accepted(Buffer.concat([report, table]), true)).toBe(true);
    const unnoticed = flips(table, (changed) => accepted(Buffer.concat([report, changed]), true));
    const listed = indifferentTableBytes(table.length);
    expect(unnoticed.filter((at) => !listed.some(({ from, to }) => at >= from && at < to))).toEqual([]);
    expect(listed.filter(({ from, to }) => !unnoticed.some((at) => at >= from && at < to))).toEqual([]);
  });

  function tableEntries(): readonly TableEntry[] {
    const entries = certificates.map(({ kind, der }): TableEntry => ({ kind, bytes: der }));
    return [...entries, platformEntry(0xa00f11)];
  }

  function reportOf(version: number): Buffer {
    return snpReport({ ...platform, reportVersion: version }, exampleGuest(platform), { reportData: exampleReportData });
  }

  function accepted(bytes: Buffer, extended: boolean): boolean {
    if (!extended) return isGenuine(bytes, certificates);
    const read = readExtendedReport(bytes);
    if (!read.ok) return false;
    const chain = read.value.entries.flatMap(({ kind, bytes: der }) =>
      kind === 'platform' || kind === 'CRL' ? [] : [{ kind, der }],
    );
    return isGenuine(Buffer.from(read.value.report), chain);
  }

  function isGenuine(report: Buffer, chain: readonly EvidenceCertificate[]): boolean {
    return verifier.judge({ report, certificates: chain }, { reportData: exampleReportData }, exampleTime).ok;
  }
});

/** Places at which a changed bit is accepted. */
function flips(bytes: Buffer, accepts: (changed: Buffer) => boolean): readonly number[] {
  return [...bytes.keys()].filter((at) => {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
    return accepts(changed);
  });
}
