import { describe, expect, it } from 'vitest';
import type { EvidenceVerdict, ExpectedEvidence } from '../../contracts/verifier.js';
import type { JsonObject } from '../../core/json.js';
import { issueCertificate } from '../certificates/issue-certificate.js';
import { signNatively } from '../keys/native-signature.js';
import { type AmdAuthorities, amdAuthorities, amdRevocationList } from './authorities.js';
import { encodeTable, platformEntry } from './certificate-table.js';
import type { SnpRoots } from './certified-key.js';
import { chipOf } from './chip.js';
import { endorsementCertificate, endorsementKey } from './endorsement-key.js';
import { type EvidenceCertificate, evidenceFromDevice, snpEvidence } from './evidence.js';
import { exampleGuest, examplePlatform, exampleReportData, exampleTime } from './example-platform.js';
import { configureFirmware } from './firmware.js';
import { encodePolicy } from './guest-policy.js';
import { answerKeyRequest, keyRequestTarget } from './key-distribution.js';
import { holderOf, type ReportRequest, type SnpGuest, type SnpPlatform, snpReport } from './platform.js';
import { type ProductLine, productLines } from './product-line.js';
import { type SnpRefusalCode, snpRefusals } from './refusal.js';
import { decodeReport, reportVersions, type SnpReport } from './report.js';
import { signReport } from './report-signature.js';
import { rootsOf, type SnpVerifierOptions, snpVerifier } from './snp-verifier.js';
import { decodeTcb } from './tcb-version.js';

const milan = examplePlatform('Milan');
const authorities = amdAuthorities('Milan');
const expected: ExpectedEvidence = { reportData: exampleReportData };

describe.each(productLines)('%s', (line) => {
  it.each(reportVersions)('evidence with a report of version %i is genuine, and its claims are those of the guest', (version) => {
    const platform = examplePlatform(line, 'host', version);
    const verdict = verdictOf(evidenceOf(platform), { roots: [rootsOf(amdAuthorities(line))] });
    expect(verdict).toMatchObject({ genuine: true, claims: { policy_smt_allowed: true, policy_debug_allowed: false } });
    expect(verdict).toMatchObject({
      claims: { measurement: '4d'.repeat(48), init_data: '48'.repeat(32), chip_id: platform.chip.id.toString('hex') },
    });
  });

  it('a provider key signs as well, also where the host masks chips', () => {
    const platform = { ...examplePlatform(line), provider: 'simulated' };
    const masked = configured(platform, { maskChipId: true });
    const roots = [rootsOf(amdAuthorities(line))];
    for (const each of [platform, masked]) expect(verdictOf(evidenceOf(each), { roots })).toMatchObject({ genuine: true });
  });
});

it('the certificate is found where the evidence does not bring it, for the reported version and not the current one', () => {
  const platform = configured(milan, { reportedTcb: { ...milan.firmware.current.tcb, microcode: 115 } });
  const service = { chips: [platform.chip] };
  const asked: string[] = [];
  const findCertificate: NonNullable<SnpVerifierOptions['findCertificate']> = ({ line, reportedTcb }) => {
    asked.push(keyRequestTarget({ ...platform.chip, line }, decodeTcb(line, reportedTcb)));
    const response = answerKeyRequest(service, 'GET', asked.at(-1) ?? '', exampleTime);
    return response.status === 200 ? response.body : undefined;
  };
  const bare = snpEvidence(reportOf(platform));
  expect(verdictOf(bare, { options: { findCertificate } })).toMatchObject({ genuine: true });
  expect(asked[0]).toContain('ucodeSPL=115');
});

