import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { done, type Outcome, refused } from './outcome.js';

/** An element as read: names, attributes and text exactly as written, nothing turned into numbers. */
export interface XmlNode {
  /** Name with its prefix, if it has one: `qemu:commandline`. Prefixes are not resolved. */
  readonly name: string;
  /**
   * Attributes by name with prefix, namespace declarations included. References such as `&lt;` and `&#10;` are replaced, and
   * line feeds and tabs written as such are blanks, as XML has it.
   */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  /** All character data directly inside, concatenated, not trimmed. */
  readonly text: string;
}

/** Why a document was refused. */
export type XmlProblem =
  | { readonly code: 'xml-empty' }
  | { readonly code: 'xml-too-large'; readonly bytes: number; readonly limit: number }
  | { readonly code: 'xml-doctype' }
  /** `line` counts from 1; 0 when it is not known. */
  | { readonly code: 'xml-malformed'; readonly message: string; readonly line: number };

/** Largest document that is read: a real domcapabilities of libvirt 12 is about 200 kB. */
export const xmlSizeLimitBytes = 4 * 1024 * 1024;

/**
 * Reads one XML document. Document types, entity declarations and oversized input are refused before parsing, so entity
 * expansion cannot be used against the reader; the separate validator runs first, because the parser alone accepts
 * `<a><b></a>`. Hostile input of any kind is an outcome, never an exception.
 */
export function readXml(text: string): Outcome<XmlNode, XmlProblem> {
  const problem = firstProblem(text);
  if (problem !== undefined) return refused(problem);
  try {
    // Parsed inside an element of our own, so that a second root or text after the root is seen rather than dropped.
    const [document] = parser.parse(`<document>${text.replace(/^\uFEFF/, '')}</document>`) as OrderedNode[];
    return rootOf(nodeOf(document ?? {}));
  } catch (error) {
    return malformed(error instanceof Error ? error.message : String(error));
  }
}

/** The first child of that name, or undefined. */
export function childOf(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children.find((child) => child.name === name);
}

/** All children of that name, in document order. */
export function childrenOf(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  return node?.children.filter((child) => child.name === name) ?? [];
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  // References are replaced below: the parser leaves numeric ones as written and lets unknown ones pass.
  processEntities: false,
  cdataPropName: '#cdata',
  // The parser renames an element `toString` to `__toString`; `__proto__` and `constructor` it refuses by itself.
  onDangerousProperty: (name) => name,
});

function firstProblem(text: string): XmlProblem | undefined {
  if (text.trim() === '') return { code: 'xml-empty' };
  const bytes = Buffer.byteLength(text);
  if (bytes > xmlSizeLimitBytes) return { code: 'xml-too-large', bytes, limit: xmlSizeLimitBytes };
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return { code: 'xml-doctype' };
  const valid = XMLValidator.validate(text);
  return valid === true ? undefined : { code: 'xml-malformed', message: valid.err.msg, line: valid.err.line };
}

function malformed(message: string): { readonly ok: false; readonly reason: XmlProblem } {
  return refused({ code: 'xml-malformed', message, line: 0 });
}

function rootOf(document: XmlNode | undefined): Outcome<XmlNode, XmlProblem> {
  const [root, second] = document?.children ?? [];
  if (root === undefined) return refused({ code: 'xml-empty' });
  if (second !== undefined) return malformed(`a document has one root element, here <${second.name}> follows <${root.name}>`);
  if (document?.text.trim() !== '') return malformed(`text outside the root element <${root.name}>`);
  return done(root);
}

/** fast-xml-parser's ordered form: one key names the element and holds its content, `:@` holds the attributes. */
type OrderedNode = Readonly<Record<string, unknown>>;

function nodeOf(ordered: OrderedNode): XmlNode | undefined {
  const name = Object.keys(ordered).find((key) => key !== ':@');
  if (name === undefined || name.startsWith('#') || name.startsWith('?')) return undefined;
  const content = ordered[name] as readonly OrderedNode[];
  return {
    name,
    attributes: attributesOf((ordered[':@'] ?? {}) as Readonly<Record<string, string>>),
    children: content.map(nodeOf).filter((node): node is XmlNode => node !== undefined),
    text: content.map(textOf).join(''),
  };
}

function attributesOf(written: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(written).map(([name, value]) => [name, withoutReferences(value.replace(/[\t\r\n]/g, ' '))]),
  );
}

function textOf(ordered: OrderedNode): string {
  if ('#text' in ordered) return withoutReferences(String(ordered['#text']));
  if ('#cdata' in ordered) return (ordered['#cdata'] as readonly OrderedNode[]).map((part) => String(part['#text'])).join('');
  return '';
}

const predefined: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Replaces character references and the five predefined entities; without a document type there are no others. */
function withoutReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([^;&\s]*));?/g, (reference, hexadecimal, decimal, name) => {
    const replacement = name === undefined ? characterOf(hexadecimal, decimal) : predefined.get(name);
    if (replacement === undefined || !reference.endsWith(';')) throw new SyntaxError(`unknown reference ${reference}`);
    return replacement;
  });
}

/** Characters XML 1.0 allows (production 2), or undefined. */
function characterOf(hexadecimal: string | undefined, decimal: string | undefined): string | undefined {
  const code = hexadecimal === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hexadecimal, 16);
  const allowed = [0x9, 0xa, 0xd].includes(code) || (code >= 0x20 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd);
  return allowed || (code >= 0x10000 && code <= 0x10ffff) ? String.fromCodePoint(code) : undefined;
}
