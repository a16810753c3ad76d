/**
 * Where things are in quotes, in bytes. Source: Intel SGX DCAP `sgx_quote_4.h`, `sgx_quote_5.h`; go-tdx-guest `abi/abi.go`.
 */

/** Forms of quotes: version 4, or 5 with the body of TDX 1.0 or of 1.5. */
export const quoteForms = ['v4', 'v5-tdx1.0', 'v5-tdx1.5'] as const;

/** One of {@link quoteForms}. */
export type QuoteForm = (typeof quoteForms)[number];

/** The header, which both versions have. */
export const quoteHeader = {
  length: 48,
  version: 0,
  keyType: 2,
  teeType: 4,
  qeVendorId: 12,
  userData: 28,
} as const;

/** Type and length of the body, between header and body in version 5. */
export const bodyDescriptorLength = 6;

/** Bodies by the type that version 5 gives them, and their lengths. */
export const quoteBodies = { 2: 584, 3: 648 } as const;

/** Fields of a body, from its beginning: offset and length. The last two are in the body of TDX 1.5 only. */
export const bodyFields = {
  teeTcbSvn: [0, 16],
  mrSeam: [16, 48],
  mrSignerSeam: [64, 48],
  seamAttributes: [112, 8],
  tdAttributes: [120, 8],
  xfam: [128, 8],
  mrTd: [136, 48],
  mrConfigId: [184, 48],
  mrOwner: [232, 48],
  mrOwnerConfig: [280, 48],
  rtmr0: [328, 48],
  rtmr1: [376, 48],
  rtmr2: [424, 48],
  rtmr3: [472, 48],
  reportData: [520, 64],
  teeTcbSvn2: [584, 16],
  mrServiceTd: [600, 48],
} as const;

/** Name of a field of a body. */
export type BodyField = keyof typeof bodyFields;

/** Fields of an enclave's report. */
export const enclaveReport = {
  length: 384,
  cpuSvn: [0, 16],
  miscSelect: [16, 4],
  attributes: [48, 16],
  mrEnclave: [64, 32],
  mrSigner: [128, 32],
  isvProdId: [256, 2],
  isvSvn: [258, 2],
  reportData: [320, 64],
} as const;

/** ECDSA with P-256 and SHA-256. */
export const ecdsaP256KeyType = 2;

/** Intel's quoting enclaves: a UUID as it is written. */
export const intelQeVendorId = Buffer.from('939a7233f79c4ca9940a0db3957f0607', 'hex');

/** Kinds of certification data: a PCK chain in PEM, and a quoting enclave's report with its own certification data. */
export const certificationTypes = { pckChain: 5, qeReport: 6 } as const;

/** Longest quote that is looked at; real ones have about 5,000 bytes. */
export const longestQuote = 64 * 1024;
