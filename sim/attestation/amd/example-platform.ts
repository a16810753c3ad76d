import { chipOf } from './chip.js';
import { committedFirmware, type FirmwareRelease } from './firmware.js';
import { encodeFlags, platformInfoBits } from './flags.js';
import { encodePolicy } from './guest-policy.js';
import type { SnpGuest, SnpPlatform } from './platform.js';
import type { ProductLine } from './product-line.js';
import { encodeTcb } from './tcb-version.js';

/** A release of the firmware of each line that was in the field in 2025; the numbers are assumed. */
export const exampleReleases: Readonly<Record<ProductLine, FirmwareRelease>> = {
  Milan: { version: { major: 1, minor: 55, build: 21 }, tcb: { fmc: 0, bootloader: 4, tee: 0, snp: 24, microcode: 219 } },
  Genoa: { version: { major: 1, minor: 55, build: 40 }, tcb: { fmc: 0, bootloader: 10, tee: 0, snp: 25, microcode: 84 } },
  Turin: { version: { major: 1, minor: 55, build: 65 }, tcb: { fmc: 1, bootloader: 1, tee: 1, snp: 4, microcode: 76 } },
};

/** A platform with that firmware, committed; another seed is another chip. */
export function examplePlatform(line: ProductLine, seed = 'host', reportVersion = 3): SnpPlatform {
  const platformInfo = encodeFlags(platformInfoBits, { smtEnabled: true, eccEnabled: true, aliasCheckComplete: true });
  return { chip: chipOf(line, seed), firmware: committedFirmware(line, exampleReleases[line]), reportVersion, platformInfo };
}

/** A guest with the default policy of QEMU. */
export function exampleGuest({ chip, firmware }: SnpPlatform): SnpGuest {
  return {
    policy: encodePolicy({ abiMajor: 0, abiMinor: 0, smtAllowed: true }),
    measurement: Buffer.alloc(48, 0x4d),
    hostData: Buffer.alloc(32, 0x48),
    reportId: Buffer.alloc(32, 0x52),
    launchTcb: encodeTcb(chip.line, firmware.current.tcb),
  };
}

/** A time at which certificates with the default dates are valid: 2026-06-01, in seconds since 1970. */
export const exampleTime = 1_780_272_000;

/** 64 bytes that stand for a nonce and a key. */
export const exampleReportData: Buffer = Buffer.alloc(64, 0x44);
