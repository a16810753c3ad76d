import { done, type Outcome, refused } from '../../../core/outcome.js';
import { signNatively } from '../../keys/native-signature.js';
import { signRepeatably } from '../../keys/repeatable-signature.js';
import type { TdxPlatform } from '../platform/tdx-platform.js';
import { checkTdReport, type TdReportProblem, tdReportOffsets, teeType } from '../report/td-report.js';
import { qeAuthData, writeQeReport } from './enclave-report.js';
import {
  bodyDescriptorLength,
  certificationTypes,
  ecdsaP256KeyType,
  intelQeVendorId,
  type QuoteForm,
  quoteBodies,
  quoteHeader,
} from './quote-layout.js';

/** How a quote is made. */
export interface QuoteOptions {
  /** `v4` unless told otherwise, as Intel's quoting enclave does. */
  readonly form?: QuoteForm;
  /** `repeatable`: the same bytes in every run. `native`: fast, and another signature each time. */
  readonly signing?: 'repeatable' | 'native';
}

/**
 * The TD quoting enclave: checks that a report is this machine's and signs what it says.
 *
 * @returns the quote, about 5,000 bytes, or why the report is refused.
 */
export function makeQuote(
  platform: TdxPlatform,
  tdReport: Uint8Array,
  { form = 'v4', signing = 'repeatable' }: QuoteOptions = {},
): Outcome<Buffer, TdReportProblem> {
  const checked = checkTdReport(tdReport, platform.macKey);
  if (!checked.ok) return checked;
  if (form === 'v5-tdx1.5' && checked.value === '1.0') return refused('version');
  const signed = Buffer.concat([headerOf(platform, form), ...bodyOf(Buffer.from(tdReport), form)]);
  const sign = signing === 'native' ? signNatively : signRepeatably;
  const { x, y } = platform.attestationKey;
  const data = Buffer.concat([sign(platform.attestationKey, 'ecdsa-sha256', signed), x, y, certificationOf(platform)]);
  return done(Buffer.concat([signed, numbers(data.length, 4), data]));
}

function headerOf({ qeId }: TdxPlatform, form: QuoteForm): Buffer {
  const header = Buffer.alloc(quoteHeader.length);
  header.writeUInt16LE(form === 'v4' ? 4 : 5, quoteHeader.version);
  header.writeUInt16LE(ecdsaP256KeyType, quoteHeader.keyType);
  header.writeUInt32LE(teeType, quoteHeader.teeType);
  header.set(intelQeVendorId, quoteHeader.qeVendorId);
  header.set(qeId, quoteHeader.userData);
  return header;
}

/** What quotes take over from a TDREPORT, in their order. */
function bodyOf(report: Buffer, form: QuoteForm): readonly Buffer[] {
  const part = (at: number, length: number): Buffer => report.subarray(at, at + length);
  const { teeTcbSvn, attributes, reportData, teeTcbSvn2, serviceTdHash } = tdReportOffsets;
  const body = [part(teeTcbSvn, 120), part(attributes, 400), part(reportData, 64)];
  if (form === 'v4') return body;
  if (form === 'v5-tdx1.0') return [descriptor(2), ...body];
  return [descriptor(3), ...body, part(teeTcbSvn2, 16), part(serviceTdHash, 48)];
}

function descriptor(type: keyof typeof quoteBodies): Buffer {
  const bytes = Buffer.alloc(bodyDescriptorLength);
  bytes.writeUInt16LE(type, 0);
  bytes.writeUInt32LE(quoteBodies[type], 2);
  return bytes;
}

/** What certifies the attestation key: made once for each platform, because it is the same in all of its quotes. */
function certificationOf(platform: TdxPlatform): Buffer {
  let made = certifications.get(platform);
  if (made === undefined) {
    made = certification(platform);
    certifications.set(platform, made);
  }
  return made;
}

const certifications = new WeakMap<TdxPlatform, Buffer>();

function certification(platform: TdxPlatform): Buffer {
  const report = writeQeReport(platform);
  const chain = Buffer.from(platform.pck.chainPem);
  const data = Buffer.concat([
    report,
    signRepeatably(platform.pck.key, 'ecdsa-sha256', report),
    numbers(qeAuthData.length, 2),
    qeAuthData,
    numbers(certificationTypes.pckChain, 2),
    numbers(chain.length, 4),
    chain,
  ]);
  return Buffer.concat([numbers(certificationTypes.qeReport, 2), numbers(data.length, 4), data]);
}

function numbers(value: number, bytes: 2 | 4): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, bytes);
  return buffer;
}
