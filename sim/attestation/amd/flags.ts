/** Named bits of a number. */
export type Flags<Name extends string> = Readonly<Partial<Record<Name, boolean>>>;

/** Bits of PLATFORM_INFO. Source: AMD 56860; virtee/sev 9cf2adb `src/firmware/guest/types/snp.rs`. */
export const platformInfoBits = {
  smtEnabled: 0,
  tsmeEnabled: 1,
  eccEnabled: 2,
  raplDisabled: 3,
  ciphertextHidingEnabled: 4,
  aliasCheckComplete: 5,
  tioEnabled: 7,
} as const;

/** Bits of the guest policy above the ABI version. Source: as above. */
export const policyBits = {
  smtAllowed: 16,
  migrateMaAllowed: 18,
  debugAllowed: 19,
  singleSocketRequired: 20,
  cxlAllowed: 21,
  memAes256Xts: 22,
  raplDisabled: 23,
  ciphertextHidingDram: 24,
  pageSwapDisabled: 25,
} as const;

/** Encodes named bits. */
export function encodeFlags<Name extends string>(bits: Readonly<Record<Name, number>>, flags: Flags<Name>): bigint {
  const names = Object.keys(bits) as Name[];
  return names.reduce((sum, name) => (flags[name] === true ? sum | (1n << BigInt(bits[name])) : sum), 0n);
}

/** Every named bit of a number. */
export function decodeFlags<Name extends string>(
  bits: Readonly<Record<Name, number>>,
  value: bigint,
): Readonly<Record<Name, boolean>> {
  const names = Object.keys(bits) as Name[];
  return Object.fromEntries(names.map((name) => [name, ((value >> BigInt(bits[name])) & 1n) === 1n])) as Record<Name, boolean>;
}

/** Whether any bit is set that has no name. */
export function hasUnnamedBits(bits: Readonly<Record<string, number>>, value: bigint, others = 0n): boolean {
  const named = Object.values(bits).reduce((sum, bit) => sum | (1n << BigInt(bit)), others);
  return (value & ~named) !== 0n;
}