/** Each way to go wrong, and the code that says so. */
const wrongs: Readonly<Record<SnpRefusalCode, () => EvidenceVerdict>> = {
  malformed: () => verdictOf({ ...evidenceOf(milan), attestation_report: 5 }),
  oversize: () =>
    verdictOf({ ...evidenceOf(milan), cert_chain: Array.from({ length: 9 }, () => ({ cert_type: 'ARK', data: [1] })) }),
  version: () => verdictOf(withFields(milan, { version: 6 })),
  'reserved-bytes': () => judgedBytes((bytes) => bytes.writeUInt8(1, 0x20f)),
  'signature-algorithm': () => verdictOf(withFields(milan, { sig_algo: 2 })),
  signer: () => verdictOf(evidenceOf(configured(milan, { maskChipKey: true }))),
  product: () => verdictOf(evidenceOf(milan), { roots: [rootsOf(amdAuthorities('Genoa'))] }),
  'chip-id-masked': () => verdictOf(evidenceOf(configured(milan, { maskChipId: true }))),
  'certificate-missing': () => verdictOf(snpEvidence(reportOf(milan))),
  root: () => verdictOf(evidenceOf(milan, { authorities: amdAuthorities('Milan', 'foreign') })),
  'root-signature': () => {
    const ark = resigned(authorities, 'ark');
    return verdictOf(evidenceOf(milan, { ark }), { roots: [{ ...rootsOf(authorities), ark }] });
  },
  'intermediate-signature': () => verdictOf(evidenceOf(milan, { ask: resigned(authorities, 'ask') })),
  'endorsement-signature': () => {
    const leaf = endorsementCertificate(amdAuthorities('Milan', 'foreign'), holderOf(milan), milan.firmware.reportedTcb);
    return verdictOf(evidenceOf(milan, { leaf }));
  },
  endorsement: () => verdictOf(evidenceOf(milan, { leaf: authorities.ask.certificate })),
  expired: () => verdictOf(evidenceOf(milan), { nowSeconds: exampleTime + 7 * 366 * 86_400 }),
  revoked: () =>
    verdictOf(evidenceOf(milan), { roots: [rootsOf(authorities, amdRevocationList(authorities, exampleTime, [0x10001n]))] }),
  'revocation-list': () => verdictOf(evidenceOf(milan), { roots: [rootsOf(authorities, foreignList())] }),
  'chip-id': () => {
    const other = { chip: chipOf('Milan', 'another host') };
    return verdictOf(evidenceOf(milan, { leaf: endorsementCertificate(authorities, other, milan.firmware.reportedTcb) }));
  },
  'reported-tcb': () => {
    const older = { ...milan.firmware.reportedTcb, snp: 8 };
    return verdictOf(evidenceOf(milan, { leaf: endorsementCertificate(authorities, holderOf(milan), older) }));
  },
  signature: () => verdictOf(withFields(milan, { guest_svn: 1 })),
  'report-data': () => verdictOf(evidenceOf(milan), { expected: { reportData: Buffer.alloc(64, 1) } }),
  'host-data': () => verdictOf(evidenceOf(milan), { expected: { ...expected, initDataDigest: Buffer.alloc(48, 1) } }),
  vmpl: () => verdictOf(evidenceOf(milan, { request: { reportData: exampleReportData, vmpl: 1 } })),
  'debug-policy': () => verdictOf(evidenceOf(milan, { guest: { ...exampleGuest(milan), policy: debugPolicy } })),
  'minimum-tcb': () => verdictOf(evidenceOf(milan), { options: { minimumTcb: { Milan: { snp: 25 } } } }),
  measurement: () => verdictOf(evidenceOf(milan), { options: { measurements: [Buffer.alloc(48)] } }),
};

const debugPolicy = encodePolicy({ abiMajor: 0, abiMinor: 0, smtAllowed: true, debugAllowed: true });

it.each(Object.entries(wrongs))('evidence is refused with the code %s', (code, wrong) => {
  expect(wrong()).toMatchObject({ genuine: false, code, message: expect.any(String) });
});

it('what is asked for and is there does not refuse', () => {
  const options = {
    minimumTcb: { Milan: { snp: 24 } },
    measurements: [Buffer.alloc(48), Buffer.alloc(48, 0x4d)],
    allowDebug: true,
  };
  const debugged = evidenceOf(milan, { guest: { ...exampleGuest(milan), policy: debugPolicy } });
  const roots = [rootsOf(amdAuthorities('Genoa')), rootsOf(authorities, amdRevocationList(authorities, exampleTime, [99n]))];
  const given = { expected: { ...expected, initDataDigest: Buffer.alloc(48, 0x48) }, options, roots };
  expect(verdictOf(debugged, given)).toMatchObject({ genuine: true, claims: { policy_debug_allowed: true } });
});

it('an agent turns what the guest device answers into evidence', () => {
  const report = snpReport(milan, exampleGuest(milan), { reportData: exampleReportData });
  const leaf = endorsementCertificate(authorities, holderOf(milan), milan.firmware.reportedTcb);
  const table = encodeTable([{ kind: 'VCEK', bytes: leaf }, platformEntry(0xa00f11)]);
  const evidence = evidenceFromDevice(report, table);
  if (!evidence.ok) throw new Error(evidence.reason.message);
  expect(evidence.value).toEqual(snpEvidence(reportOf(milan), [{ kind: 'VCEK', der: leaf }]));
  expect(verdictOf(evidence.value)).toMatchObject({ genuine: true });
  expect(evidenceFromDevice(report, Buffer.alloc(0))).toMatchObject({ ok: true, value: { cert_chain: null } });
  expect(evidenceFromDevice(report.subarray(1), table)).toMatchObject({ ok: false, reason: { code: 'malformed' } });
  expect(evidenceFromDevice(report, table.subarray(0, 30))).toMatchObject({ ok: false, reason: { code: 'malformed' } });
});

it('every code says what it stands for', () => {
  expect(Object.keys(wrongs).sort()).toEqual(Object.keys(snpRefusals).sort());
});

