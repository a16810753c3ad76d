import { type Issuer, issueCertificate } from '../certificates/issue-certificate.js';
import { ecKey } from '../keys/ec-key.js';
import type { EcKeyPair } from '../keys/key-pair.js';
import { type AmdAuthorities, amdName, yearSeconds } from './authorities.js';
import { type Chip, hardwareId } from './chip.js';
import { endorsementExtensions } from './endorsement-extensions.js';
import type { ProductLine } from './product-line.js';
import { encodeTcb, type TcbVersion } from './tcb-version.js';

/** Whom a report is signed for: the chip itself (VCEK), or a cloud provider whose key was loaded into it (VLEK). */
export type KeyHolder = { readonly chip: Chip } | { readonly line: ProductLine; readonly provider: string };

/**
 * The key that signs reports at a TCB version. Other versions have other keys: that is how a verifier knows the version. Real ones come
 * from a secret fused into the chip; these from its identity, so that whoever knows the identity has the key.
 */
export function endorsementKey(holder: KeyHolder, tcb: TcbVersion): EcKeyPair {
  const version = encodeTcb(lineOf(holder), tcb).toString(16);
  return 'chip' in holder
    ? ecKey('P-384', `amd-chip/${holder.chip.id.toString('hex')}`, `vcek/${version}`)
    : ecKey('P-384', `amd-provider/${holder.provider}`, `vlek/${holder.line}/${version}`);
}

/**
 * Certificate of that key, DER: VCEK by the ASK for 7 years, VLEK by the ASVK for one. Their serial number, which verifiers leave free, is
 * the text `simulated`. Source: AMD 57230; go-sev-guest af1c107 `verify/verify.go`.
 *
 * @param issuedAt in seconds since 1970.
 */
export function endorsementCertificate(
  authorities: AmdAuthorities,
  holder: KeyHolder,
  tcb: TcbVersion,
  issuedAt: number = defaultIssueTime,
): Buffer {
  const chip = 'chip' in holder;
  const contents = {
    serial: simulated,
    subject: amdName(chip ? 'SEV-VCEK' : 'SEV-VLEK'),
    notBefore: issuedAt,
    notAfter: issuedAt + (chip ? 7 : 1) * yearSeconds,
    publicKey: endorsementKey(holder, tcb).publicKey,
    extensions: endorsementExtensions({
      line: authorities.line,
      tcb,
      ...(chip ? { hardwareId: hardwareId(holder.chip) } : { provider: holder.provider }),
    }),
  };
  const issuer: Issuer = (chip ? authorities.ask : authorities.asvk).issuer;
  return issueCertificate(contents, issuer);
}

/** 2026-01-01. */
export const defaultIssueTime = 1_767_225_600;

const simulated = BigInt(`0x${Buffer.from('simulated').toString('hex')}`);

function lineOf(holder: KeyHolder): ProductLine {
  return 'chip' in holder ? holder.chip.line : holder.line;
}
