/**
 * Reads a Kubernetes quantity of bytes: `64Mi`, `1Gi`, `1.5G`, `1073741824`.
 * Suffixes of a whole multiple only; the exponent form (`1e9`), `m` and negative amounts are not read.
 * Source: Kubernetes apimachinery `pkg/api/resource/quantity.go`.
 *
 * @returns bytes, or undefined when the text is not such a quantity or is not a whole number of bytes below 2⁵³.
 */
export function bytesOfQuantity(text: string): number | undefined {
  const [, whole, fraction = '', unit = ''] = /^(\d+)(?:\.(\d+))?([A-Za-z]{0,2})$/.exec(text) ?? [];
  const factor = bytesPerUnit.get(unit);
  if (whole === undefined || factor === undefined) return undefined;
  // Whole-number arithmetic: 2.3 * 1e6 is 2299999.9999999995 as a double.
  const scale = 10n ** BigInt(fraction.length);
  const scaled = BigInt(whole + fraction) * BigInt(factor);
  const bytes = Number(scaled / scale);
  return scaled % scale === 0n && Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** Bytes in a mebibyte. */
export const MIB = 2 ** 20;

/** Bytes in a gibibyte. */
export const GIB = 2 ** 30;

const bytesPerUnit: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['k', 1e3],
  ['M', 1e6],
  ['G', 1e9],
  ['T', 1e12],
  ['P', 1e15],
  ['Ki', 2 ** 10],
  ['Mi', MIB],
  ['Gi', GIB],
  ['Ti', 2 ** 40],
  ['Pi', 2 ** 50],
]);
