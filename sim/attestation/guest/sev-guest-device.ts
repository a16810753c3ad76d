import type { Errno } from '../../core/errno.js';
import { refused } from '../../core/outcome.js';

/** Firmware and host of an SNP guest, as functions: what makes reports, and what the host hands over with them. */
export interface SnpEvidenceMaker {
  /** @returns the report, signed: 1184 bytes */
  report(request: { readonly reportData: Uint8Array; readonly vmpl: number }): Uint8Array;
  /** The host's table of certificates; empty where it has none. */
  certificates(): Uint8Array;
  /** A key only this guest gets, 32 bytes; absent: the firmware gives none. */
  derivedKey?(request: DerivedKeyRequest): Uint8Array;
}

/** What a derived key is mixed from. Source: Linux `include/uapi/linux/sev-guest.h` snp_derived_key_req. */
export interface DerivedKeyRequest {
  /** 0: the chip's key, 1: the migration agent's. */
  readonly rootKeySelect: number;
  readonly guestFieldSelect: bigint;
  readonly vmpl: number;
  readonly guestSvn: number;
  readonly tcbVersion: bigint;
}

/** An ioctl of `/dev/sev-guest`. Version 0 of the message is none. */
export type SevGuestCall =
  | { readonly command: 'SNP_GET_REPORT'; readonly msgVersion: number; readonly userData: Uint8Array; readonly vmpl: number }
  | {
      readonly command: 'SNP_GET_EXT_REPORT';
      readonly msgVersion: number;
      readonly userData: Uint8Array;
      readonly vmpl: number;
      /** Room for certificates: 0, or whole pages up to 16 KiB. */
      readonly certsLength: number;
    }
  | ({ readonly command: 'SNP_GET_DERIVED_KEY'; readonly msgVersion: number } & DerivedKeyRequest);

/** What an ioctl comes to. A firmware that refuses says so in the response, and the ioctl succeeds all the same. */
export type SevGuestReply =
  | { readonly ok: true; readonly response: Buffer; readonly certificates: Buffer }
  | {
      readonly ok: false;
      readonly reason: Errno;
      /** What is in `exitinfo2` afterwards: the host's error in the upper half, the firmware's in the lower. */
      readonly exitInfo2: bigint;
      /** Room that certificates need, where there was too little. */
      readonly certsLength?: number;
    };

/** What the guest's device rests on. */
export interface SevGuestSetup {
  readonly evidence: SnpEvidenceMaker;
  /** Level the guest runs at; a report of a more privileged one is not to be had. */
  readonly vmpl?: number;
  /** The host does not pass requests on to the firmware: the first one fails and no other is tried. */
  readonly hostFails?: boolean;
}

/**
 * `/dev/sev-guest` of one guest. After an error of the host the driver gives the communication key up, and every later call fails.
 * Source: Linux 6.12.107 `drivers/virt/coco/sev-guest/sev-guest.c`.
 */
export class SevGuestDevice {
  readonly #setup: SevGuestSetup;
  readonly #log: string[] = [];
  #keyDisabled = false;

  constructor(setup: SevGuestSetup) {
    this.#setup = setup;
  }

  /** What the driver has printed. */
  get kernelLines(): readonly string[] {
    return this.#log;
  }

  ioctl(call: SevGuestCall): SevGuestReply {
    if (call.msgVersion === 0) return failed('EINVAL');
    if (call.command === 'SNP_GET_EXT_REPORT' && !isRoom(call.certsLength)) return failed('EINVAL');
    const obstacle = this.#obstacle();
    if (obstacle !== undefined) return obstacle;
    const { evidence } = this.#setup;
    if (call.command === 'SNP_GET_DERIVED_KEY') return answered(keyResponse(evidence, call));
    const certificates =
      call.command === 'SNP_GET_EXT_REPORT' && call.certsLength > 0 ? Buffer.from(evidence.certificates()) : none;
    const room = call.command === 'SNP_GET_EXT_REPORT' ? call.certsLength : 0;
    if (certificates.length > room) return { ...failed('EIO', invalidLength), certsLength: pages(certificates.length) };
    return answered(this.#reportResponse(call.userData, call.vmpl), certificates);
  }

  #obstacle(): SevGuestReply | undefined {
    if (this.#keyDisabled) {
      this.#log.push('sev-guest sev-guest: VMPCK is disabled');
      return failed('ENOTTY');
    }
    if (this.#setup.hostFails !== true) return undefined;
    this.#keyDisabled = true;
    this.#log.push(
      `sev-guest sev-guest: Detected error from ASP request. rc: -5, exitinfo2: 0x${firmwareUnreachable.toString(16)}`,
    );
    this.#log.push(`sev-guest sev-guest: Disabling VMPCK${this.#setup.vmpl ?? 0} communication key to prevent IV reuse.`);
    return failed('EIO', firmwareUnreachable);
  }

  #reportResponse(reportData: Uint8Array, vmpl: number): Buffer {
    if (reportData.length !== 64 || vmpl < (this.#setup.vmpl ?? 0) || vmpl > 3) return response(invalidParameter, none);
    return response(0, this.#setup.evidence.report({ reportData, vmpl }));
  }
}

/** What a response says: the firmware's status, and the report where that is 0. */
export function reportOfResponse(bytes: Buffer): { readonly status: number; readonly report: Buffer } {
  const length = bytes.readUInt32LE(4);
  return { status: bytes.readUInt32LE(0), report: bytes.subarray(responseHead, responseHead + length) };
}

/** Status of the firmware: a parameter is wrong. Source: Linux `include/uapi/linux/psp-sev.h` SEV_RET_INVALID_PARAM. */
export const invalidParameter = 0x16;

/** Room for certificates that the kernel has: SEV_FW_BLOB_MAX_SIZE. */
export const mostCertificates = 16 * 1024;

const none = Buffer.alloc(0);
const pageBytes = 4096;
const responseHead = 32;
const responseBytes = 4000;

/** SNP_GUEST_VMM_ERR_INVALID_LEN */
const invalidLength = 1n << 32n;

/** What the driver begins with: nothing was heard of the firmware. */
const firmwareUnreachable = 0xffn;

function isRoom(length: number): boolean {
  return length <= mostCertificates && length % pageBytes === 0;
}

function pages(length: number): number {
  return Math.ceil(length / pageBytes) * pageBytes;
}

function failed(errno: Errno, exitInfo2 = firmwareUnreachable): Extract<SevGuestReply, { ok: false }> {
  return { ...refused(errno), exitInfo2 };
}

function answered(bytes: Buffer, certificates = none): SevGuestReply {
  return { ok: true, response: bytes, certificates };
}

/** Status, length and 24 zero bytes before what is answered. */
function response(status: number, content: Uint8Array): Buffer {
  const bytes = Buffer.alloc(responseBytes);
  bytes.writeUInt32LE(status, 0);
  bytes.writeUInt32LE(content.length, 4);
  bytes.set(content, responseHead);
  return bytes;
}

/** 64 bytes: status, 28 zero bytes, the key. */
function keyResponse(evidence: SnpEvidenceMaker, request: DerivedKeyRequest): Buffer {
  const bytes = Buffer.alloc(64);
  const key = evidence.derivedKey?.(request);
  if (key === undefined) bytes.writeUInt32LE(invalidParameter, 0);
  else bytes.set(key, responseHead);
  return bytes;
}
