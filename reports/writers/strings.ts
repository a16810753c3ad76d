/** The same value with every string in it, keys aside, replaced. */
export function mapStrings<Value>(value: Value, replace: (text: string) => string): Value {
  return mapped(value, replace) as Value;
}

/**
 * Text that cannot drive a terminal: white space becomes blanks, control characters and marks that turn the direction of writing
 * are spelled out (`\x1b`, `\u202e`), half characters become U+FFFD.
 */
export function printable(text: string): string {
  return text
    .replace(halfCharacter, '\ufffd')
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]/g, ' ')
    .replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu, spelledOut);
}

/**
 * Text that XML 1.0 can hold: terminal escape sequences and characters outside its `Char` production (section 2.2 of the
 * recommendation) are dropped, half characters become U+FFFD, line ends become what every XML reader makes of them.
 */
export function xmlText(text: string): string {
  return text
    .replace(halfCharacter, '\ufffd')
    .replace(ansiSequence, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
}

/** At most `most` characters, with a note of how many there were. */
export function clipped(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text
    .slice(0, most)
    .replace(halfCharacter, '\ufffd')
    .replace(/\ufffd$/, '')}… (${text.length} characters)`;
}

/** A UTF-16 surrogate without its partner. */
const halfCharacter = /\p{Surrogate}/gu;

/** ECMA-48 control sequences and operating-system commands, in their 7-bit and 8-bit forms. */
const ansiSequence = new RegExp(
  [
    String.raw`(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]`,
    String.raw`(?:\u001b\]|\u009d)[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?`,
  ].join('|'),
  'g',
);

function mapped(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === 'string') return replace(value);
  if (Array.isArray(value)) return value.map((element) => mapped(element, replace));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapped(member, replace)]));
}

function spelledOut(character: string): string {
  const code = character.charCodeAt(0).toString(16);
  return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`;
}
