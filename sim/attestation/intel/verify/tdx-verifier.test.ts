import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { EvidenceVerdict } from '../../../contracts/verifier.js';
import { signRepeatably } from '../../keys/repeatable-signature.js';
import { issueTcbInfo } from '../collateral/issue-tcb-info.js';
import { tdxCollateral } from '../collateral/tdx-collateral.js';
import { intelAuthorities } from '../platform/intel-authorities.js';
import { tdxPlatform } from '../platform/tdx-platform.js';
import { makeQuote } from '../quote/make-quote.js';
import { quoteForms } from '../quote/quote-layout.js';
import { writeEventLog } from '../report/event-log.js';
import { TrustDomain } from '../report/trust-domain.js';
import { type ExampleEvidence, type ExampleFacts, exampleDay, exampleEvidence, exampleReportData } from './example-evidence.js';
import { tdxRefusalCodes } from './refusal.js';
import { asMrConfigId, tdxEvidence, tdxVerifier } from './tdx-verifier.js';
import type { TdxVerifierOptions } from './verify-quote.js';

/** What a verifier says that trusts the example's root, or another. */
function verdictOn(
  { authorities, quote, collateral }: ExampleEvidence,
  more: {
    readonly root?: string;
    readonly now?: number;
    readonly evidence?: Parameters<ReturnType<typeof tdxVerifier>['verify']>[0];
    readonly reportData?: Uint8Array;
    readonly initDataDigest?: Uint8Array;
    readonly options?: Partial<TdxVerifierOptions>;
  } = {},
): EvidenceVerdict {
  const verifier = tdxVerifier([more.root ?? authorities.root.pem], { collateral: () => collateral, ...more.options });
  const { reportData = exampleReportData, initDataDigest } = more;
  const expected = { reportData, ...(initDataDigest !== undefined && { initDataDigest }) };
  return verifier.verify(more.evidence ?? tdxEvidence(quote), expected, more.now ?? exampleDay);
}

const codeOf = (verdict: EvidenceVerdict): string => (verdict.genuine ? 'genuine' : verdict.code);

/** The example with some bytes of its quote changed. */
function spoilt(example: ExampleEvidence, at: number, mask = 1): ExampleEvidence {
  const quote = Buffer.from(example.quote);
  quote[at] = (quote[at] ?? 0) ^ mask;
  return { ...example, quote };
}

const example = exampleEvidence();
const seen = new Set<string>();
const expectCode = (verdict: EvidenceVerdict, code: string): void => {
  seen.add(code);
  expect(codeOf(verdict)).toBe(code);
};

describe('a genuine quote is taken', () => {
  it.each(quoteForms)('in the form %s', (form) => {
    expect(verdictOn(exampleEvidence({ form }))).toMatchObject({
      genuine: true,
      claims: {
        tcb_status: 'UpToDate',
        advisory_ids: [],
        report_data: 'a5'.repeat(64),
        quote: { body: { mr_td: '01'.repeat(48) } },
      },
    });
  });

  it('with the type and size of its body among the claims since version 5, where they are told', () => {
    const descriptors = quoteForms.map((form) => {
      const verdict = verdictOn(exampleEvidence({ form }));
      const { type, size } = (verdict.genuine ? verdict.claims.quote : {}) as { readonly type?: string; readonly size?: string };
      return [form, type, size];
    });
    expect(descriptors).toEqual([
      ['v4', undefined, undefined],
      ['v5-tdx1.0', '0200', '48020000'],
      ['v5-tdx1.5', '0300', '88020000'],
    ]);
  });

  it('of a machine with one package, and of a module of the first generation', () => {
    expect(codeOf(verdictOn(exampleEvidence({ platform: { ca: 'processor' } })))).toBe('genuine');
    expect(codeOf(verdictOn(exampleEvidence({ platform: { version: '1.0' } })))).toBe('genuine');
  });

  it('with one NUL after its chain, which some quoting enclaves append', () => {
    const { quote } = example;
    const longer = Buffer.concat([quote, Buffer.alloc(1)]);
    for (const at of [632, 764 + 2, 1218 + 2 + 32 + 2]) longer.writeUInt32LE(longer.readUInt32LE(at) + 1, at);
    expect(codeOf(verdictOn({ ...example, quote: longer }))).toBe('genuine');
  });

  it('whatever the case of the FMSPC', () => {
    expect(codeOf(verdictOn(exampleEvidence({ collateral: { fmspcCase: 'lower' } })))).toBe('genuine');
  });

  it('with a status that is accepted, and advisories of every level that was consulted', () => {
    const late = exampleEvidence({ collateral: { ahead: { platform: 1, module: 1 } } });
    expect(verdictOn(late, { options: { acceptedStatuses: ['OutOfDate'] } })).toMatchObject({
      claims: { tcb_status: 'OutOfDate', advisory_ids: ['INTEL-SA-00960', 'INTEL-SA-00982', 'INTEL-SA-01036'] },
    });
  });

  it('with an event log that leads to its registers', () => {
    const { platform, domain } = example;
    const log = writeEventLog([measured(), { ...measured(), rtmr: 2 }]);
    const started = new TrustDomain(platform, domain.measurements);
    for (const rtmr of [0, 2]) started.extend(rtmr, measured().digest);
    const quote = makeQuote(platform, started.report(exampleReportData));
    const evidence = tdxEvidence(quote.ok ? quote.value : expect.unreachable(), log);
    expect(codeOf(verdictOn(example, { evidence }))).toBe('genuine');
  });
});

