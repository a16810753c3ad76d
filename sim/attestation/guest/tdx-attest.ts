import { done, type Outcome, refused } from '../../core/outcome.js';
import { qgsTypes, readParts, readQgsMessage, writeParts, writeQgsMessage } from '../intel/qgs/qgs-message.js';
import { readFrame, writeFrame } from '../intel/qgs/stream-frame.js';
import type { TrustDomain } from '../intel/report/trust-domain.js';
import type { QuoteTransport } from './quote-transport.js';
import { type TsmReports, tsmReportRoot } from './tsm-reports.js';

/** A trust domain as Intel's attestation library finds it. */
export interface TdxAttestSetting {
  readonly domain: TrustDomain;
  /** Content of `/etc/tdx-attest.conf`: with `port = 4050` the host is asked over VSOCK; without it the kernel is, and QEMU over TDVMCALL. */
  readonly configuration?: string;
  /** The host's ports over VSOCK; absent: the guest has no such device (KubeVirt's `autoattachVSOCK` is off). */
  readonly vsock?: (cid: number, port: number) => QuoteTransport | undefined;
  /** Absent: the kernel has no configfs-tsm. */
  readonly tsm?: TsmReports;
}

/** What the library fails with. Source: Intel SGX DCAP `QuoteGeneration/quote_wrapper/tdx_attest/tdx_attest.h`. */
export type TdxAttestError =
  | 'TDX_ATTEST_ERROR_INVALID_PARAMETER'
  | 'TDX_ATTEST_ERROR_VSOCK_FAILURE'
  | 'TDX_ATTEST_ERROR_NOT_SUPPORTED'
  | 'TDX_ATTEST_ERROR_QUOTE_FAILURE';

/**
 * A quote as `tdx_att_get_quote` of Intel's library fetches it, and by which way.
 *
 * @param reportData 64 bytes
 */
export function tdxAttestQuote(
  setting: TdxAttestSetting,
  reportData: Uint8Array,
): Outcome<{ readonly quote: Buffer; readonly way: 'vsock' | 'tdvmcall' }, TdxAttestError> {
  if (reportData.length !== 64) return refused('TDX_ATTEST_ERROR_INVALID_PARAMETER');
  const port = portOf(setting.configuration ?? '');
  const way = port === undefined ? 'tdvmcall' : 'vsock';
  const quote = port === undefined ? overKernel(setting, reportData) : overVsock(setting, port, reportData);
  return quote.ok ? done({ quote: quote.value, way }) : quote;
}

/** The host as its guests see it. */
const hostCid = 2;

/** The port a configuration names; 0 and what is no number count as none. */
export function portOf(configuration: string): number | undefined {
  const port = Number(/^[ \t]*port[ \t]*=[ \t]*(\d{1,10})[ \t]*$/m.exec(configuration)?.[1] ?? 0);
  return port > 0 && port < 2 ** 32 ? port : undefined;
}

/** The library compares the major version of an answer only. */
function overVsock({ domain, vsock }: TdxAttestSetting, port: number, reportData: Uint8Array): Outcome<Buffer, TdxAttestError> {
  const transport = vsock?.(hostCid, port);
  if (transport === undefined) return refused('TDX_ATTEST_ERROR_VSOCK_FAILURE');
  const request = writeQgsMessage(qgsTypes.getQuote, writeParts([domain.report(reportData), Buffer.alloc(0)]));
  const answer = transport(writeFrame(request));
  if (!answer.ok) return refused('TDX_ATTEST_ERROR_VSOCK_FAILURE');
  const frame = readFrame(answer.value);
  const message = frame.ok && frame.value !== undefined ? readQgsMessage(frame.value.message) : undefined;
  if (!message?.ok || message.value.error !== 0) return refused('TDX_ATTEST_ERROR_QUOTE_FAILURE');
  const quote = message.value.type === qgsTypes.getQuoteAnswer ? readParts(message.value.body, 2)?.[1] : undefined;
  return quote === undefined || quote.length === 0 ? refused('TDX_ATTEST_ERROR_QUOTE_FAILURE') : done(quote);
}

function overKernel({ tsm }: TdxAttestSetting, reportData: Uint8Array): Outcome<Buffer, TdxAttestError> {
  if (tsm === undefined) return refused('TDX_ATTEST_ERROR_NOT_SUPPORTED');
  const directory = `${tsmReportRoot}/tdx-attest`;
  if (!tsm.makeDirectory(directory).ok) return refused('TDX_ATTEST_ERROR_NOT_SUPPORTED');
  const written = tsm.write(`${directory}/inblob`, reportData);
  const quote = written.ok ? tsm.read(`${directory}/outblob`) : written;
  tsm.removeDirectory(directory);
  return quote.ok && quote.value.length > 0 ? quote : refused('TDX_ATTEST_ERROR_QUOTE_FAILURE');
}
