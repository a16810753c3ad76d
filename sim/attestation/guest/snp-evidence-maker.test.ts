import { expect, it } from 'vitest';
import { amdAuthorities } from '../amd/authorities.js';
import { decodeTable } from '../amd/certificate-table.js';
import { endorsementCertificate } from '../amd/endorsement-key.js';
import { exampleGuest, examplePlatform, exampleReportData, exampleTime } from '../amd/example-platform.js';
import { holderOf } from '../amd/platform.js';
import { rootsOf, snpVerifier } from '../amd/snp-verifier.js';
import { ConfidentialGuest } from './confidential-guest.js';
import { snpEvidenceMaker } from './snp-evidence-maker.js';
import { tsmReportRoot } from './tsm-reports.js';

const platform = examplePlatform('Genoa');
const authorities = amdAuthorities('Genoa');
const vcek = endorsementCertificate(authorities, holderOf(platform), platform.firmware.reportedTcb, exampleTime);
const certificates = [
  { kind: 'VCEK', bytes: vcek },
  { kind: 'ASK', bytes: authorities.ask.certificate },
  { kind: 'ARK', bytes: authorities.ark.certificate },
] as const;

it('what a guest reads from configfs a verifier takes under our root', () => {
  const snp = snpEvidenceMaker(platform, exampleGuest(platform), certificates);
  const guest = new ConfidentialGuest({ kernel: { release: '6.12.8' }, snp });
  guest.tsm?.makeDirectory(`${tsmReportRoot}/r0`);
  guest.write(`${tsmReportRoot}/r0/inblob`, exampleReportData);
  const [report, table] = ['outblob', 'auxblob'].map((name) => {
    const found = guest.read(`${tsmReportRoot}/r0/${name}`);
    return found.ok ? found.value : expect.fail(found.reason);
  });
  const entries = decodeTable(table ?? expect.unreachable());
  const handed = entries.ok ? entries.value.map(({ kind, bytes }) => ({ kind: kind as 'VCEK', der: bytes })) : [];
  const evidence = { report: report ?? expect.unreachable(), certificates: handed };
  const judged = snpVerifier([rootsOf(authorities)]).judge(evidence, { reportData: exampleReportData }, exampleTime + 1);
  expect(judged).toMatchObject({ ok: true });
});

it('another guest on the same chip gets another key', () => {
  const request = { rootKeySelect: 0, guestFieldSelect: 8n, vmpl: 0, guestSvn: 0, tcbVersion: 0n };
  const guest = exampleGuest(platform);
  const one = snpEvidenceMaker(platform, guest).derivedKey?.(request);
  const other = snpEvidenceMaker(platform, { ...guest, measurement: Buffer.alloc(48, 9) }).derivedKey?.(request);
  expect(one).toHaveLength(32);
  expect(other).not.toEqual(one);
});
