/** One XML element to be written. Text and child elements are never mixed, as in every libvirt document. */
export interface XmlElement {
  /** Empty for what is no element but several, one after another ({@link fixedElements}). */
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number | undefined>>;
  readonly children?: readonly (XmlElement | undefined | false)[];
  readonly text?: string | number;
  /** What it reads like, by the white space before it; only elements made by {@link fixedElement} keep that. */
  readonly written?: Map<string, string>;
}

/** Builds an {@link XmlElement}; children that are `undefined` or `false` are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>> = noAttributes,
  ...content: readonly (XmlElement | undefined | false | string | number)[]
): XmlElement {
  const [first] = content;
  if (typeof first === 'string' || typeof first === 'number') return { name, attributes, text: first };
  return { name, attributes, children: content as readonly (XmlElement | undefined | false)[] };
}

/**
 * The same element, for a part that stands in many documents and never changes: it is written once for every depth it stands at.
 *
 * @example const console = fixedElement(element('console', { type: 'pty' }));
 */
export function fixedElement(node: XmlElement): XmlElement {
  return { ...node, written: new Map() };
}

/**
 * Elements that follow one another in many documents and never change, as one part of the element around them: all of them are written
 * at once. Those that are `undefined` are left out.
 */
export function fixedElements(...siblings: readonly (XmlElement | undefined)[]): XmlElement {
  return { name: '', children: siblings, written: new Map() };
}

const noAttributes = {};

/**
 * Writes a document as libvirt formats its own: two-space indentation, single quotes, an empty element closes itself, and a
 * line feed at the end. Source: libvirt `src/util/virbuffer.c`, `src/util/virxml.c`.
 *
 * @param indent white space before every line, for a part that somebody puts inside a larger document.
 */
export function writeXml(root: XmlElement, indent = ''): string {
  const known = root.written?.get(indent);
  if (known !== undefined) return known;
  const text = written(root, indent);
  if (root.written !== undefined) root.written.set(indent, inOnePiece(text));
  return text;
}

/**
 * A text that was put together is a tree of its pieces to the engine until somebody looks into it. One that becomes part of many documents
 * is looked into here, or each of them would be put together of all its pieces anew.
 */
function inOnePiece(text: string): string {
  text.charCodeAt(0);
  return text;
}

/** Plain concatenation: this writes every document of every simulated guest, and is what rendering costs. */
function written({ name, attributes, children, text }: XmlElement, indent: string): string {
  if (name === '') return childrenText(children, indent);
  const open = `${indent}<${name}${attributesText(attributes)}`;
  if (text !== undefined) return `${open}>${typeof text === 'number' ? text : escaped(text)}</${name}>\n`;
  const inside = childrenText(children, `${indent}  `);
  return inside === '' ? `${open}/>\n` : `${open}>\n${inside}${indent}</${name}>\n`;
}

function childrenText(children: XmlElement['children'], indent: string): string {
  let text = '';
  for (const child of children ?? noChildren) {
    if (child !== undefined && child !== false) text += writeXml(child, indent);
  }
  return text;
}

const noChildren: readonly XmlElement[] = [];

function attributesText(attributes: XmlElement['attributes']): string {
  let text = '';
  for (const name in attributes) {
    const value = attributes[name];
    if (value !== undefined) text += ` ${name}='${typeof value === 'number' ? value : escapedAttribute(value)}'`;
  }
  return text;
}

function escapedAttribute(text: string): string {
  return special.test(text) ? escaped(text).replace(/[\t\n]/g, reference) : text;
}

/** Anything a text may not hold as it is: markup, and control characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
const special = /[<>&'"\u0000-\u001f\u007f-\u009f]/;

/** Control characters that XML cannot hold are left out, as libvirt's `virBufferEscapeString` does. */
function escaped(text: string): string {
  if (!special.test(text)) return text;
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll("'", '&apos;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', reference)
    .replace(/(?![\t\n\u007f-\u009f])\p{Cc}/gu, '');
}

/**
 * Written as a reference, because a reader turns the bare character into a blank (in attributes) or a line feed. libvirt writes
 * them bare and loses them; no document of ours has them, but a guest's name may.
 */
function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}
