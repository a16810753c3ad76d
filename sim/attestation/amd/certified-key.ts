import type { KeyObject } from 'node:crypto';
import { done, type Outcome, refused } from '../../core/outcome.js';
import { type ChainRefusal, checkChain } from '../certificates/check-chain.js';
import type { ReadCertificate, readCertificate } from '../certificates/read-certificate.js';
import { type RevocationList, readRevocationList } from '../certificates/revocation-list.js';
import { type Endorsement, readEndorsement } from './endorsement-extensions.js';
import type { EvidenceCertificate } from './evidence.js';
import type { ProductLine } from './product-line.js';
import { refusalOf, type SnpRefusal, type SnpRefusalCode } from './refusal.js';
import { linesOf, type SnpReport } from './report.js';
import { decodeTcb, partUnlike } from './tcb-version.js';

/** Trusted certificates of one product line, DER. */
export interface SnpRoots {
  readonly line: ProductLine;
  readonly ark: Uint8Array;
  /** Used where the evidence does not bring its own. */
  readonly ask: Uint8Array;
  readonly asvk: Uint8Array;
  /** Revocation list of this root; it must be readable, the root's and up to date. Absent: nothing is revoked. */
  readonly revocationList?: Uint8Array;
}

/** Which certificate a report needs. The version is the reported one: the current one may belong to another key. */
export interface WantedCertificate {
  readonly kind: 'vcek' | 'vlek';
  readonly line: ProductLine;
  readonly chipId: Uint8Array;
  readonly reportedTcb: bigint;
}

/** What is known when the key of a report is looked for. */
export interface KeySearch {
  readonly report: SnpReport;
  /** Whose key the report says it is signed by. */
  readonly kind: 'vcek' | 'vlek';
  /** What came with the report. */
  readonly certificates: readonly EvidenceCertificate[];
  readonly roots: readonly SnpRoots[];
  readonly nowSeconds: number;
  readonly read: typeof readCertificate;
  readonly findCertificate?: (wanted: WantedCertificate) => Uint8Array | undefined;
}

/** A key that AMD's authorities vouch for. */
export interface CertifiedKey {
  readonly publicKey: KeyObject;
  readonly line: ProductLine;
}

/** The key that must have signed a report: found, its certificate hanging from a trusted root, and of this chip and version. */
export function certifiedKey(search: KeySearch): Outcome<CertifiedKey, SnpRefusal> {
  const lines = linesOf(search.report);
  if (lines.length === 0) return refused(refusalOf('product', 'the processor is not known'));
  const der = leafOf(search, lines);
  if (der === undefined) return refused(refusalOf('certificate-missing', search.kind.toUpperCase()));
  const leaf = search.read(der);
  if (!leaf.ok) return refused(refusalOf('malformed', leaf.reason));
  const endorsement = readEndorsement(leaf.value);
  if (!endorsement.ok) return refused(refusalOf('endorsement', endorsement.reason));
  const { line } = endorsement.value;
  if (!lines.includes(line)) return refused(refusalOf('product', `a certificate for ${line}`));
  const refusal = chainRefusal(search, leaf.value, line) ?? identityRefusal(search, endorsement.value);
  return refusal === undefined ? done({ publicKey: leaf.value.publicKey, line }) : refused(refusal);
}

function leafOf({ report, kind, certificates, findCertificate }: KeySearch, lines: readonly ProductLine[]) {
  const brought = certificates.find((each) => each.kind === (kind === 'vcek' ? 'VCEK' : 'VLEK'));
  if (brought !== undefined) return brought.der;
  const { chipId, reportedTcb } = report;
  for (const line of lines) {
    const found = findCertificate?.({ kind, line, chipId, reportedTcb });
    if (found !== undefined) return found;
  }
  return undefined;
}

function chainRefusal(search: KeySearch, leaf: ReadCertificate, line: ProductLine): SnpRefusal | undefined {
  const { roots, certificates, kind, read, nowSeconds } = search;
  const trusted = roots.filter((each) => each.line === line);
  const [first] = trusted;
  if (first === undefined) return refusalOf('product', `no root of ${line} is trusted`);
  const brought = (wanted: string): Uint8Array | undefined => certificates.find((each) => each.kind === wanted)?.der;
  const intermediate = read(brought('ASK') ?? (kind === 'vcek' ? first.ask : first.asvk));
  const root = read(brought('ARK') ?? first.ark);
  if (!intermediate.ok) return refusalOf('malformed', intermediate.reason);
  if (!root.ok) return refusalOf('malformed', root.reason);
  const lists = listsOf(trusted);
  if (!lists.ok) return lists.reason;
  const expected = { roots: trusted.map(({ ark }) => ark), nowSeconds, revocationLists: lists.value };
  const outcome = checkChain([leaf, intermediate.value, root.value], expected);
  return outcome.ok ? undefined : refusalOf(chainCode(outcome.reason), outcome.reason.message);
}

function listsOf(roots: readonly SnpRoots[]): Outcome<readonly RevocationList[], SnpRefusal> {
  const lists: RevocationList[] = [];
  for (const { revocationList } of roots) {
    if (revocationList === undefined) continue;
    const list = readRevocationList(revocationList);
    if (!list.ok) return refused(refusalOf('revocation-list', list.reason));
    lists.push(list.value);
  }
  return done(lists);
}

function chainCode({ code, at }: ChainRefusal): SnpRefusalCode {
  if (code !== 'chain') return code;
  return (['endorsement-signature', 'intermediate-signature'] as const)[at] ?? 'root-signature';
}

/** A certificate that is genuine may still be that of another chip, or of another firmware. */
function identityRefusal({ report, kind }: KeySearch, { line, tcb, hardwareId }: Endorsement): SnpRefusal | undefined {
  if ((hardwareId === undefined) !== (kind === 'vlek')) return refusalOf('endorsement', 'it is of the other kind');
  if (hardwareId !== undefined && !report.chipId.subarray(0, hardwareId.length).equals(hardwareId)) return refusalOf('chip-id');
  const reported = decodeTcb(line, report.reportedTcb);
  const part = partUnlike(reported, tcb);
  if (part === undefined) return undefined;
  return refusalOf('reported-tcb', `${part} ${reported[part]} is reported, ${tcb[part]} certified`);
}
