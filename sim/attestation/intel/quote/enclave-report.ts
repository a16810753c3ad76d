import { createHash } from 'node:crypto';
import type { QuotingEnclave, TdxPlatform } from '../platform/tdx-platform.js';
import { enclaveReport } from './quote-layout.js';

/** The quoting enclave's report of itself, with the attestation key it signs quotes with. 384 bytes; the PCK key signs it. */
export function writeQeReport({ qe, cpuSvn, attestationKey }: Pick<TdxPlatform, 'qe' | 'cpuSvn' | 'attestationKey'>): Buffer {
  const report = Buffer.alloc(enclaveReport.length);
  report.set(cpuSvn, enclaveReport.cpuSvn[0]);
  report.writeUInt32LE(qe.miscSelect, enclaveReport.miscSelect[0]);
  report.set(qe.attributes, enclaveReport.attributes[0]);
  report.set(qe.mrEnclave, enclaveReport.mrEnclave[0]);
  report.set(qe.mrSigner, enclaveReport.mrSigner[0]);
  report.writeUInt16LE(qe.isvProdId, enclaveReport.isvProdId[0]);
  report.writeUInt16LE(qe.isvSvn, enclaveReport.isvSvn[0]);
  report.set(qeReportData(Buffer.concat([attestationKey.x, attestationKey.y]), qeAuthData), enclaveReport.reportData[0]);
  return report;
}

/** What the report of the quoting enclave has as its data: that the attestation key is its own. */
export function qeReportData(attestationKey: Uint8Array, authData: Uint8Array): Buffer {
  const data = Buffer.alloc(64);
  data.set(createHash('sha256').update(attestationKey).update(authData).digest());
  return data;
}

/** Reads the fields that identities judge. @param report 384 bytes */
export function readQeReport(report: Buffer): QuotingEnclave {
  const field = ([at, length]: readonly [number, number]): Buffer => report.subarray(at, at + length);
  return {
    miscSelect: report.readUInt32LE(enclaveReport.miscSelect[0]),
    attributes: field(enclaveReport.attributes),
    mrEnclave: field(enclaveReport.mrEnclave),
    mrSigner: field(enclaveReport.mrSigner),
    isvProdId: report.readUInt16LE(enclaveReport.isvProdId[0]),
    isvSvn: report.readUInt16LE(enclaveReport.isvSvn[0]),
  };
}

/** What Intel's quoting enclave has there: the numbers from 0 to 31. */
export const qeAuthData: Uint8Array = Buffer.from(Array.from({ length: 32 }, (_, at) => at));
