import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ecKey } from '../keys/ec-key.js';
import { rsaKey } from '../keys/rsa-key.js';
import { checkChain } from './check-chain.js';
import {
  der,
  derInteger,
  derOid,
  derSequence,
  derTags,
  derText,
  integerOf,
  membersOf,
  oidOf,
  readDer,
  readDerValue,
} from './der.js';
import * as extensions from './extensions.js';
import { type Issuer, issueCertificate } from './issue-certificate.js';
import { blocksOfPem, pemOf } from './pem.js';
import { extensionOf, type ReadCertificate, readCertificate } from './read-certificate.js';
import { issueRevocationList, type RevocationList, readRevocationList } from './revocation-list.js';
import { isSigned } from './signed.js';

const from = 1_700_000_000;
const until = 1_800_000_000;
const now = 1_750_000_000;

const rsaIssuer: Issuer = {
  name: [
    ['CN', 'Root'],
    ['C', 'US'],
  ],
  key: rsaKey('fauxmetal', 'amd/Milan/ark'),
  algorithm: 'rsa-pss-sha384',
};
const ecIssuer: Issuer = { ...rsaIssuer, key: ecKey('P-256', 'test', 'root'), algorithm: 'ecdsa-sha256' };
const leafKey = ecKey('P-384', 'test', 'leaf');

describe.each([
  ['RSASSA-PSS', rsaIssuer],
  ['ECDSA', ecIssuer],
] as const)('%s', (_, issuer) => {
  const root = selfSigned(issuer);
  const leaf = issued(issuer, 0x80);

  it('Node reads what we issue, and finds it signed by the issuer', () => {
    const [theirRoot, theirLeaf] = [new X509Certificate(root), new X509Certificate(leaf)];
    expect(theirLeaf.verify(theirRoot.publicKey)).toBe(true);
    expect(theirLeaf.checkIssued(theirRoot)).toBe(true);
    expect(theirRoot.ca).toBe(true);
    expect([theirLeaf.serialNumber, theirLeaf.subject, theirLeaf.validTo]).toEqual(['80', 'CN=Leaf', 'Jan 15 08:00:00 2027 GMT']);
  });

  it('what we read is what we issued', () => {
    const certificate = readable(leaf);
    expect(certificate).toMatchObject({ serial: 0x80n, subject: [['CN', 'Leaf']], notBefore: from, notAfter: until, ca: false });
    expect(extensionOf(certificate, '1.2.3.4')).toEqual(Buffer.from('raw bytes'));
    expect(certificate.issuer).toEqual(issuer.name);
    expect(readable(root).ca).toBe(true);
  });

  it('the same contents give the same bytes', () => expect(issued(issuer, 0x80)).toEqual(leaf));

  it('a chain is refused for each thing that can be wrong with it', () => {
    const chain = [readable(leaf), readable(root)];
    const list = listOf(issuer, []);
    const cases = [
      [checkChain(chain, { roots: [root], nowSeconds: now, revocationLists: [list] }), undefined],
      [checkChain(chain, { roots: [leaf], nowSeconds: now }), 'root'],
      [checkChain([readable(issued(foreign(issuer), 0x80)), readable(root)], { roots: [root], nowSeconds: now }), 'chain'],
      [checkChain([readable(leaf), readable(leaf)], { roots: [leaf], nowSeconds: now }), 'chain'],
      [checkChain(chain, { roots: [root], nowSeconds: until + 1 }), 'expired'],
      [checkChain(chain, { roots: [root], nowSeconds: from - 1 }), 'expired'],
      [checkChain(chain, { roots: [root], nowSeconds: now, revocationLists: [listOf(issuer, [0x80])] }), 'revoked'],
      [checkChain(chain, { roots: [root], nowSeconds: now, revocationLists: [listOf(foreign(issuer), [])] }), 'revocation-list'],
      [checkChain(chain, { roots: [root], nowSeconds: now + 86_401, revocationLists: [list] }), 'revocation-list'],
    ] as const;
    expect(cases.map(([outcome]) => (outcome.ok ? undefined : outcome.reason.code))).toEqual(cases.map(([, code]) => code));
  });

  it('a byte that is flipped anywhere makes it unreadable or unsigned', () => {
    const key = readable(root).publicKey;
    for (const bytes of [leaf, issueRevocationList(listContents([1, 2]), issuer)]) {
      const accepted = [...bytes.keys()].filter((at) => {
        const flipped = Buffer.from(bytes);
        flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
        const outcome = bytes === leaf ? readCertificate(flipped) : readRevocationList(flipped);
        return outcome.ok && isSigned(outcome.value, key);
      });
      expect(accepted).toEqual([]);
    }
  });
});

