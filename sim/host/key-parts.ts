import { AsidPool, type AsidRange } from './asid-pool.js';
import { HkidPool } from './hkid-pool.js';
import { kernelRulebook, type MiscRulebook } from './misc-controller.js';

/** What keeps the key IDs of a host. A mutant of the host brings a part of its own; everything else is as in Linux. */
export interface KeyParts {
  readonly asids: (ranges: readonly AsidRange[], flush: () => boolean) => AsidKeeper;
  readonly hkids: (first: number, size: number) => HkidKeeper;
  readonly miscRulebook: MiscRulebook;
}

/** What hands out ASIDs: an {@link AsidPool}, or something that does it wrong. */
export type AsidKeeper = Pick<AsidPool, 'take' | 'release' | 'leak' | 'usage'>;

/** What hands out HKIDs: an {@link HkidPool}, or something that does it wrong. */
export type HkidKeeper = Pick<HkidPool, 'take' | 'release' | 'leak' | 'usage'>;

/** As Linux does it. */
export const linuxKeyParts: KeyParts = {
  asids: (ranges, flush) => new AsidPool(ranges, flush),
  hkids: (first, size) => new HkidPool(first, size),
  miscRulebook: kernelRulebook,
};
