import { describe, expect, it } from 'vitest';
import { platformCertificates } from './platform-certificates.js';

const head = (certificate: Buffer): readonly number[] => [0, 4, 8, 12].map((at) => certificate.readUInt32LE(at));

describe('the certificates of a machine', () => {
  const { pdh, certChain } = platformCertificates('m', 1);

  it('have the length and head of real ones: version 1 of API 0, key usage, algorithm', () => {
    const chain = Buffer.from(certChain, 'base64');
    expect(chain).toHaveLength(3 * 2084);
    expect(head(Buffer.from(pdh, 'base64'))).toEqual([1, 0, 0x1003, 3]);
    expect([0, 2084, 4168].map((at) => head(chain.subarray(at)))).toEqual([
      [1, 0, 0x1002, 2],
      [1, 0, 0x1001, 2],
      [1, 0, 0x1004, 2],
    ]);
  });

  it('are its own, and but for the platform key survive a boot', () => {
    const later = platformCertificates('m', 2);
    const other = platformCertificates('n', 1);
    expect(later.certChain).toBe(certChain);
    expect(new Set([pdh, later.pdh, other.pdh]).size).toBe(3);
    expect(other.certChain).not.toBe(certChain);
  });
});
