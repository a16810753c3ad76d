import type { EvidenceVerdict, EvidenceVerifier, ExpectedEvidence } from '../../../contracts/verifier.js';
import type { JsonObject } from '../../../core/json.js';
import { done, type Outcome } from '../../../core/outcome.js';
import { blocksOfPem } from '../../certificates/pem.js';
import { sameBytes } from '../../keys/same-bytes.js';
import { longestQuote } from '../quote/quote-layout.js';
import { bodyField, type ReadQuote } from '../quote/read-quote.js';
import { readEventLog, replayed } from '../report/event-log.js';
import { measurementLength } from '../report/td-measurements.js';
import { refusal, type TdxRefusal } from './refusal.js';
import { tdxClaims } from './tdx-claims.js';
import { type QuoteJudge, quoteJudge, type TdxVerifierOptions } from './verify-quote.js';

/**
 * Judges evidence of TDX guests: `{"quote":"<base64>","cc_eventlog":"<base64>" or null}`. Codes of refusals are those of `refusal.ts`.
 *
 * @param roots PEM, one or several certificates in a text. A quote whose chain ends in none of them is refused whatever it says.
 * Source of the form: confidential-containers/trustee `deps/verifier/src/tdx/mod.rs`.
 */
export function tdxVerifier(roots: readonly string[], options: TdxVerifierOptions): EvidenceVerifier {
  const judgeQuote = quoteJudge(
    roots.flatMap((text) => blocksOfPem(text)),
    options,
  );
  return {
    tee: 'tdx',
    verify: (evidence, expected, nowSeconds) => {
      const judged = judge(evidence, expected, nowSeconds, judgeQuote);
      return judged.ok ? { genuine: true, claims: judged.value } : refusedVerdict(judged.reason);
    },
  };
}

/** The evidence an attestation agent sends for a quote. */
export function tdxEvidence(quote: Uint8Array, eventLog?: Uint8Array): JsonObject {
  const encoded = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  return { cc_eventlog: eventLog === undefined ? null : encoded(eventLog), quote: encoded(quote) };
}

/** As it goes into MRCONFIGID: a shorter digest is followed by zeros, a longer one cut off. */
export function asMrConfigId(digest: Uint8Array): Buffer {
  const register = Buffer.alloc(measurementLength);
  register.set(digest.subarray(0, measurementLength));
  return register;
}

function judge(
  evidence: JsonObject,
  expected: ExpectedEvidence,
  nowSeconds: number,
  judgeQuote: QuoteJudge,
): Outcome<JsonObject, TdxRefusal> {
  const bytes = bytesOf(evidence.quote, longestQuote);
  if (!bytes.ok) return bytes;
  const verified = judgeQuote(bytes.value, nowSeconds);
  if (!verified.ok) return verified;
  const { quote } = verified.value;
  if (!sameBytes(bodyField(quote, 'reportData'), expected.reportData)) return refusal('report-data');
  const { initDataDigest } = expected;
  if (initDataDigest !== undefined && !sameBytes(bodyField(quote, 'mrConfigId'), asMrConfigId(initDataDigest))) {
    return refusal('init-data');
  }
  const log = checkEventLog(evidence.cc_eventlog, quote);
  return log.ok ? done(tdxClaims(verified.value)) : log;
}

/** A log may be missing; one that is there must lead to what the registers hold. */
function checkEventLog(encoded: JsonObject[string], quote: ReadQuote): Outcome<undefined, TdxRefusal> {
  if (encoded === null || encoded === undefined) return done(undefined);
  const bytes = bytesOf(encoded, longestEventLog);
  if (!bytes.ok) return bytes;
  const events = readEventLog(bytes.value);
  if (!events.ok) return refusal('event-log', events.reason);
  const same = replayed(events.value).every(
    (register, at) => register !== undefined && sameBytes(register, registerOf(quote, at)),
  );
  return same ? done(undefined) : refusal('event-log');
}

function registerOf(quote: ReadQuote, index: number): Buffer {
  return bodyField(quote, `rtmr${index}` as 'rtmr0');
}

/** Bytes of a base64 text that is written the one way it can be. */
function bytesOf(encoded: JsonObject[string], longest: number): Outcome<Buffer, TdxRefusal> {
  if (typeof encoded !== 'string') return refusal('malformed', 'base64 text belongs there');
  if (encoded.length > Math.ceil(longest / 3) * 4) return refusal('oversize');
  const bytes = Buffer.from(encoded, 'base64');
  return bytes.toString('base64') === encoded ? done(bytes) : refusal('malformed', 'it is no base64');
}

/** Logs of real machines have some 64 KiB of room. */
const longestEventLog = 1024 * 1024;

function refusedVerdict({ code, message }: TdxRefusal): EvidenceVerdict {
  return { genuine: false, code, message };
}
