import type { Errno } from '../../../core/errno.js';
import { done, type Outcome, refused } from '../../../core/outcome.js';
import { extended, measurementLength, rtmrCount, type TdMeasurements, unsetMeasurement } from './td-measurements.js';
import { type TdReportPlatform, writeTdReport } from './td-report.js';

/** What a trust domain is started with. Digests that are not given are zero. */
export interface TrustDomainStart {
  readonly mrTd: Uint8Array;
  readonly attributes?: bigint;
  readonly xfam?: bigint;
  readonly mrConfigId?: Uint8Array;
  readonly mrOwner?: Uint8Array;
  readonly mrOwnerConfig?: Uint8Array;
}

/** A running trust domain: what was measured of it, and the registers its software extends. */
export class TrustDomain {
  readonly #platform: TdReportPlatform;
  #measurements: TdMeasurements;

  constructor(platform: TdReportPlatform, start: TrustDomainStart) {
    this.#platform = platform;
    this.#measurements = {
      attributes: start.attributes ?? plainAttributes,
      xfam: start.xfam ?? usualXfam,
      mrTd: start.mrTd,
      mrConfigId: start.mrConfigId ?? unsetMeasurement,
      mrOwner: start.mrOwner ?? unsetMeasurement,
      mrOwnerConfig: start.mrOwnerConfig ?? unsetMeasurement,
      rtmrs: Array.from({ length: rtmrCount }, () => unsetMeasurement),
    };
  }

  get measurements(): TdMeasurements {
    return this.#measurements;
  }

  /** TDG.MR.REPORT: a report of the domain as it is now. @param reportData 64 bytes */
  report(reportData: Uint8Array): Buffer {
    return writeTdReport(this.#platform, this.#measurements, reportData);
  }

  /**
   * TDG.MR.RTMR.EXTEND: extends one register and leaves the others as they are.
   *
   * @param digest 48 bytes
   */
  extend(index: number, digest: Uint8Array): Outcome<undefined, Errno> {
    if (!Number.isInteger(index) || index < 0 || index >= rtmrCount || digest.length !== measurementLength)
      return refused('EINVAL');
    const rtmrs = this.#measurements.rtmrs.map((register, at) => (at === index ? extended(register, digest) : register));
    this.#measurements = { ...this.#measurements, rtmrs };
    return done(undefined);
  }
}

/** No debugging, and no exception for pages that are not there, without which Linux does not boot. */
const plainAttributes = 0x1000_0000n;

/** x87, SSE, AVX, AVX-512, protection keys and AMX: what quotes of real machines have. */
const usualXfam = 0x6_1ae7n;
