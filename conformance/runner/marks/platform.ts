import type { BootTruth } from '../../../sim/contracts/truth.js';

/** Families of machines whose key IDs work alike. */
export const platforms = ['amd', 'intel'] as const;

/** One of {@link platforms}. */
export type Platform = (typeof platforms)[number];

/** The family of a host, by the vendor libvirt names; undefined for others. */
export function platformOf({ cpu }: BootTruth): Platform | undefined {
  return ({ AMD: 'amd', Intel: 'intel' } as const satisfies Record<string, Platform>)[cpu.libvirtVendor as 'AMD' | 'Intel'];
}
