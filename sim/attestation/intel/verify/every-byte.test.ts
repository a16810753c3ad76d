import { describe, expect, it } from 'vitest';
import type { EvidenceVerdict } from '../../../contracts/verifier.js';
import type { JsonObject } from '../../../core/json.js';
import { signRepeatably } from '../../keys/repeatable-signature.js';
import type { TdxCollateral } from '../collateral/tdx-collateral.js';
import { makeQuote } from '../quote/make-quote.js';
import { quoteForms } from '../quote/quote-layout.js';
import { type ExampleEvidence, exampleDay, exampleEvidence, exampleReportData } from './example-evidence.js';
import { indifferences } from './indifference.js';
import { tdxEvidence, tdxVerifier } from './tdx-verifier.js';

// Every byte of everything a verdict rests on is changed once, and where signatures are written in letters their case as well: the verifier
// refuses, or the byte is listed among those that do not matter.

let collateral: TdxCollateral;
const verifier = tdxVerifier([exampleEvidence().authorities.root.pem], { collateral: () => collateral });

function verdictOn({ quote, collateral: of }: ExampleEvidence): EvidenceVerdict {
  collateral = of;
  return verifier.verify(tdxEvidence(quote), { reportData: exampleReportData }, exampleDay);
}

/** Changes that pass, as offset and bits, and the codes of those that do not. */
function changed(bytes: Buffer, masksOf: (at: number) => readonly number[], judge: (changedBytes: Buffer) => EvidenceVerdict) {
  const passed: [at: number, mask: number][] = [];
  const codes = new Set<string>();
  for (let at = 0; at < bytes.length; at += 1) {
    for (const mask of masksOf(at)) {
      const other = Buffer.from(bytes);
      other[at] = (other[at] ?? 0) ^ mask;
      const verdict = judge(other);
      if (verdict.genuine) passed.push([at, mask]);
      else codes.add(verdict.code);
    }
  }
  return { passed, codes };
}

describe('a change of any byte of a quote is noticed', () => {
  it.each(quoteForms)('of the form %s', (form) => {
    const example = exampleEvidence({ form });
    // From the certificates on, all forms are the same bytes.
    const end = form === 'v4' ? example.quote.length : example.quote.indexOf('-----BEGIN');
    const { passed, codes } = changed(
      example.quote,
      (at) => (at < end ? [0x01] : []),
      (quote) => verdictOn({ ...example, quote }),
    );
    expect(passed).toEqual([]);
    expect([...codes]).toEqual(expect.arrayContaining(['quote-signature', 'qe-report-signature', 'qe-report-data']));
  });
});

describe('a change of any byte of collateral is noticed', () => {
  it.each([
    'tcbInfo',
    'tcbInfoIssuerChain',
    'qeIdentity',
    'qeIdentityIssuerChain',
    'pckCrl',
    'pckCrlIssuerChain',
    'rootCaCrl',
  ] as const satisfies readonly (keyof TdxCollateral)[])('of %s, but for those that do not matter', (structure) => {
    const example = exampleEvidence();
    const original = example.collateral[structure];
    const bytes = Buffer.from(original);
    const signature = bytes.lastIndexOf('"signature":"');
    const { passed } = changed(
      bytes,
      (at) => (signature >= 0 && at > signature ? [0x01, 0x20] : [0x01]),
      (other) => {
        const value = typeof original === 'string' ? other.toString('latin1') : other;
        return verdictOn({ ...example, collateral: { ...example.collateral, [structure]: value } });
      },
    );
    const listed = indifferences.filter((each) => each.structure === structure);
    const unlisted = passed.filter(([at, mask]) => !listed.some((each) => (each.bits & mask) !== 0 && each.at(bytes, at)));
    expect(unlisted).toEqual([]);
    expect(passed.length > 0).toBe(listed.length > 0);
  });
});

it('a quote that is cut off anywhere is refused as malformed', () => {
  const example = exampleEvidence();
  for (let length = 0; length < example.quote.length; length += 1) {
    const verdict = verdictOn({ ...example, quote: example.quote.subarray(0, length) });
    expect([length, verdict.genuine ? 'genuine' : verdict.code]).toEqual([length, 'malformed']);
  }
});

it('collateral that is signed but of another form is refused as malformed', () => {
  const example = exampleEvidence();
  const { key } = example.authorities.tcbSigning;
  const info = JSON.parse(example.collateral.tcbInfo) as { readonly tcbInfo: JsonObject };
  const absent = Object.keys(info.tcbInfo).filter((name) => name !== 'tcbType');
  for (const name of absent) {
    for (const value of [undefined, null, 7, 'x', [], {}, [{}], [null]]) {
      const inner = JSON.stringify({ ...info.tcbInfo, [name]: value });
      if (inner === JSON.stringify(info.tcbInfo) || (name === 'tcbEvaluationDataNumber' && value === 7)) continue;
      if (name === 'tdxModuleIdentities' && Array.isArray(value) && value.length === 0) continue;
      const signature = signRepeatably(key, 'ecdsa-sha256', Buffer.from(inner)).toString('hex');
      const tcbInfo = `{"tcbInfo":${inner},"signature":"${signature}"}`;
      const verdict = verdictOn({ ...example, collateral: { ...example.collateral, tcbInfo } });
      expect([name, value, verdict.genuine ? 'genuine' : verdict.code]).toEqual([name, value, 'collateral-malformed']);
    }
  }
});

it('a change of any byte of a TDREPORT is noticed by the quoting enclave', () => {
  const { platform, domain } = exampleEvidence();
  const report = domain.report(exampleReportData);
  for (let at = 0; at < report.length; at += 1) {
    const other = Buffer.from(report);
    other[at] = (other[at] ?? 0) ^ 1;
    expect([at, makeQuote(platform, other).ok]).toEqual([at, false]);
  }
});

it('a report of one machine is no report to another', () => {
  const { platform } = exampleEvidence();
  const report = exampleEvidence({ seed: 'foreign' }).domain.report(exampleReportData);
  expect(makeQuote(platform, report)).toEqual({ ok: false, reason: 'mac' });
});