it('bytes after a certificate, or half of one, are refused', () => {
  const bytes = selfSigned(ecIssuer);
  expect(readCertificate(Buffer.concat([bytes, Buffer.alloc(1)])).ok).toBe(false);
  expect(readCertificate(bytes.subarray(0, 200))).toEqual({
    ok: false,
    reason: 'it is no certificate: a length reaches beyond the end',
  });
  expect(readCertificate(Buffer.alloc(0)).ok).toBe(false);
});

it('an extension that is there twice is refused', () => {
  const twice = [extensions.extension('1.2.3.4', Buffer.from('a')), extensions.extension('1.2.3.4', Buffer.from('b'))];
  const contents = { serial: 1, subject: ecIssuer.name, publicKey: leafKey.publicKey, notBefore: from, notAfter: until };
  const outcome = readCertificate(issueCertificate({ ...contents, extensions: twice }, ecIssuer));
  expect(outcome).toEqual({ ok: false, reason: 'it is no certificate: it has an extension twice' });
});

it('PEM holds several certificates among other text', () => {
  const root = selfSigned(ecIssuer);
  const text = `subject: Leaf\n${pemOf(issued(ecIssuer, 5))}\n# and\n${pemOf(root)}`;
  expect(blocksOfPem(text)).toEqual([issued(ecIssuer, 5), root]);
  expect(blocksOfPem(pemOf(listBytes(), 'X509 CRL'), 'X509 CRL')).toEqual([listBytes()]);
  expect(new X509Certificate(pemOf(root)).raw).toEqual(root);
});

it('DER values are read strictly', () => {
  const value = derSequence(derOid('1.3.6.1.4.1.3704.1.3.8'), derInteger(128), derText(derTags.ia5String, 'Milan-B1'));
  const members = membersOf(readDerValue(value, derTags.sequence));
  expect([oidOf(members[0]), integerOf(members[1]), members[2]?.content.toString()]).toEqual([
    '1.3.6.1.4.1.3704.1.3.8',
    128n,
    'Milan-B1',
  ]);
  const wrong = ['3080', '0281', '028101ff', '02020001', '0201ff', '0200', '1f0100', '0482000100', '04850100000000'];
  for (const text of wrong) expect(() => integerOf(readDer(Buffer.from(text, 'hex'))[0])).toThrow(RangeError);
  expect(der(derTags.octetString, Buffer.alloc(300)).subarray(0, 4).toString('hex')).toBe('0482012c');
});

function selfSigned(issuer: Issuer): Buffer {
  const all = [
    extensions.basicConstraints(true, 1),
    extensions.keyUsage('keyCertSign', 'cRLSign'),
    extensions.crlDistributionPoint('https://example.com/crl'),
    extensions.subjectKeyId(issuer.key.publicKey),
  ];
  const { publicKey } = issuer.key;
  return issueCertificate(
    { serial: 1, subject: issuer.name, publicKey, notBefore: from, notAfter: until, extensions: all },
    issuer,
  );
}

function issued(issuer: Issuer, serial: number): Buffer {
  const all = [
    extensions.authorityKeyId(issuer.key.publicKey),
    extensions.dnsNames('a.example', 'b.example'),
    extensions.extension('1.2.3.4', Buffer.from('raw bytes')),
  ];
  const contents = { serial, subject: [['CN', 'Leaf']] as const, publicKey: leafKey.publicKey, notBefore: from, notAfter: until };
  return issueCertificate({ ...contents, extensions: all }, issuer);
}

function foreign(issuer: Issuer): Issuer {
  const key = issuer.key.kind === 'rsa' ? rsaKey('foreign', 'amd/Milan/ark') : ecKey('P-256', 'foreign', 'root');
  return { ...issuer, key };
}

function readable(bytes: Uint8Array): ReadCertificate {
  const outcome = readCertificate(bytes);
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
}

function listContents(serials: readonly number[]) {
  const revoked = serials.map((serial) => ({ serial, at: now - 60 }));
  return { thisUpdate: now - 60, nextUpdate: now + 86_400, revoked, number: 7 };
}

function listBytes(): Buffer {
  return issueRevocationList(listContents([3]), ecIssuer);
}

function listOf(issuer: Issuer, serials: readonly number[]): RevocationList {
  const outcome = readRevocationList(issueRevocationList(listContents(serials), issuer));
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
}
