import { signRepeatably } from '../keys/repeatable-signature.js';
import type { Chip } from './chip.js';
import { endorsementKey, type KeyHolder } from './endorsement-key.js';
import type { SnpFirmware } from './firmware.js';
import { productFacts } from './product-line.js';
import { encodeReport, type SnpReport } from './report.js';
import { type Sign, signReport } from './report-signature.js';
import { encodeTcb } from './tcb-version.js';

/** A machine that makes reports. */
export interface SnpPlatform {
  readonly chip: Chip;
  readonly firmware: SnpFirmware;
  /** Version of the reports its firmware makes, 2…5. Which firmware makes which is the caller’s to know. */
  readonly reportVersion: number;
  /** See `platformInfoBits`. */
  readonly platformInfo: bigint;
  /** A cloud provider's key was loaded, which signs when a guest asks for it. */
  readonly provider?: string;
  readonly mitVector?: bigint;
}

/** A guest as the firmware knows it since its launch. */
export interface SnpGuest {
  readonly policy: bigint;
  /** 48 bytes. */
  readonly measurement: Uint8Array;
  /** 32 bytes. */
  readonly hostData: Uint8Array;
  /** 32 bytes, drawn at launch. */
  readonly reportId: Uint8Array;
  /** What ran when it was launched. */
  readonly launchTcb: bigint;
  readonly launchMitVector?: bigint;
  readonly guestSvn?: number;
  readonly familyId?: Uint8Array;
  readonly imageId?: Uint8Array;
  readonly idKeyDigest?: Uint8Array;
  readonly authorKeyDigest?: Uint8Array;
}

/** What a guest asks for (MSG_REPORT_REQ). */
export interface ReportRequest {
  /** 64 bytes. */
  readonly reportData: Uint8Array;
  readonly vmpl?: number;
  /** Absent: the provider's if one was loaded, else the chip's. */
  readonly key?: 'vcek' | 'vlek';
}

/**
 * The report of a guest, signed for the TCB version the platform reports: what its firmware answers. Source: AMD 56860, MSG_REPORT_REQ.
 *
 * @param sign By default repeatable; pass `signNatively` where many are made.
 */
export function snpReport(platform: SnpPlatform, guest: SnpGuest, request: ReportRequest, sign: Sign = signRepeatably): Buffer {
  const { firmware } = platform;
  const bytes = encodeReport(unsignedReport(platform, guest, request));
  if (firmware.maskChipKey && signs(platform, request) === 'vcek') return bytes;
  return signReport(bytes, endorsementKey(holderOf(platform, request), firmware.reportedTcb), sign);
}

/** Whose key signs what a guest asks for. */
export function holderOf(platform: SnpPlatform, request: Pick<ReportRequest, 'key'> = {}): KeyHolder {
  const { chip, provider = '' } = platform;
  return signs(platform, request) === 'vcek' ? { chip } : { line: chip.line, provider };
}

function signs({ provider }: SnpPlatform, { key }: Pick<ReportRequest, 'key'>): 'vcek' | 'vlek' {
  return key ?? (provider === undefined ? 'vcek' : 'vlek');
}

function unsignedReport(platform: SnpPlatform, guest: SnpGuest, request: ReportRequest): SnpReport {
  const { chip, firmware, reportVersion: version, platformInfo, mitVector = 0n } = platform;
  const { line } = chip;
  const tcb = (value: SnpFirmware['reportedTcb']): bigint => encodeTcb(line, value);
  return {
    version,
    guestSvn: guest.guestSvn ?? 0,
    policy: guest.policy,
    familyId: sized(guest.familyId, 16),
    imageId: sized(guest.imageId, 16),
    vmpl: request.vmpl ?? 0,
    signatureAlgorithm: 1,
    currentTcb: tcb(firmware.current.tcb),
    platformInfo,
    keyInfo: keyInfoOf(platform, guest, request),
    reportData: sized(request.reportData, 64),
    measurement: sized(guest.measurement, 48),
    hostData: sized(guest.hostData, 32),
    idKeyDigest: sized(guest.idKeyDigest, 48),
    authorKeyDigest: sized(guest.authorKeyDigest, 48),
    reportId: sized(guest.reportId, 32),
    reportIdMa: Buffer.alloc(32, 0xff),
    reportedTcb: tcb(firmware.reportedTcb),
    ...(version >= 3 && { processor: productFacts[line].processor }),
    chipId: firmware.maskChipId ? Buffer.alloc(64) : chip.id,
    committedTcb: tcb(firmware.committed.tcb),
    currentVersion: firmware.current.version,
    committedVersion: firmware.committed.version,
    launchTcb: guest.launchTcb,
    ...(version >= 5 && { launchMitVector: guest.launchMitVector ?? mitVector, currentMitVector: mitVector }),
    signature: { r: Buffer.alloc(72), s: Buffer.alloc(72) },
  };
}

/** SIGNING_KEY is 7 (none) where the chip's key is masked and was asked for. */
function keyInfoOf(platform: SnpPlatform, guest: SnpGuest, request: ReportRequest): number {
  const masked = platform.firmware.maskChipKey;
  const signer = signs(platform, request) === 'vlek' ? 1 : masked ? 7 : 0;
  return (guest.authorKeyDigest === undefined ? 0 : 1) | (masked ? 2 : 0) | (signer << 2);
}

function sized(bytes: Uint8Array | undefined, size: number): Buffer {
  const whole = Buffer.alloc(size);
  whole.set(bytes?.subarray(0, size) ?? []);
  return whole;
}
