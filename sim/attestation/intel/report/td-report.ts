import { createHash, createHmac } from 'node:crypto';
import { done, type Outcome, refused } from '../../../core/outcome.js';
import { sameBytes } from '../../keys/same-bytes.js';
import type { TdMeasurements } from './td-measurements.js';

/** Length of a TDREPORT in bytes. */
export const tdReportLength = 1024;

/** The generations of the format, by what stands in its type: TDX 1.0, and 1.5, which adds a second TCB level and service domains. */
export const tdReportVersions = { '1.0': 0, '1.5': 1 } as const;

/** What the platform adds to a TDREPORT. */
export interface TdReportPlatform {
  readonly version: keyof typeof tdReportVersions;
  /** Of the processor, 16 bytes. */
  readonly cpuSvn: Uint8Array;
  readonly module: TdxModule;
  /** With which the processor authenticates reports to enclaves on the same machine; never leaves it. */
  readonly macKey: Uint8Array;
}

/** The TDX module that runs on a platform. */
export interface TdxModule {
  /** Bytes 0 and 1: security version and major version of the module; byte 2: of the microcode that loads it. 16 bytes. */
  readonly teeTcbSvn: Uint8Array;
  readonly mrSeam: Uint8Array;
  /** Zero: Intel's own. */
  readonly mrSignerSeam: Uint8Array;
  readonly seamAttributes: Uint8Array;
}

/**
 * The report a trust domain gets of itself, which only enclaves on the same machine can check: 1024 bytes, with a MAC over the first 224.
 *
 * @param reportData 64 bytes of the guest's choice.
 * Source: Intel TDX module ABI, `TDREPORT_STRUCT`; Intel SGX DCAP `sgx_report2.h`.
 */
export function writeTdReport(platform: TdReportPlatform, measurements: TdMeasurements, reportData: Uint8Array): Buffer {
  const report = Buffer.alloc(tdReportLength);
  report.set([teeType, 0, tdReportVersions[platform.version]], 0);
  report.set(platform.cpuSvn, 16);
  report.set(reportData, tdReportOffsets.reportData);
  writeModule(report.subarray(tcbInfo.at), platform);
  writeTdInfo(report.subarray(tdInfo.at), measurements);
  report.set(sha384(report.subarray(tcbInfo.at, tcbInfo.at + tcbInfo.length)), 32);
  report.set(sha384(report.subarray(tdInfo.at)), 80);
  report.set(macOf(report, platform.macKey), macAt);
  return report;
}

/** Why a quoting enclave does not take a TDREPORT. */
export type TdReportProblem = 'length' | 'type' | 'version' | 'reserved' | 'mac' | 'tcb-info-hash' | 'td-info-hash';

/**
 * What the quoting enclave looks at: that it is a report of this machine, whole and untouched.
 *
 * @returns the version, or the first thing that is wrong.
 */
export function checkTdReport(report: Uint8Array, macKey: Uint8Array): Outcome<keyof typeof tdReportVersions, TdReportProblem> {
  const shape = tdReportShape(report);
  if (!shape.ok) return shape;
  const bytes = Buffer.from(report);
  if (!sameBytes(bytes.subarray(macAt, macAt + 32), macOf(bytes, macKey))) return refused('mac');
  const hashes = [
    ['tcb-info-hash', 32, tcbInfo],
    ['td-info-hash', 80, tdInfo],
  ] as const;
  for (const [problem, at, { at: from, length }] of hashes) {
    if (!sameBytes(bytes.subarray(at, at + 48), sha384(bytes.subarray(from, from + length)))) return refused(problem);
  }
  return shape;
}

/**
 * What can be seen without the key: length, type 0x81, subtype 0, a known version, and zeros where nothing is defined.
 * Source: Intel SGX DCAP `qgs_ql_logic.cpp`, which looks before it accepts a report without a message around it.
 */
export function tdReportShape(report: Uint8Array): Outcome<keyof typeof tdReportVersions, TdReportProblem> {
  if (report.length !== tdReportLength) return refused('length');
  if (report[0] !== teeType || report[1] !== 0) return refused('type');
  const version = (['1.0', '1.5'] as const).find((each) => tdReportVersions[each] === report[2]);
  if (version === undefined) return refused('version');
  const zero = reserved.every(([from, to]) => report.subarray(from, to).every((byte) => byte === 0));
  return zero ? done(version) : refused('reserved');
}

/** TEE type of TDX, in reports and quotes. */
export const teeType = 0x81;

/** Where things are in a TDREPORT. `tdInfo` is the last half of it, what follows is in there. */
export const tdReportOffsets = {
  cpuSvn: 16,
  reportData: 128,
  teeTcbSvn: 264,
  mrSeam: 280,
  mrSignerSeam: 328,
  seamAttributes: 376,
  teeTcbSvn2: 384,
  tdInfo: 512,
  attributes: 512,
  xfam: 520,
  mrTd: 528,
  mrConfigId: 576,
  mrOwner: 624,
  mrOwnerConfig: 672,
  rtmr0: 720,
  serviceTdHash: 912,
} as const;

const macAt = 224;
const tcbInfo = { at: 256, length: 239 } as const;
const tdInfo = { at: 512, length: 512 } as const;

/** From and up to where nothing is defined. */
const reserved = [
  [3, 16],
  [192, 224],
  [495, 512],
] as const;

/** All eight defined parts are valid; 1.5 has a ninth. */
const validParts = { '1.0': 0x1ffn, '1.5': 0x301ffn } as const;

function writeModule(target: Buffer, { module, version }: TdReportPlatform): void {
  target.writeBigUInt64LE(validParts[version], 0);
  target.set(module.teeTcbSvn, 8);
  target.set(module.mrSeam, 24);
  target.set(module.mrSignerSeam, 72);
  target.set(module.seamAttributes, 120);
  if (version === '1.5') target.set(module.teeTcbSvn, 128);
}

function writeTdInfo(target: Buffer, measurements: TdMeasurements): void {
  target.writeBigUInt64LE(measurements.attributes, 0);
  target.writeBigUInt64LE(measurements.xfam, 8);
  target.set(measurements.mrTd, 16);
  target.set(measurements.mrConfigId, 64);
  target.set(measurements.mrOwner, 112);
  target.set(measurements.mrOwnerConfig, 160);
  for (const [index, register] of measurements.rtmrs.entries()) target.set(register, 208 + index * 48);
}

function macOf(report: Uint8Array, key: Uint8Array): Buffer {
  return createHmac('sha256', key).update(report.subarray(0, macAt)).digest();
}

function sha384(bytes: Uint8Array): Buffer {
  return createHash('sha384').update(bytes).digest();
}