describe('each defect has a code of its own', () => {
  const wrongBase64 = `${Buffer.from(example.quote).toString('base64').slice(0, -1)}!`;

  it.each<readonly [string, () => EvidenceVerdict]>([
    ['root', () => verdictOn(example, { root: intelAuthorities('foreign').root.pem })],
    ['quote-signature', () => verdictOn(spoilt(example, 48 + 184))],
    ['report-data', () => verdictOn(example, { reportData: Buffer.alloc(64, 0xa6) })],
    ['init-data', () => verdictOn(example, { initDataDigest: Buffer.alloc(32, 1) })],
    [
      'tcb-info-expired',
      () => verdictOn(exampleEvidence({ collateral: { issuedSeconds: exampleDay, validSeconds: -1 } }), staleLists()),
    ],
    ['crl-expired', () => verdictOn(example, { now: exampleDay + 31 * 86_400 })],
    ['certificate-expired', () => verdictOn(example, { now: exampleDay + 20 * 365 * 86_400 })],
    ['pck-revoked', () => verdictOn(exampleEvidence({ collateral: { revokedPcks: [example.platform.pck.serial] } }))],
    [
      'authority-revoked',
      () => verdictOn(exampleEvidence({ collateral: { revokedAuthorities: [example.authorities.platformCa.serial] } })),
    ],
    ['tcb-revoked', () => verdictOn(exampleEvidence({ collateral: { status: { platform: 'Revoked' } } }))],
    ['tcb-out-of-date', () => verdictOn(exampleEvidence({ collateral: { ahead: { module: 1 } } }))],
    ['tcb-status', () => verdictOn(exampleEvidence({ collateral: { status: { platform: 'SWHardeningNeeded' } } }))],
    ['tcb-level-unknown', () => verdictOn(withPlatform({ identity: { pceSvn: 2 } }))],
    ['fmspc', () => verdictOn(withPlatform({ cpuSignature: 0x806f8 }))],
    ['pce-id', () => verdictOn(withPlatform({ identity: { pceId: Buffer.from('0100', 'hex') } }))],
    ['tdx-module', () => verdictOn(withPlatform({ module: { mrSignerSeam: Buffer.alloc(48, 9) } }))],
    ['tdx-module-unknown', () => verdictOn(withPlatform({ module: { teeTcbSvn: levels(6, 7, 3) } }))],
    ['qe-identity', () => verdictOn(withPlatform({ qe: { mrSigner: Buffer.alloc(32, 9) } }))],
    ['debug', () => verdictOn(exampleEvidence({ domain: { attributes: 1n } }))],
    ['collateral-missing', () => verdictOn(example, { options: { collateral: () => undefined } })],
    ['collateral-malformed', () => verdictOn(withCollateral({ tcbInfo: '{}' }))],
    ['collateral-root', () => verdictOn(withCollateral({ tcbInfoIssuerChain: foreignChain() }))],
    ['collateral-signer', () => verdictOn(withCollateral({ tcbInfoIssuerChain: example.collateral.pckCrlIssuerChain }))],
    ['tcb-info-signature', () => verdictOn(withCollateral({ tcbInfo: foreignCollateral().tcbInfo }))],
    ['qe-identity-signature', () => verdictOn(withCollateral({ qeIdentity: foreignCollateral().qeIdentity }))],
    ['crl-signature', () => verdictOn(withCollateral({ pckCrl: foreignCollateral().pckCrl }))],
    ['qe-report-signature', () => verdictOn(spoilt(example, 770))],
    ['qe-report-data', () => verdictOn(spoilt(example, 1218 + 2 + 5))],
    ['attestation-key', () => verdictOn(withKeyOffTheCurve())],
    ['quote-version', () => verdictOn(spoilt(example, 0, 7))],
    ['attestation-key-type', () => verdictOn(spoilt(example, 2))],
    ['tee-type', () => verdictOn(spoilt(example, 4))],
    ['qe-vendor', () => verdictOn(spoilt(example, 12))],
    ['certification-data', () => verdictOn(spoilt(example, 764, 3))],
    ['certificate-chain', () => verdictOn(spoilt(example, example.quote.indexOf('-----END') - 30))],
    ['malformed', () => verdictOn(example, { evidence: { quote: wrongBase64 } })],
    ['oversize', () => verdictOn(example, { evidence: { quote: 'A'.repeat(200_000) } })],
    ['event-log', () => verdictOn(example, { evidence: tdxEvidence(example.quote, writeEventLog([measured()])) })],
    ['qe-identity-expired', () => verdictOn(withLateIdentity())],
  ])('%s', (code, judged) => {
    expectCode(judged(), code);
  });

  it('and there is no other code', () => {
    expect([...seen].sort()).toEqual(Object.keys(tdxRefusalCodes).sort());
  });

  it('a quote that was cut off anywhere is refused, and one with something after it', () => {
    for (const length of [0, 1, 47, 632, 636, 1019, 1020, example.quote.length - 1]) {
      expect(codeOf(verdictOn({ ...example, quote: example.quote.subarray(0, length) }))).toBe('malformed');
    }
    expect(codeOf(verdictOn({ ...example, quote: Buffer.concat([example.quote, Buffer.alloc(1)]) }))).toBe('malformed');
    expect(codeOf(verdictOn(example, { evidence: {} }))).toBe('malformed');
    expect(codeOf(verdictOn(example, { evidence: { quote: 7 } }))).toBe('malformed');
  });

  it('the report data must have the length it has', () => {
    expect(codeOf(verdictOn(example, { reportData: exampleReportData.subarray(0, 48) }))).toBe('report-data');
  });

  it('a guest that may be debugged is taken where that is allowed', () => {
    const debugged = exampleEvidence({ domain: { attributes: 1n } });
    expect(codeOf(verdictOn(debugged, { options: { allowDebug: true } }))).toBe('genuine');
  });

  it.each(['sha256', 'sha384', 'sha512'])('a digest of initdata by %s fills MRCONFIGID or is cut', (algorithm) => {
    const initDataDigest = createHash(algorithm).update('initdata').digest();
    const started = exampleEvidence({ domain: { mrConfigId: asMrConfigId(initDataDigest) } });
    expect(codeOf(verdictOn(started, { initDataDigest }))).toBe('genuine');
    const other = createHash(algorithm).update('other').digest();
    expect(codeOf(verdictOn(started, { initDataDigest: other }))).toBe('init-data');
  });
});

