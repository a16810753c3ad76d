/** DER bytes as PEM text, with lines of 64 characters and one at the end. */
export function pemOf(bytes: Uint8Array, label: PemLabel = 'CERTIFICATE'): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

/** What stands between the dashes. */
export type PemLabel = 'CERTIFICATE' | 'X509 CRL';

/** The DER bytes of each block of a label, in order; text around the blocks is ignored, as OpenSSL does. */
export function blocksOfPem(text: string, label: PemLabel = 'CERTIFICATE'): readonly Buffer[] {
  const blocks = text.matchAll(new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]*)-----END ${label}-----`, 'g'));
  return [...blocks].map(([, base64 = '']) => Buffer.from(base64, 'base64'));
}
