import type { Evidence } from '../../sim/contracts/evidence.js';
import type { Protection } from '../../sim/contracts/protection.js';
import type { AdmitDecision } from '../../sim/contracts/subject.js';
import { oncePerObject } from '../../sim/core/remembered.js';
import type { NovaDocument } from '../model/nova-domain.js';
import { type NovaHappened, type NovaRendering, novaLives } from '../model/nova-life.js';
import type { NovaRefusal } from '../model/nova-request.js';
import { quoted } from './views.js';

/** Everything the judges of Nova's requests, documents and lives look at, worked out once per case. */
export const lookAtGuests = oncePerObject(novaLives);

/** A rendering that led to a readable document. */
export interface NovaDocumented extends NovaRendering {
  readonly document: NovaDocument;
}

/** Readable documents of guests that ask for one of these protections. */
export function novaDocuments(evidence: Evidence, wanted: (protection: Protection) => boolean): readonly NovaDocumented[] {
  return allDocuments(evidence).filter(({ asked }) => asked.protection !== undefined && wanted(asked.protection));
}

function allDocuments(evidence: Evidence): readonly NovaDocumented[] {
  const { renderings } = lookAtGuests(evidence);
  const known = documents.get(renderings);
  if (known !== undefined) return known;
  const fresh = renderings.flatMap((each) => (each.document === undefined ? [] : [{ ...each, document: each.document }]));
  documents.set(renderings, fresh);
  return fresh;
}

const documents = new WeakMap<readonly NovaRendering[], readonly NovaDocumented[]>();

/** A decision about a request in words. */
export function novaAnswer(decision: AdmitDecision): string {
  if (decision.allowed) return 'it was accepted';
  return `it was refused with ${decision.causes.map(({ httpCode, type, message }) => `${httpCode ?? 422} ${type} ${quoted(message)}`).join(', ')}`;
}

/** How a request had to be refused, in words. */
export function novaWanted({ type, messages: [message] }: NovaRefusal): string {
  return [`as ${type ?? 'a bad request'}`, ...(message === undefined ? [] : [`with ${quoted(message)}`])].join(' ');
}

/** Something that happened, of one kind. */
export function novaHappenings(evidence: Evidence, what: NovaHappened['event']['happening']['what']): readonly NovaHappened[] {
  return lookAtGuests(evidence).happenings.filter(({ event }) => event.happening.what === what);
}
