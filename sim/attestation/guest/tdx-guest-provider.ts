import { done, refused } from '../../core/outcome.js';
import type { TrustDomain } from '../intel/report/trust-domain.js';
import { answerGetQuote, getQuoteHeaderLength, getQuoteRequest, getQuoteStatus } from './get-quote-buffer.js';
import { isKernelSince } from './kernel-release.js';
import type { QuoteTransport } from './quote-transport.js';
import type { TsmProvider } from './tsm-provider.js';

/**
 * configfs-tsm of a trust domain: `outblob` is the quote that the host fetches. Up to Linux 6.19 the driver does not look how the host's
 * request ended: where there is no quote, `outblob` is empty and reading it succeeds; later it is EIO. That 7.0 is the first is inferred.
 *
 * @param transport How QEMU reaches the quote generation service; absent: it was started without one.
 * Source: Linux 6.12 `drivers/virt/coco/tdx-guest/tdx-guest.c` tdx_report_new, and the patch "Return error for GetQuote failures".
 */
export function tdxGuestProvider(domain: TrustDomain, transport: QuoteTransport | undefined, release: string): TsmProvider {
  return {
    name: 'tdx_guest',
    attributes: ['generation', 'provider', 'inblob', 'outblob'],
    privlevelFloor: 0,
    report: ({ inblob }) => {
      if (inblob.length !== 64) return refused('EINVAL');
      const buffer = getQuoteRequest(domain.report(inblob), bufferBytes);
      if (answerGetQuote(buffer, transport) !== 'success') return refused('EIO');
      const looks = isKernelSince(release, [7, 0]);
      if (looks && buffer.readBigUInt64LE(8) !== getQuoteStatus.success) return refused('EIO');
      const length = buffer.readUInt32LE(20);
      return done({ outblob: Buffer.from(buffer.subarray(getQuoteHeaderLength, getQuoteHeaderLength + length)) });
    },
  };
}

/** GET_QUOTE_BUF_SIZE: quotes have about 5,000 bytes. */
const bufferBytes = 8 * 1024;
