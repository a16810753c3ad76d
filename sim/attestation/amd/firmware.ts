import { done, type Outcome, refused } from '../../core/outcome.js';
import type { ProductLine } from './product-line.js';
import { partBelow, type TcbVersion } from './tcb-version.js';

/** Version of the SNP firmware's ABI. */
export interface FirmwareVersion {
  readonly major: number;
  readonly minor: number;
  readonly build: number;
}

/** A firmware image, as a vendor publishes it. */
export interface FirmwareRelease {
  readonly version: FirmwareVersion;
  readonly tcb: TcbVersion;
}

/** State of a platform's firmware. `current` runs; below `committed` it never goes back; `reported` is what reports are signed as. */
export interface SnpFirmware {
  readonly line: ProductLine;
  readonly current: FirmwareRelease;
  readonly committed: FirmwareRelease;
  readonly reportedTcb: TcbVersion;
  /** CHIP_ID is zero in reports. */
  readonly maskChipId: boolean;
  /** Reports are not signed by the chip's key. */
  readonly maskChipKey: boolean;
}

/** Why the firmware does not do what the host asks, in its own words. */
export interface FirmwareRefusal {
  readonly status: 'BAD_VERSION' | 'INVALID_PARAM';
  readonly message: string;
}

/** A platform that has booted with a release and committed it. */
export function committedFirmware(line: ProductLine, release: FirmwareRelease): SnpFirmware {
  return { line, current: release, committed: release, reportedTcb: release.tcb, maskChipId: false, maskChipKey: false };
}

/**
 * Loads a release while the platform runs (DOWNLOAD_FIRMWARE_EX). It is provisional until committed: `committed` and `reported` stay, and
 * an older release can come back, though not below what was committed. Source: AMD 56860, live update and rollback.
 */
export function updateFirmware(firmware: SnpFirmware, release: FirmwareRelease): Outcome<SnpFirmware, FirmwareRefusal> {
  const { committed } = firmware;
  const part = partBelow(release.tcb, committed.tcb);
  if (part !== undefined || isOlder(release.version, committed.version)) {
    return refused({ status: 'BAD_VERSION', message: `${part ?? 'the ABI version'} is below what was committed` });
  }
  return done({ ...firmware, current: release });
}

/** Makes what runs the lowest that may run, and reports it from now on (SNP_COMMIT). Source: Linux `Documentation/virt/coco/sev-guest.rst`. */
export function commitFirmware(firmware: SnpFirmware): SnpFirmware {
  return { ...firmware, committed: firmware.current, reportedTcb: firmware.current.tcb };
}

/** What a host may set (SNP_CONFIG); what is absent becomes the default again. */
export interface SnpConfiguration {
  /** Lower than committed, so that guests can be moved between hosts whose firmware differs. Absent: as committed. */
  readonly reportedTcb?: TcbVersion;
  readonly maskChipId?: boolean;
  readonly maskChipKey?: boolean;
}

/** Sets it. A version above the committed one would claim what may be rolled back, and is refused. Source: AMD 56860, SNP_CONFIG. */
export function configureFirmware(firmware: SnpFirmware, wanted: SnpConfiguration): Outcome<SnpFirmware, FirmwareRefusal> {
  const { reportedTcb = firmware.committed.tcb, maskChipId = false, maskChipKey = false } = wanted;
  const part = partBelow(firmware.committed.tcb, reportedTcb);
  if (part !== undefined) return refused({ status: 'INVALID_PARAM', message: `${part} is above what was committed` });
  return done({ ...firmware, reportedTcb, maskChipId, maskChipKey });
}

function isOlder(left: FirmwareVersion, right: FirmwareVersion): boolean {
  const numbers = ({ major, minor, build }: FirmwareVersion): number => (major * 256 + minor) * 256 + build;
  return numbers(left) < numbers(right);
}
