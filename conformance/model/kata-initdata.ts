import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';

/**
 * The digest an annotation `cc_init_data` stands for, over the text as it was written, in as many bytes as the platform has room for: filled
 * with zeros or cut. Undefined where the annotation is damaged.
 * Source: trustee `kbs/docs/initdata.md`; kata-containers `src/runtime/pkg/oci/utils.go`, adjustProperLength.
 */
export function initdataDigest(annotation: string, length: number): Buffer | undefined {
  const text = uncompressed(annotation);
  const [, algorithm] = /^algorithm *= *["'](sha256|sha384|sha512)["'] *$/m.exec(text ?? '') ?? [];
  if (text === undefined || algorithm === undefined || !/^version *= *["'][^"']+["'] *$/m.test(text)) return undefined;
  const digest = createHash(algorithm).update(text).digest();
  return Buffer.concat([digest, Buffer.alloc(length)]).subarray(0, length);
}

/** Bytes of host data an SEV-SNP guest has, and of MRCONFIGID a TDX guest has. */
export const initdataLength = { snp: 32, tdx: 48 } as const;

function uncompressed(annotation: string): string | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(annotation)) return undefined;
  try {
    return gunzipSync(Buffer.from(annotation, 'base64')).toString('utf8');
  } catch {
    return undefined;
  }
}
