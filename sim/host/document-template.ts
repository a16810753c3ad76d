import { oncePerObject } from '../core/remembered.js';

/**
 * Hundreds of guests differ in nothing but name, UUID and what is made of them, and parsing their documents is what a start costs. A
 * template is the document with those taken out: it is parsed once, and the results are filled in per guest.
 *
 * This is exact, not a guess. What is taken out consists of letters, digits, `.`, `_`, `-`, `:`; what stands in its place may be
 * anywhere in character data and attribute values but in no name, so if a token was also part of an element's or an attribute's name the
 * template is not well-formed, and the document must be parsed itself. Documents with references, comments or declarations have no
 * template.
 */
export interface DocumentTemplate {
  readonly text: string;
  /** What was taken out, by position of its stand-in. */
  readonly tokens: readonly string[];
}

/** The template of a document, or undefined where it has none. */
export function documentTemplate(xml: string): DocumentTemplate | undefined {
  if (xml.includes('&') || xml.includes('<!') || /[\uE000-\uE004]/.test(xml)) return undefined;
  const tokens = documentTokens(xml);
  if (tokens === undefined) return undefined;
  const text = tokens.reduce((rest, token, at) => (token === '' ? rest : rest.replaceAll(token, standIns[at] as string)), xml);
  return { text, tokens };
}

/**
 * What a template takes out of a document, empty where it is not there; undefined without a plain name. Whole first: its name, the part of
 * it behind the namespace, its UUID, as much of that as names a network device (`tapa7e3d7aa-f6`), and the address of its first interface.
 */
export function documentTokens(xml: string): readonly string[] | undefined {
  const name = /<name>([\w.-]+)<\/name>/.exec(xml)?.[1];
  if (name === undefined) return undefined;
  const uuid = /<uuid>([\w.-]+)<\/uuid>/.exec(xml)?.[1] ?? '';
  const mac = /<mac address=['"]([\da-f:]+)['"]/.exec(xml)?.[1] ?? '';
  return [name, name.slice(name.indexOf('_') + 1), uuid, uuid.slice(0, deviceCharacters), mac].map(ownCopy);
}

/** Of the 14 that Nova's names of devices have, `tap` takes three. Source: Nova `nova/network/model.py` (NIC_NAME_LEN). */
const deviceCharacters = 11;

/**
 * A part of a text is a view of all of it to the engine, and what a running guest is called would keep its whole document in memory. The
 * part of a text that is hardly longer keeps little.
 */
function ownCopy(part: string): string {
  return part.length < shortestView ? part : ` ${part}`.slice(1);
}

/** Shorter parts are copied anyway. Source: V8 `src/objects/string.h` (SlicedString::kMinLength). */
const shortestView = 13;

/** A template cut up, to be compared with documents. */
export interface TemplatePieces {
  /** Text between stand-ins, and positions of tokens, in turn. */
  readonly parts: readonly (string | number)[];
  /** Characters that are no stand-in. */
  readonly textLength: number;
  /** How often each token stands in it. */
  readonly tokenCounts: readonly number[];
}

/** Cuts a template's text at its stand-ins. */
export function templatePieces({ text }: Pick<DocumentTemplate, 'text'>): TemplatePieces {
  const parts = text.split(/([\uE000-\uE004])/).map((part, at) => (at % 2 === 0 ? part : positionOf(part)));
  const tokenCounts = standIns.map((_, position) => parts.filter((part) => part === position).length);
  return { parts, textLength: text.length - (parts.length >> 1), tokenCounts };
}

/**
 * Is this document the template with these tokens in it? Much cheaper than making the document's own template to compare: most others
 * differ in length already, and a slice is compared word by word, `startsWith` character by character.
 */
export function isFilledTemplate(
  { parts, textLength, tokenCounts }: TemplatePieces,
  tokens: readonly string[],
  xml: string,
): boolean {
  let length = textLength;
  for (let at = 0; at < tokenCounts.length; at += 1) length += (tokenCounts[at] as number) * (tokens[at] ?? '').length;
  if (length !== xml.length) return false;
  let position = 0;
  for (const part of parts) {
    const expected = typeof part === 'string' ? part : (tokens[part] as string);
    const end = position + expected.length;
    if (xml.slice(position, end) !== expected) return false;
    position = end;
  }
  return true;
}

/** Private-use characters, which XML allows in text and in no name. */
const standIns = ['\uE000', '\uE001', '\uE002', '\uE003', '\uE004'] as const;

function positionOf(standIn: string): number {
  return standIns.indexOf(standIn as (typeof standIns)[number]);
}

/** What was read from the template with the tokens back in every string; parts that have no token in them are not copied. */
export function filledIn<Value>(value: Value, tokens: readonly string[]): Value {
  if (typeof value === 'string') return filledText(value, tokens) as Value;
  if (value === null || typeof value !== 'object') return value;
  const names = membersToFill(value);
  if (names.length === 0) return value;
  const copy = { ...value } as Record<string, unknown>;
  for (const name of names) copy[name] = filledIn(copy[name], tokens);
  return copy as Value;
}

/** Names of the members of an object with a token somewhere in them. */
const membersToFill = oncePerObject((value: object): readonly string[] =>
  Object.entries(value).flatMap(([name, member]) => (hasStandIn(member) ? [name] : [])),
);

function hasStandIn(value: unknown): boolean {
  if (typeof value === 'string') return anyStandIn.test(value);
  return typeof value === 'object' && value !== null && membersToFill(value).length > 0;
}

const anyStandIn = /[\uE000-\uE004]/;

function filledText(text: string, tokens: readonly string[]): string {
  if (text.length === 1) return tokens[positionOf(text)] ?? text;
  if (!anyStandIn.test(text)) return text;
  return standIns.reduce((rest: string, standIn, at) => rest.replaceAll(standIn, () => tokens[at] ?? ''), text);
}
