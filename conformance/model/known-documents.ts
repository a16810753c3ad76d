import { type DomainDocument, parseDomainDocument } from './domain-document.js';

/**
 * Reads a document, or answers undefined when it is not well formed or not a domain. Results are kept by content, with the
 * guest's name and UUID taken out, because a thousand guests differ in little else.
 *
 * @param guest name the guest's user gave it.
 */
export function readDomainDocument(xml: string, guest: string): DomainDocument | undefined {
  const template = documentTemplate(xml, guest);
  const again = recent.find((entry) => entry.template === template);
  if (again !== undefined) return again.document;
  const entry = known.get(template) ?? { template, document: parseDomainDocument(template, namePlaceholder) };
  if (known.size >= cacheLimit) known.clear();
  known.set(template, entry);
  recent[turn] = entry;
  turn = (turn + 1) % recentLimit;
  return entry.document;
}

/** Stand for the guest's name and UUID in a template; legal in XML, and no guest can be called that. */
const namePlaceholder = '{guest}';
const uuidPlaceholder = '{uuid}';

interface KnownDocument {
  readonly template: string;
  readonly document: DomainDocument | undefined;
}

const cacheLimit = 2048;
const known = new Map<string, KnownDocument>();

/** The last few, found by comparing text: hashing a fresh text of some kilobytes costs more. */
const recentLimit = 4;
const recent: KnownDocument[] = [];
let turn = 0;

/**
 * The document with the guest's name and UUID taken out: equal templates are equal documents but for that. The UUID is derived from
 * the name, so it goes wherever it stands: paths of sockets and logs contain it.
 */
export function documentTemplate(xml: string, guest: string): string {
  const named = replaceFirst(xml, `${guest}</name>`, `${namePlaceholder}</name>`);
  const seeded = replaceFirst(named, `/${guest}/noCloud.iso`, `/${namePlaceholder}/noCloud.iso`);
  const kept = replaceFirst(seeded, `${guest}_VARS`, `${namePlaceholder}_VARS`);
  const at = kept.indexOf('<uuid>');
  return at < 0 ? kept : kept.replaceAll(kept.slice(at + 6, kept.indexOf('<', at + 6)), uuidPlaceholder);
}

/** String.replace would read `$` in the replacement. */
function replaceFirst(text: string, search: string, replacement: string): string {
  const at = text.indexOf(search);
  return at < 0 ? text : text.slice(0, at) + replacement + text.slice(at + search.length);
}
