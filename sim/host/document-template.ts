/**
 * Hundreds of guests differ in nothing but name and UUID, and parsing their documents is what a start costs. A template is the
 * document with those taken out: it is parsed once, and the results are filled in per guest.
 *
 * This is exact, not a guess. What is taken out consists of letters, digits, `.`, `_`, `-`; what stands in its place may be
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
  if (xml.includes('&') || xml.includes('<!') || /[\uE000-\uE002]/.test(xml)) return undefined;
  const tokens = documentTokens(xml);
  if (tokens === undefined) return undefined;
  const text = tokens.reduce((rest, token, at) => (token === '' ? rest : rest.replaceAll(token, standIns[at] as string)), xml);
  return { text, tokens };
}

/** What a template takes out of a document: its name, the part of it behind the namespace, its UUID; undefined without a plain name. */
export function documentTokens(xml: string): readonly string[] | undefined {
  const name = /<name>([\w.-]+)<\/name>/.exec(xml)?.[1];
  if (name === undefined) return undefined;
  const uuid = /<uuid>([\w.-]+)<\/uuid>/.exec(xml)?.[1];
  return [name, name.slice(name.indexOf('_') + 1), uuid ?? ''];
}

/** A template's text between its stand-ins, and the stand-ins, in turn. */
export function templatePieces({ text }: Pick<DocumentTemplate, 'text'>): readonly string[] {
  return text.split(/([\uE000-\uE002])/);
}

/**
 * Is this document the template with these tokens in it? Much cheaper than making the document's own template to compare; a slice is
 * compared word by word, `startsWith` character by character.
 */
export function isFilledTemplate(pieces: readonly string[], tokens: readonly string[], xml: string): boolean {
  let position = 0;
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at] as string;
    const expected = at % 2 === 0 ? piece : (tokens[standIns.indexOf(piece as (typeof standIns)[number])] as string);
    const end = position + expected.length;
    if (xml.slice(position, end) !== expected) return false;
    position = end;
  }
  return position === xml.length;
}

/** Private-use characters, which XML allows in text and in no name. */
const standIns = ['\uE000', '\uE001', '\uE002'] as const;

/** A copy of what was read from the template, with the tokens back in every string. */
export function filledIn<Value>(value: Value, tokens: readonly string[]): Value {
  if (typeof value === 'string') return filledText(value, tokens) as Value;
  if (value === null || typeof value !== 'object') return value;
  const copy: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) copy[name] = filledIn(member, tokens);
  return copy as Value;
}

function filledText(text: string, tokens: readonly string[]): string {
  if (!/[\uE000-\uE002]/.test(text)) return text;
  return standIns.reduce((rest: string, standIn, at) => rest.replaceAll(standIn, () => tokens[at] ?? ''), text);
}
