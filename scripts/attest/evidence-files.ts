/** Evidence in files: the bytes of a report or a quote in one, and what it takes to verify it beside. */
import { existsSync, writeFileSync } from 'node:fs';
import type { EvidenceCertificate } from '../../sim/attestation/amd/evidence.js';
import { attributeOf } from '../../sim/attestation/certificates/distinguished-name.js';
import { blocksOfPem, pemOf } from '../../sim/attestation/certificates/pem.js';
import { type ReadCertificate, readCertificate } from '../../sim/attestation/certificates/read-certificate.js';
import type { TdxCollateral } from '../../sim/attestation/intel/collateral/tdx-collateral.js';
import { UsageError } from '../../sim/core/usage-error.js';
import { contentOf } from './hex-bytes.js';

/** Where the certificates of a report are: PEM, the key’s own first. */
export function certificatesFile(file: string): string {
  return `${file}.certs.pem`;
}

/** Where the collateral of a quote is: JSON. */
export function collateralFile(file: string): string {
  return `${file}.collateral.json`;
}

/** Writes evidence, and beside it what belongs to it. @throws UsageError where something is there already. */
export function writeEvidence(file: string, bytes: Uint8Array, beside: string, text: string): void {
  for (const each of [file, beside]) {
    if (existsSync(each)) throw new UsageError('the file is there already', { place: { file: each }, fix: 'name another one' });
  }
  try {
    writeFileSync(file, bytes);
    writeFileSync(beside, text);
  } catch (problem) {
    const { code = 'unknown error' } = problem as NodeJS.ErrnoException;
    throw new UsageError(`the file cannot be written (${code})`, { place: { file }, fix: 'name one in a folder you may write' });
  }
}

/** Certificates as text. */
export function pemText(certificates: readonly EvidenceCertificate[]): string {
  return certificates.map(({ der }) => pemOf(der)).join('');
}

/** Certificates of a PEM file by what their names say they are. @throws UsageError for a file that cannot be read. */
export function certificatesIn(file: string): readonly EvidenceCertificate[] {
  return certificateBlocks(file).map(({ certificate, der }) => ({ kind: kindOf(certificate), der }));
}

/** Certificates of a PEM file. @throws UsageError for a file that cannot be read, or holds none. */
export function certificateBlocks(file: string): readonly { readonly certificate: ReadCertificate; readonly der: Buffer }[] {
  const blocks = blocksOfPem(contentOf(file).toString('latin1'));
  if (blocks.length === 0)
    throw new UsageError('there is no certificate in the file', { place: { file }, fix: 'name a PEM file' });
  return blocks.map((der) => {
    const read = readCertificate(der);
    if (!read.ok) throw new UsageError(read.reason, { place: { file }, fix: 'name a PEM file with certificates' });
    return { certificate: read.value, der };
  });
}

/** Common name of a certificate. */
export function commonNameOf({ subject }: ReadCertificate): string {
  return attributeOf(subject, 'CN') ?? '';
}

function kindOf(certificate: ReadCertificate): EvidenceCertificate['kind'] {
  const name = commonNameOf(certificate);
  if (name === 'SEV-VCEK') return 'VCEK';
  if (name === 'SEV-VLEK') return 'VLEK';
  return name.startsWith('ARK-') ? 'ARK' : 'ASK';
}

/** Collateral as text: documents and PEM as they are, revocation lists in base64. */
export function collateralText(collateral: TdxCollateral): string {
  const shown = Object.entries(collateral).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : Buffer.from(value).toString('base64'),
  ]);
  return `${JSON.stringify(Object.fromEntries(shown), undefined, 2)}\n`;
}

const documents = ['tcbInfo', 'tcbInfoIssuerChain', 'qeIdentity', 'qeIdentityIssuerChain', 'pckCrlIssuerChain'] as const;
const lists = ['pckCrl', 'rootCaCrl'] as const;

/** Collateral from such a file. @throws UsageError for a file that holds none. */
export function collateralIn(file: string): TdxCollateral {
  const text = contentOf(file).toString('utf8');
  const named = readObject(text);
  const missing = [...documents, ...lists].find((name) => typeof named[name] !== 'string');
  if (missing !== undefined)
    throw new UsageError(`the collateral has no ${missing}`, {
      place: { file },
      fix: 'name a file that attest quote has written',
    });
  const texts = Object.fromEntries(documents.map((name) => [name, named[name]]));
  const bytes = Object.fromEntries(lists.map((name) => [name, Buffer.from(String(named[name]), 'base64')]));
  return { ...texts, ...bytes } as unknown as TdxCollateral;
}

function readObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
