import { createHash } from 'node:crypto';

/** Certificates of a machine's security processor, base64, as `virNodeGetSEVInfo` names them. */
export interface PlatformCertificates {
  /** Platform Diffie-Hellman key. */
  readonly pdh: string;
  /** Platform endorsement key, owner authority, chip endorsement key. */
  readonly certChain: string;
}

/**
 * The certificates of one machine. The Diffie-Hellman key is the one that platforms rotate (`sevctl rotate`); here every boot does,
 * which is assumed. The keys that sign it stay. Lengths and heads are those of real certificates, the key bytes are drawn from the
 * names, and no signature verifies.
 * Source: `sevctl export`; module `certs::sev` of the Rust crate `sev`.
 *
 * @param serial Tells this machine from others.
 * @param boots How often it has booted.
 */
export function platformCertificates(serial: string, boots: number): PlatformCertificates {
  const chain = [
    certificate(usage.pek, algorithm.ecdsa, `${serial}/pek`),
    certificate(usage.oca, algorithm.ecdsa, `${serial}/oca`),
    certificate(usage.cek, algorithm.ecdsa, `${serial}/cek`),
  ];
  const pdh = certificate(usage.pdh, algorithm.ecdh, `${serial}/pdh/${boots}`);
  return { pdh: pdh.toString('base64'), certChain: Buffer.concat(chain).toString('base64') };
}

/** Key usage and algorithm numbers. Source: as above. */
const usage = { oca: 0x1001, pek: 0x1002, pdh: 0x1003, cek: 0x1004 } as const;
const algorithm = { ecdsa: 0x2, ecdh: 0x3 } as const;

/** Bytes of one certificate: a head of 16, a key of 1028, two signatures of 520. */
const certificateSize = 2084;

function certificate(keyUsage: number, keyAlgorithm: number, name: string): Buffer {
  const bytes = createHash('shake256', { outputLength: certificateSize }).update(`fauxmetal-certificate:${name}`).digest();
  bytes.writeUInt32LE(1, 0);
  bytes.writeUInt32LE(0, 4);
  bytes.writeUInt32LE(keyUsage, 8);
  bytes.writeUInt32LE(keyAlgorithm, 12);
  return bytes;
}
