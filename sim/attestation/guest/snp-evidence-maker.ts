import { encodeTable, type TableEntry } from '../amd/certificate-table.js';
import { type SnpGuest, type SnpPlatform, snpReport } from '../amd/platform.js';
import type { Sign } from '../amd/report-signature.js';
import { deriveBytes } from '../keys/derive-bytes.js';
import type { DerivedKeyRequest, SnpEvidenceMaker } from './sev-guest-device.js';

/**
 * What an SNP guest gets from its platform and its host.
 *
 * @param certificates What the host hands over with reports; none unless it was told to.
 * @param sign How reports are signed: repeatably unless told otherwise.
 */
export function snpEvidenceMaker(
  platform: SnpPlatform,
  guest: SnpGuest,
  certificates: readonly TableEntry[] = [],
  sign?: Sign,
): SnpEvidenceMaker {
  const table = certificates.length === 0 ? new Uint8Array() : encodeTable(certificates);
  return {
    report: (request) => (sign === undefined ? snpReport(platform, guest, request) : snpReport(platform, guest, request, sign)),
    certificates: () => table,
    derivedKey: (request) => derivedKey(platform, guest, request),
  };
}

/** Another chip, guest or request, another key. */
function derivedKey({ chip }: SnpPlatform, { measurement }: SnpGuest, request: DerivedKeyRequest): Buffer {
  const { rootKeySelect, guestFieldSelect, vmpl, guestSvn, tcbVersion } = request;
  const label = [Buffer.from(measurement).toString('hex'), rootKeySelect, guestFieldSelect, vmpl, guestSvn, tcbVersion].join('/');
  return deriveBytes(chip.id.toString('hex'), `derived-key/${label}`, 32);
}
