import type { ProductLine } from './product-line.js';

/** Security versions of the parts of the trusted computing base, each 0…255. */
export interface TcbVersion {
  /** Firmware of the memory controller: Turin only, 0 elsewhere. */
  readonly fmc: number;
  readonly bootloader: number;
  readonly tee: number;
  readonly snp: number;
  readonly microcode: number;
}

/** The parts in the order in which messages name them. */
export const tcbParts = ['fmc', 'bootloader', 'tee', 'snp', 'microcode'] as const;

/** One part of a TCB version. */
export type TcbPart = (typeof tcbParts)[number];

/** Which byte of the 64-bit number holds which part, least significant first. Source: virtee/sev 9cf2adb `src/firmware/host/types/snp.rs`. */
const places: Readonly<Record<ProductLine, Partial<Record<TcbPart, number>>>> = {
  Milan: { bootloader: 0, tee: 1, snp: 6, microcode: 7 },
  Genoa: { bootloader: 0, tee: 1, snp: 6, microcode: 7 },
  Turin: { fmc: 0, bootloader: 1, tee: 2, snp: 3, microcode: 7 },
};

/** TCB_VERSION as reports carry it. */
export function encodeTcb(line: ProductLine, tcb: TcbVersion): bigint {
  const bytes = Buffer.alloc(8);
  for (const [part, place] of placesOf(line)) bytes.writeUInt8(tcb[part], place);
  return bytes.readBigUInt64LE();
}

/** The parts of a TCB_VERSION; bytes that are reserved in this line are not looked at. */
export function decodeTcb(line: ProductLine, value: bigint): TcbVersion {
  const tcb = { fmc: 0, bootloader: 0, tee: 0, snp: 0, microcode: 0 };
  for (const [part, place] of placesOf(line)) tcb[part] = Number((value >> BigInt(place * 8)) & 0xffn);
  return tcb;
}

/** The parts that a line has. */
export function partsOf(line: ProductLine): readonly TcbPart[] {
  return tcbParts.filter((part) => places[line][part] !== undefined);
}

/** The first part in which a version is below another, if there is one: versions are compared part by part, never as numbers. */
export function partBelow(tcb: TcbVersion, minimum: Partial<TcbVersion>): TcbPart | undefined {
  return tcbParts.find((part) => tcb[part] < (minimum[part] ?? 0));
}

/** The first part in which two versions differ. */
export function partUnlike(left: TcbVersion, right: TcbVersion): TcbPart | undefined {
  return tcbParts.find((part) => left[part] !== right[part]);
}

function placesOf(line: ProductLine): readonly (readonly [TcbPart, number])[] {
  return Object.entries(places[line]) as unknown as readonly (readonly [TcbPart, number])[];
}
