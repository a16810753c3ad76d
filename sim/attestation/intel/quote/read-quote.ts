import { done, type Outcome, refused } from '../../../core/outcome.js';
import { teeType } from '../report/td-report.js';
import {
  type BodyField,
  bodyDescriptorLength,
  bodyFields,
  certificationTypes,
  ecdsaP256KeyType,
  enclaveReport,
  intelQeVendorId,
  longestQuote,
  type QuoteForm,
  quoteBodies,
  quoteHeader,
} from './quote-layout.js';

/** A quote taken apart. Nothing in it is checked but its shape. */
export interface ReadQuote {
  readonly form: QuoteForm;
  readonly header: Buffer;
  /** Type and length of the body as version 5 has them; empty in version 4. */
  readonly descriptor: Buffer;
  readonly body: Buffer;
  /** What the attestation key signed. */
  readonly signed: Buffer;
  /** r ‖ s */
  readonly signature: Buffer;
  /** x ‖ y */
  readonly attestationKey: Buffer;
  readonly qeReport: Buffer;
  readonly qeReportSignature: Buffer;
  readonly qeAuthData: Buffer;
  /** PEM: PCK certificate, intermediate, root. One NUL at the end is taken off, which some quoting enclaves append. */
  readonly chainPem: string;
}

/** Why bytes are no quote that is understood. */
export interface QuoteProblem {
  readonly code:
    | 'oversize'
    | 'malformed'
    | 'quote-version'
    | 'attestation-key-type'
    | 'tee-type'
    | 'qe-vendor'
    | 'certification-data';
  readonly message: string;
}

/** Takes a quote apart, strictly: every length is what the layout says, and nothing follows it. */
export function readQuote(bytes: Uint8Array): Outcome<ReadQuote, QuoteProblem> {
  if (bytes.length > longestQuote) return refused({ code: 'oversize', message: `a quote has at most ${longestQuote} bytes` });
  const quote = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const shape = shapeOf(quote);
  if (!shape.ok) return shape;
  const { form, bodyAt, bodyLength } = shape.value;
  const signedLength = bodyAt + bodyLength;
  const cursor = new Cursor(quote, signedLength);
  const data = cursor.part(4);
  const [signature, attestationKey, outer] = [
    data?.bytes(64),
    data?.bytes(64),
    certificationData(data, certificationTypes.qeReport),
  ];
  if (!outer.ok) return outer;
  const inner = outer.value;
  const [qeReport, qeReportSignature, qeAuthData] = [inner.bytes(enclaveReport.length), inner.bytes(64), inner.part(2)?.rest()];
  const chain = certificationData(inner, certificationTypes.pckChain);
  if (!chain.ok) return chain;
  if (!cursor.atEnd() || data?.atEnd() !== true || !inner.atEnd() || !signature || !attestationKey) return malformed;
  if (!qeReport || !qeReportSignature || !qeAuthData) return malformed;
  return done({
    form,
    header: quote.subarray(0, quoteHeader.length),
    descriptor: quote.subarray(quoteHeader.length, bodyAt),
    body: quote.subarray(bodyAt, signedLength),
    signed: quote.subarray(0, signedLength),
    ...{ signature, attestationKey, qeReport, qeReportSignature, qeAuthData },
    chainPem: withoutNul(chain.value.rest()).toString('latin1'),
  });
}

/** One field of the body. Fields the form does not have are empty. */
export function bodyField({ body }: Pick<ReadQuote, 'body'>, field: BodyField): Buffer {
  const [at, length] = bodyFields[field];
  return body.subarray(at, at + length);
}

const malformed = refused<QuoteProblem>({ code: 'malformed', message: 'the lengths in the quote do not add up' });

interface QuoteShape {
  readonly form: QuoteForm;
  readonly bodyAt: number;
  readonly bodyLength: number;
}

function shapeOf(quote: Buffer): Outcome<QuoteShape, QuoteProblem> {
  if (quote.length < shortestQuote) return refused({ code: 'malformed', message: `a quote has at least ${shortestQuote} bytes` });
  const version = quote.readUInt16LE(quoteHeader.version);
  if (version !== 4 && version !== 5)
    return refused({ code: 'quote-version', message: `quote version ${version} is not understood` });
  if (quote.readUInt16LE(quoteHeader.keyType) !== ecdsaP256KeyType) {
    return refused({ code: 'attestation-key-type', message: 'the attestation key is not ECDSA P-256' });
  }
  if (quote.readUInt32LE(quoteHeader.teeType) !== teeType) return refused({ code: 'tee-type', message: 'it is no quote of TDX' });
  if (!quote.subarray(quoteHeader.qeVendorId, quoteHeader.userData).equals(intelQeVendorId)) {
    return refused({ code: 'qe-vendor', message: 'the quoting enclave is not of the vendor that is expected' });
  }
  return version === 4 ? done({ form: 'v4', bodyAt: quoteHeader.length, bodyLength: quoteBodies[2] }) : shapeOfVersion5(quote);
}

function shapeOfVersion5(quote: Buffer): Outcome<QuoteShape, QuoteProblem> {
  const type = quote.readUInt16LE(quoteHeader.length);
  const bodyLength = quote.readUInt32LE(quoteHeader.length + 2);
  const form = type === 2 ? 'v5-tdx1.0' : type === 3 ? 'v5-tdx1.5' : undefined;
  if (form === undefined) return refused({ code: 'quote-version', message: `body type ${type} is not understood` });
  if (bodyLength !== quoteBodies[type as 2 | 3]) return malformed;
  return done({ form, bodyAt: quoteHeader.length + bodyDescriptorLength, bodyLength });
}

/** Shortest quote there can be. Source: go-tdx-guest `abi/abi.go`. */
const shortestQuote = 0x3fc;

function certificationData(cursor: Cursor | undefined, type: number): Outcome<Cursor, QuoteProblem> {
  const found = cursor?.number(2);
  const data = cursor?.part(4);
  if (found === undefined || data === undefined) return malformed;
  if (found === type) return done(data);
  return refused({ code: 'certification-data', message: `certification data of type ${found} stands where ${type} belongs` });
}

function withoutNul(bytes: Buffer): Buffer {
  return bytes.at(-1) === 0 ? bytes.subarray(0, -1) : bytes;
}

/** Reads on through bytes; what reaches beyond their end is undefined. */
class Cursor {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, at = 0) {
    this.#bytes = bytes;
    this.#at = at;
  }

  bytes(length: number): Buffer | undefined {
    if (length > this.#bytes.length - this.#at) return undefined;
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  number(length: 2 | 4): number | undefined {
    return this.bytes(length)?.readUIntLE(0, length);
  }

  /** What a length of 2 or 4 bytes announces. */
  part(lengthBytes: 2 | 4): Cursor | undefined {
    const length = this.number(lengthBytes);
    const part = length === undefined ? undefined : this.bytes(length);
    return part === undefined ? undefined : new Cursor(part);
  }

  rest(): Buffer {
    return this.bytes(this.#bytes.length - this.#at) ?? Buffer.alloc(0);
  }

  atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }
}
