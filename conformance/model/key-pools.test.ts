import { describe, expect, it } from 'vitest';
import { amdTruth, intelTruth, onlyEsTruth } from '../invariants/evidence-fixtures/truths.js';
import { guestLimit, KeyPools } from './key-pools.js';

const snp = (keyId: number) => ({ protection: 'snp', outside: false, keyId }) as const;

describe('KeyPools', () => {
  it('lets SEV-ES and SNP guests share a range, and plain SEV have its own', () => {
    const pools = new KeyPools(amdTruth);
    pools.start('a', snp(1), undefined);
    expect([pools.available('snp'), pools.available('sev-es'), pools.available('sev'), pools.available('tdx')]).toEqual([
      2, 2, 4, 0,
    ]);
  });

  it('counts a released key as usable, whether or not it still waits for a flush', () => {
    const pools = new KeyPools(amdTruth);
    pools.start('a', snp(1), { free: 2, inUse: 1, pending: 0, leaked: 0 });
    pools.release('a', { free: 2, inUse: 0, pending: 1, leaked: 0 });
    expect(pools.available('snp')).toBe(3);
    expect(pools.holderOf('snp', 1)).toBeUndefined();
  });

  it('learns of leaked keys from the truth', () => {
    const pools = new KeyPools(intelTruth);
    pools.start('a', { protection: 'tdx', outside: false, keyId: 33 }, undefined);
    pools.release('a', { free: 2, inUse: 0, pending: 0, leaked: 1 });
    expect(pools.available('tdx')).toBe(2);
  });

  it('takes no notice of a second start or of the release of a stranger', () => {
    const pools = new KeyPools(amdTruth);
    pools.start('a', snp(1), undefined);
    pools.start('a', snp(1), undefined);
    pools.release('stranger', undefined);
    expect([pools.inUse('snp'), pools.insideOf('sev_es')]).toEqual([1, 1]);
  });

  it('gives ordinary guests no key', () => {
    const pools = new KeyPools(amdTruth);
    pools.start('a', { protection: 'none', outside: false, keyId: undefined }, undefined);
    expect([pools.inUse('none'), pools.available('none'), pools.rangeOf('none')]).toEqual([0, 0, undefined]);
  });
});

describe('guestLimit', () => {
  it('is the size of the range, and nothing where the protection cannot be launched', () => {
    expect([guestLimit(amdTruth, 'sev'), guestLimit(amdTruth, 'snp'), guestLimit(amdTruth, 'tdx')]).toEqual([4, 3, 0]);
    expect([guestLimit(onlyEsTruth, 'sev'), guestLimit(onlyEsTruth, 'sev-es')]).toEqual([0, 7]);
  });
});