/** Evidence of a platform unlike the one the collateral is for. */
function withPlatform(platform: NonNullable<ExampleFacts['platform']>): ExampleEvidence {
  return { ...exampleEvidence({ platform }), collateral: example.collateral };
}

function withCollateral(collateral: Partial<ExampleEvidence['collateral']>): ExampleEvidence {
  return { ...example, collateral: { ...example.collateral, ...collateral } };
}

function foreignCollateral(): ExampleEvidence['collateral'] {
  const authorities = intelAuthorities('foreign');
  return tdxCollateral(authorities, tdxPlatform(authorities, 'example'), { issuedSeconds: exampleDay });
}

function foreignChain(): string {
  return foreignCollateral().tcbInfoIssuerChain;
}

function levels(...svns: readonly number[]): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.set(svns);
  return bytes;
}

function measured() {
  return { rtmr: 0, type: 1, digest: Buffer.alloc(48, 3), data: Buffer.from('kernel') };
}

/** Lists that are in date beside documents that are not. */
function staleLists() {
  const late = tdxCollateral(example.authorities, example.platform, { issuedSeconds: exampleDay - 86_400, validSeconds: 10 });
  const collateral = { ...example.collateral, tcbInfo: late.tcbInfo };
  return { options: { collateral: () => collateral } };
}

function withLateIdentity(): ExampleEvidence {
  const late = tdxCollateral(example.authorities, example.platform, { issuedSeconds: exampleDay - 86_400, validSeconds: 10 });
  return withCollateral({ qeIdentity: late.qeIdentity });
}

/** A quoting enclave's report, properly signed, for a key that is none. */
function withKeyOffTheCurve(): ExampleEvidence {
  const quote = Buffer.from(example.quote);
  quote.fill(1, 700, 764);
  const authData = quote.subarray(1220, 1252);
  const data = createHash('sha256').update(quote.subarray(700, 764)).update(authData).digest();
  quote.set(data, 770 + 320);
  quote.set(signRepeatably(example.platform.pck.key, 'ecdsa-sha256', quote.subarray(770, 1154)), 1154);
  return { ...example, quote };
}

it('TCB info is the same bytes each time', () => {
  const facts = { issuedSeconds: exampleDay };
  expect(issueTcbInfo(example.authorities, example.platform, facts)).toBe(example.collateral.tcbInfo);
});
