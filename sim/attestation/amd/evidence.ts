import type { Json, JsonObject } from '../../core/json.js';
import { done, type Outcome, refused } from '../../core/outcome.js';
import { decodeTable } from './certificate-table.js';
import { evidenceFields, tcbLayoutOf } from './evidence-fields.js';
import type { ProductLine } from './product-line.js';
import { decodeReport, type ReportRefusal, type SnpReport } from './report.js';
import { decodeTcb } from './tcb-version.js';

/** A certificate that comes with evidence. `ASK` is the ASVK where the key is a VLEK. */
export interface EvidenceCertificate {
  readonly kind: 'VCEK' | 'VLEK' | 'ASK' | 'ARK';
  readonly der: Uint8Array;
}

/**
 * Evidence of a guest as attestation agents send it to a broker: the fields of the report by name, byte strings as lists of numbers. The
 * names are those of {@link evidenceFields}.
 *
 * @param certificates What the host handed out, or none: then the verifier has to find them.
 */
export function snpEvidence(report: SnpReport, certificates: readonly EvidenceCertificate[] = []): JsonObject {
  const chain = certificates.map(({ kind, der }) => ({ cert_type: kind, data: [...der] }));
  return { attestation_report: reportFields(report), cert_chain: chain.length === 0 ? null : chain };
}

/**
 * What an attestation agent makes of the answer of the guest device: the bytes of a report and of the host's certificate table, which may
 * be empty. Revocation lists and the entry of the platform are left out, as by the real one.
 */
export function evidenceFromDevice(report: Uint8Array, table: Uint8Array): Outcome<JsonObject, ReportRefusal> {
  const decoded = decodeReport(report);
  const entries = decodeTable(table);
  if (!decoded.ok) return decoded;
  if (!entries.ok) return refused({ code: 'malformed', message: entries.reason });
  const certificates = entries.value.flatMap(({ kind, bytes: der }) =>
    kind === 'CRL' || kind === 'platform' ? [] : [{ kind, der }],
  );
  return done(snpEvidence(decoded.value, certificates));
}

function reportFields(report: SnpReport): JsonObject {
  const line = tcbLayoutOf(report);
  const { numbers32, numbers64, tcbs, versions, vectors, processor, bytes } = evidenceFields;
  return {
    ...called(numbers32, (name) => report[name]),
    ...called(numbers64, (name) => Number(report[name])),
    ...called(tcbs, (name) => tcbFields(line, report[name])),
    ...called(versions, (name) => ({ ...report[name] })),
    ...called(bytes, (name) => [...report[name]]),
    ...called(processor, (name) => report.processor?.[name] ?? null),
    ...called(vectors, (name) => (report[name] === undefined ? null : Number(report[name]))),
    signature: { r: [...report.signature.r], s: [...report.signature.s] },
  };
}

function called<Name extends string>(names: Readonly<Record<Name, string>>, make: (name: Name) => Json): JsonObject {
  const entries = Object.entries(names) as [Name, string][];
  return Object.fromEntries(entries.map(([name, outside]) => [outside, make(name)]));
}

function tcbFields(line: ProductLine, value: bigint): JsonObject {
  const { fmc, ...others } = decodeTcb(line, value);
  return { fmc: line === 'Turin' ? fmc : null, ...others };
}
