/** One XML element to be written. Text and child elements are never mixed, as in every libvirt document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number | undefined>>;
  readonly children?: readonly (XmlElement | undefined | false)[];
  readonly text?: string | number;
}

/** Builds an {@link XmlElement}; children that are `undefined` or `false` are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>> = {},
  ...content: readonly (XmlElement | undefined | false | string | number)[]
): XmlElement {
  const [first] = content;
  if (typeof first === 'string' || typeof first === 'number') return { name, attributes, text: first };
  return { name, attributes, children: content as readonly (XmlElement | undefined | false)[] };
}

/**
 * Writes a document as libvirt formats its own: two-space indentation, single quotes, an empty element closes itself, and a
 * line feed at the end. Source: libvirt `src/util/virbuffer.c`, `src/util/virxml.c`.
 *
 * @param indent white space before every line, for a part that somebody puts inside a larger document.
 */
export function writeXml(root: XmlElement, indent = ''): string {
  return written(root, indent);
}

/** Plain concatenation: this writes every document of every simulated guest, and is what rendering costs. */
function written(node: XmlElement, indent: string): string {
  const open = `${indent}<${node.name}${attributesText(node.attributes)}`;
  if (node.text !== undefined) return `${open}>${escaped(String(node.text))}</${node.name}>\n`;
  let inside = '';
  for (const child of node.children ?? []) {
    if (child !== undefined && child !== false) inside += written(child, `${indent}  `);
  }
  return inside === '' ? `${open}/>\n` : `${open}>\n${inside}${indent}</${node.name}>\n`;
}

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
