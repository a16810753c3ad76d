import { expect, it } from 'vitest';
import type { IntelDescription } from '../../profiles/description.js';
import { asidRanges, guestHkids, keyPartition, sizeOf, splitForCiphertextHiding } from './key-ranges.js';

it.each([
  ['factory MIN = 1 leaves nothing to SEV-ES', 509, 1, [1, 509, 509], [1, 0, 0]],
  ['MIN = 100 splits 1006 into 907 and 99', 1006, 100, [100, 1006, 907], [1, 99, 99]],
  ['MIN = 256 splits 1006 into 751 and 255', 1006, 256, [256, 1006, 751], [1, 255, 255]],
  ['MIN = MAX + 1 leaves nothing to SEV', 509, 510, [510, 509, 0], [1, 509, 509]],
  ['MIN = MAX + 2 gives SEV-ES one id more than there are', 509, 511, [511, 509, 0], [1, 510, 510]],
  ['a reduced count of 253 with MIN = 15', 253, 15, [15, 253, 239], [1, 14, 14]],
  ['EDX = 0 offers ASID 0, which is the host, to SEV', 15, 0, [0, 15, 16], [1, -1, 0]],
])('%s', (_, asidCount, minSevAsid, sev, es) => {
  const ranges = asidRanges(asidCount, minSevAsid);
  expect([ranges.sev.first, ranges.sev.last, sizeOf(ranges.sev)]).toEqual(sev);
  expect([ranges.es.first, ranges.es.last, sizeOf(ranges.es)]).toEqual(es);
  expect(ranges.snp).toEqual(ranges.es);
});

it.each([
  ['takes the first 40 ids for SNP', 40, { first: 41, last: 99 }, { first: 1, last: 40 }],
  ['may take all of them', 99, { first: 100, last: 99 }, { first: 1, last: 99 }],
  ['asked for more than there are, leaves SEV-ES an empty range', 200, { first: 201, last: 99 }, { first: 1, last: 99 }],
  ['asked for all as −1, wraps and lets SEV-ES start at ASID 0', 0xffffffff, { first: 0, last: 99 }, { first: 1, last: 0 }],
])('ciphertext hiding %s', (_, asids, es, snp) => {
  const split = splitForCiphertextHiding(asidRanges(1006, 100), asids);
  expect(split).toEqual({ sev: { first: 100, last: 1006 }, es, snp });
});

const intel: IntelDescription = {
  tme: true,
  tmeMt: true,
  keyIdBits: 6,
  keySplit: 1,
  tdxEnabled: true,
  tdxCapable: true,
  everyPackageOnline: true,
};

it.each([
  [6, 2, 16, 64, 47],
  [6, 1, 32, 64, 31],
  [6, 6, 1, 64, 62],
  [7, 1, 64, 128, 63],
])(
  '%i key-ID bits with a split of %i give the private range [%i, %i) and %i guests',
  (keyIdBits, keySplit, first, end, guests) => {
    const partition = keyPartition({ ...intel, keyIdBits, keySplit });
    expect([partition.mktmeKeys + 1, partition.mktmeKeys + 1 + partition.tdxKeys]).toEqual([first, end]);
    expect(guestHkids(partition)).toEqual({ first: first + 1, last: end - 1 });
    expect(sizeOf(guestHkids(partition))).toBe(guests);
  },
);

it.each([
  ['without a split there is no private key', { keySplit: 0 }],
  ['with TDX off in BIOS there is no private key', { tdxEnabled: false }],
  ['with TME-MT off there is no private key', { tmeMt: false }],
  ['with TME off there is no private key', { tme: false }],
])('%s', (_, change) => {
  const partition = keyPartition({ ...intel, ...change });
  expect(partition.tdxKeys).toBe(0);
  expect(sizeOf(guestHkids(partition))).toBe(0);
});

it('the partition as read wins over bits and split, and one private key is the global one', () => {
  const partition = keyPartition({ ...intel, keyPartition: { mktmeKeys: 62, tdxKeys: 1 } });
  expect(partition).toEqual({ mktmeKeys: 62, tdxKeys: 1 });
  expect(sizeOf(guestHkids(partition))).toBe(0);
});
