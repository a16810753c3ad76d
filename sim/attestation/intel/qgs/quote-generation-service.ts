import type { TdxCollateral } from '../collateral/tdx-collateral.js';
import type { TdxPlatform } from '../platform/tdx-platform.js';
import { makeQuote, type QuoteOptions } from '../quote/make-quote.js';
import { tdReportLength, tdReportShape } from '../report/td-report.js';
import {
  qgsErrors,
  qgsHeaderLength,
  qgsTypes,
  qgsVersion,
  readParts,
  readQgsHeader,
  readQgsMessage,
  writeParts,
  writeQgsMessage,
} from './qgs-message.js';
import { writeFrame } from './stream-frame.js';

/** What the service answers from. */
export interface QuoteService {
  readonly platform: TdxPlatform;
  readonly options?: QuoteOptions;
  /** From a provisioning service; absent: it cannot be reached. */
  readonly collateral?: (fmspc: string, ca: string) => TdxCollateral | undefined;
  /** Minor version of answers: 1 unless told otherwise. Intel's library takes 0 as well, QEMU does not. */
  readonly minorVersion?: number;
}

/** What the service does about what has arrived on a connection. It writes to its log in its own words. */
export type QgsReaction =
  | { readonly do: 'wait' }
  /** Sends these bytes, a frame or a bare quote, and closes: one answer for each connection. */
  | { readonly do: 'answer'; readonly bytes: Buffer; readonly log?: string }
  | { readonly do: 'close'; readonly log: string };

/**
 * Reacts to what has arrived, as Intel's quote generation service does. A frame whose message begins as one should is answered with a frame: a
 * quote for a TDREPORT, collateral, what platform it is on. Anything else is taken for a TDREPORT without frame or message, which is answered
 * with a bare quote.
 *
 * @param arrived All bytes of the connection so far.
 * Source: Intel SGX DCAP `QuoteGeneration/quote_wrapper/qgs/qgs_server.cpp`, `qgs_ql_logic.cpp`.
 */
export function reactToQgsStream(service: QuoteService, arrived: Buffer): QgsReaction {
  if (arrived.length < frameHead + qgsHeaderLength) return { do: 'wait' };
  const length = arrived.readUInt32BE(0);
  const header = readQgsHeader(arrived.subarray(frameHead));
  if (length === 0 || header.size !== length || header.major !== qgsVersion.major || header.type > lastType) {
    return reactToRawReport(service, arrived);
  }
  if (length > longestMessage) return { do: 'close', log: 'invalid message length, close connection!' };
  if (arrived.length < frameHead + length) return { do: 'wait' };
  const { answer, log } = answerQgs(service, arrived.subarray(frameHead));
  if (answer === undefined) return { do: 'close', log: log ?? 'resp_size is 0' };
  return { do: 'answer', bytes: writeFrame(answer), ...(log !== undefined && { log }) };
}

/**
 * Answers one message. Whatever is wrong with a request, the answer says "unexpected" (0x12001).
 *
 * @returns the answer, or none to what is no request; and what goes to the log.
 * Source: Intel SGX DCAP `QuoteGeneration/quote_wrapper/qgs/qgs_ql_logic.cpp`, `qgs_msg_lib.cpp`.
 */
export function answerQgs(service: QuoteService, bytes: Buffer): { readonly answer?: Buffer; readonly log?: string } {
  const { type } = readQgsHeader(bytes);
  const answering = answers[type];
  if (answering === undefined) return { log: 'Whoops, bad request!' };
  const minor = service.minorVersion ?? qgsVersion.minor;
  const message = readQgsMessage(bytes);
  const body = message.ok && message.value.error === 0 ? answering(service, message.value.body) : undefined;
  if (body !== undefined) return { answer: writeQgsMessage(type + 1, body, { minor }) };
  return { answer: qgsErrorAnswer(type + 1, qgsErrors.unexpected, minor), log: `request of type ${type} refused` };
}

/** An answer that says what went wrong, all its other fields zero. */
export function qgsErrorAnswer(type: number, error: number, minor: number = qgsVersion.minor): Buffer {
  return writeQgsMessage(type, Buffer.alloc(fixedBytes[type] ?? 0), { minor, error });
}

/** A length of four bytes. */
const frameHead = 4;
const longestMessage = 1024 * 1024;
const lastType = qgsTypes.getPlatformInfoAnswer;

/** Bytes of an answer's fixed fields. */
const fixedBytes: Readonly<Record<number, number>> = {
  [qgsTypes.getQuoteAnswer]: 8,
  [qgsTypes.getCollateralAnswer]: 32,
  [qgsTypes.getPlatformInfoAnswer]: 12,
};

/** The body of the answer, or nothing where the request cannot be met. */
type Answering = (service: QuoteService, body: Buffer) => Buffer | undefined;

const answers: Readonly<Record<number, Answering>> = {
  [qgsTypes.getQuote]: quoteFor,
  [qgsTypes.getCollateral]: collateralFor,
  [qgsTypes.getPlatformInfo]: platformInfo,
};

/** The report, and a list of quoting enclaves that are wanted, which is not looked at: there is one. */
function quoteFor({ platform, options }: QuoteService, body: Buffer): Buffer | undefined {
  const [report] = readParts(body, 2) ?? [];
  const quote = report === undefined ? undefined : makeQuote(platform, report, options);
  return quote?.ok ? writeParts([Buffer.alloc(0), quote.value]) : undefined;
}

/** FMSPC as its bytes, and the name of the authority, perhaps with a NUL at its end. */
function collateralFor({ collateral }: QuoteService, body: Buffer): Buffer | undefined {
  const [fmspc, ca] = readParts(body, 2) ?? [];
  const found = collateral?.(fmspc?.toString('hex').toUpperCase() ?? '', ca?.toString('latin1').replace(/\0$/, '') ?? '');
  if (found === undefined) return undefined;
  const { pckCrlIssuerChain, rootCaCrl, pckCrl, tcbInfoIssuerChain, tcbInfo, qeIdentityIssuerChain, qeIdentity } = found;
  const parts = [pckCrlIssuerChain, rootCaCrl, pckCrl, tcbInfoIssuerChain, tcbInfo, qeIdentityIssuerChain, qeIdentity];
  return writeParts(
    parts.map((part) => Buffer.from(part)),
    numbers16(collateralVersion),
  );
}

/** Major 3, minor 1: revocation lists are DER. */
const collateralVersion = [3, 1];

/** Four zero bytes follow: Intel's library counts the two versions twice, and its clients want it so. */
function platformInfo({ platform: { qe, identity } }: QuoteService, body: Buffer): Buffer | undefined {
  if (body.length > 0) return undefined;
  const parts = [identity.platformInstanceId, identity.cpuSvn].map((part) => Buffer.from(part));
  return Buffer.concat([writeParts(parts, numbers16([qe.isvSvn, identity.pceSvn])), Buffer.alloc(4)]);
}

/** The form before there were messages. */
function reactToRawReport({ platform, options }: QuoteService, arrived: Buffer): QgsReaction {
  if (arrived.length < tdReportLength) return { do: 'wait' };
  if (arrived.length > tdReportLength) return { do: 'close', log: 'invalid request, close connection!.' };
  if (!tdReportShape(arrived).ok) return { do: 'close', log: 'Not a legimit TD report, stop' };
  const quote = makeQuote(platform, arrived, options);
  return quote.ok ? { do: 'answer', bytes: quote.value } : { do: 'close', log: 'tee_att_get_quote refuses the report' };
}

function numbers16(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value, 2 * index);
  return bytes;
}