it('evidence of any shape is refused and never throws', () => {
  const good = evidenceOf(milan);
  const report = good.attestation_report as JsonObject;
  const shapes: readonly JsonObject[] = [
    {},
    { attestation_report: null },
    { attestation_report: [] },
    { ...good, cert_chain: 'no list' },
    { ...good, cert_chain: [null] },
    { ...good, cert_chain: [{ cert_type: 'VCEK' }] },
    { ...good, cert_chain: [{ cert_type: 'VCEK', data: [256] }] },
    { ...good, cert_chain: [{ cert_type: 'other', data: [] }] },
    { ...good, cert_chain: [{ cert_type: 'VCEK', data: Array.from({ length: 20_000 }, () => 0) }] },
    ...Object.keys(report).map((name) => ({ ...good, attestation_report: { ...report, [name]: { unlike: true } } })),
    ...Object.keys(report).map((name) => ({ ...good, attestation_report: { ...report, [name]: -1 } })),
  ];
  for (const shape of shapes) expect([shape, verdictOf(shape).genuine]).toEqual([shape, isIndifferent(shape)]);

  /** Version 3 has no processor field that could be left out, but it has no mitigation vectors, so nobody looks at them. */
  function isIndifferent({ attestation_report: changed }: JsonObject): boolean {
    const names = ['launch_mit_vector', 'current_mit_vector'];
    return names.some((name) => (changed as JsonObject | null)?.[name] !== undefined && (changed as JsonObject)[name] !== null);
  }
});

interface Given {
  readonly roots?: readonly SnpRoots[];
  readonly options?: SnpVerifierOptions;
  readonly expected?: ExpectedEvidence;
  readonly nowSeconds?: number;
}

function verdictOf(evidence: JsonObject, given: Given = {}): EvidenceVerdict {
  const verifier = snpVerifier(given.roots ?? [rootsOf(authorities)], given.options);
  return verifier.verify(evidence, given.expected ?? expected, given.nowSeconds ?? exampleTime);
}

interface Making {
  readonly authorities?: AmdAuthorities;
  readonly leaf?: Buffer;
  readonly ask?: Buffer;
  readonly ark?: Buffer;
  readonly guest?: SnpGuest;
  readonly request?: ReportRequest;
}

function evidenceOf(platform: SnpPlatform, making: Making = {}): JsonObject {
  const { authorities: by = amdAuthorities(platform.chip.line) } = making;
  const provider = platform.provider !== undefined;
  const leaf = making.leaf ?? endorsementCertificate(by, holderOf(platform), platform.firmware.reportedTcb);
  const certificates: readonly EvidenceCertificate[] = [
    { kind: provider ? 'VLEK' : 'VCEK', der: leaf },
    { kind: 'ASK', der: making.ask ?? (provider ? by.asvk : by.ask).certificate },
    { kind: 'ARK', der: making.ark ?? by.ark.certificate },
  ];
  return snpEvidence(reportOf(platform, making), certificates);
}

function reportOf(platform: SnpPlatform, { guest, request }: Making = {}): SnpReport {
  const bytes = snpReport(platform, guest ?? exampleGuest(platform), request ?? { reportData: exampleReportData });
  const outcome = decodeReport(bytes);
  if (!outcome.ok) throw new Error(outcome.reason.message);
  return outcome.value;
}

function configured(platform: SnpPlatform, configuration: Parameters<typeof configureFirmware>[1]): SnpPlatform {
  const firmware = configureFirmware(platform.firmware, configuration);
  if (!firmware.ok) throw new Error(firmware.reason.message);
  return { ...platform, firmware: firmware.value };
}

function withFields(platform: SnpPlatform, fields: JsonObject): JsonObject {
  const evidence = evidenceOf(platform);
  return { ...evidence, attestation_report: { ...(evidence.attestation_report as JsonObject), ...fields } };
}

/** Changes bytes that no field of the evidence stands for, and signs anew. */
function judgedBytes(change: (bytes: Buffer) => void): EvidenceVerdict {
  const bytes = snpReport(milan, exampleGuest(milan), { reportData: exampleReportData });
  change(bytes);
  signReport(bytes, endorsementKey(holderOf(milan), milan.firmware.reportedTcb), signNatively);
  const outcome = snpVerifier([rootsOf(authorities)]).judge({ report: bytes, certificates: [] }, expected, exampleTime);
  return outcome.ok ? { genuine: true, claims: outcome.value } : { genuine: false, ...outcome.reason };
}

/** The same certificate with a signature by somebody else of the same name. */
function resigned(by: AmdAuthorities, which: 'ark' | 'ask'): Buffer {
  const { issuer } = amdAuthorities(by.line, 'foreign').ark;
  const { name, key } = by[which].issuer;
  const contents = {
    serial: 1,
    subject: name,
    publicKey: key.publicKey,
    notBefore: 1_577_836_800,
    notAfter: 2_000_000_000,
    extensions: [caExtension],
  };
  return issueCertificate(contents, issuer);
}

const caExtension = { oid: '2.5.29.19', critical: true, value: Buffer.from('30030101ff', 'hex') };

function foreignList(line: ProductLine = 'Milan'): Buffer {
  return amdRevocationList(amdAuthorities(line, 'foreign'), exampleTime);
}
