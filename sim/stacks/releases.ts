/**
 * Releases of one product that behave in some way. A list of ranges says "in any of these"; an empty list says that no release
 * ever did (a synthetic defect).
 *
 * @example { product: 'kubevirt', from: '1.5.0', to: '1.5.2' }
 * @example { product: 'kubevirt', to: '1.9' } // from the beginning, including every 1.9.x
 * @example { product: 'intel-fork', from: 'mid-stream', to: 'mid-stream' }
 * @example { product: 'kubevirt-main', from: '2025-10-07', to: '2025-10-21' } // never released
 */
export interface ReleaseRange {
  /** `kubevirt` (releases), `kubevirt-main` (days between two releases), `intel-fork` (branches) or `vep-80` (a text). */
  readonly product: string;
  /** First release, inclusive; absent: from the beginning. */
  readonly from?: string;
  /** Last release, inclusive, with everything below it: `1.9` is any 1.9.x; absent: until now. */
  readonly to?: string;
  /** What the range alone does not say: `domain sketch`. */
  readonly note?: string;
}

/** Is a release of a product inside any of the ranges? `isIn(ranges, 'kubevirt', '1.5')` asks for 1.5.0. */
export function isIn(ranges: readonly ReleaseRange[], product: string, version: string): boolean {
  return ranges.some((range) => range.product === product && isWithin(range, version));
}

/**
 * Ranges in words, as reports show them.
 *
 * @example releaseWords([{ product: 'kubevirt', from: '1.5.0', to: '1.5.2' }]) // 'kubevirt 1.5.0–1.5.2'
 * @example releaseWords([]) // 'synthetic'
 */
export function releaseWords(ranges: readonly ReleaseRange[]): string {
  return ranges.length === 0 ? 'synthetic' : ranges.map(rangeWords).join('; ');
}

/**
 * How far one release is from another: negative when it came first, 0 when it is the same or one names the other's whole series
 * (`1.9` and `1.9.3`), as far as both are numbers. Branches of the fork come in the order they were made.
 */
export function compareReleases(left: string, right: string): number {
  const [leftParts, rightParts] = [partsOf(left), partsOf(right)];
  for (let index = 0; index < Math.min(leftParts.length, rightParts.length); index += 1) {
    const distance = (leftParts[index] ?? 0) - (rightParts[index] ?? 0);
    if (distance !== 0) return distance;
  }
  return 0;
}

/** Branches of intel/kubevirt-tdx that were published, oldest first. */
export const forkBranches: readonly string[] = ['tdx-1.0', 'tdx-1.5', 'mid-stream'];

/** Newest release series of a product, as a range without end is told. */
const newest: Readonly<Record<string, string>> = { kubevirt: '1.9', nova: '2026.2', kata: '3.24' };

const productWords: Readonly<Record<string, string>> = {
  'kubevirt-main': 'kubevirt main',
  'vep-80': 'VEP #80',
  'nova-main': 'nova main',
  'train-spec': 'the SEV specification of Train',
};

function isWithin({ from, to }: ReleaseRange, version: string): boolean {
  if (from !== undefined && compareReleases(inFull(version), inFull(from)) < 0) return false;
  return to === undefined || compareReleases(inFull(version), to) <= 0;
}

/** `1.5` is 1.5.0, so that a range from 1.5.1 leaves it out. */
function inFull(version: string): string {
  return /^\d+\.\d+$/.test(version) ? `${version}.0` : version;
}

/** Numbers of `1.5.1` or `2025-10-21`; a branch is its place among the branches. */
function partsOf(version: string): readonly number[] {
  const branch = forkBranches.indexOf(version);
  return branch >= 0 ? [branch] : version.split(/[.-]/).map(Number);
}

function rangeWords({ product, from, to, note }: ReleaseRange): string {
  const words = [productWords[product] ?? product, span(from, to ?? newest[product])].filter((word) => word !== '').join(' ');
  return note === undefined ? words : `${words}, ${note}`;
}

function span(from: string | undefined, to: string | undefined): string {
  if (from === undefined) return to === undefined ? '' : `up to ${to}`;
  if (to === undefined) return `since ${from}`;
  return from === to ? from : `${from}–${to}`;
}
