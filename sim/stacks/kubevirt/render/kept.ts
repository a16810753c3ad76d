import { fixedElement, type XmlElement } from '../../../core/xml-writer.js';

/**
 * A maker of elements that depend on a few short texts and nothing else, as most parts of a document do: each different one is made and
 * written once, however many guests have it.
 *
 * @example const tap = kept((dev) => element('target', { dev, managed: 'no' }));
 */
export function kept<Parts extends readonly (string | number | undefined)[]>(
  make: (...parts: Parts) => XmlElement,
): (...parts: Parts) => XmlElement {
  const known = new Map<string, XmlElement>();
  return (...parts) => {
    let key = '';
    for (const part of parts) key += part === undefined ? '-' : `${String(part).length} ${part}`;
    const again = known.get(key);
    if (again !== undefined) return again;
    const fresh = fixedElement(make(...parts));
    if (known.size >= keptMax) known.clear();
    known.set(key, fresh);
    return fresh;
  };
}

/** Enough for everything that ordinary requests are made of; what users make up themselves must not pile up. */
const keptMax = 256;
