import { done, type Outcome, refused } from '../../../core/outcome.js';

/**
 * Go's `strconv.Atoi`: an optional sign and decimal digits, nothing else. `+5` is 5, `007` is 7; `max`, `0x10`, ` 5` and the empty
 * text are errors. Numbers a JavaScript number cannot hold exactly count as out of range.
 */
export function goAtoi(text: string): Outcome<number, string> {
  if (!/^[+-]?\d+$/.test(text)) return refused(numberError('Atoi', text, 'invalid syntax'));
  const value = Number(text);
  return Number.isSafeInteger(value) ? done(value) : refused(numberError('Atoi', text, 'value out of range'));
}

/**
 * How Go's `encoding/xml` fills an unsigned field: an empty element is 0, blanks around the digits are ignored, and there is no
 * sign. Values above 2^53 are rounded, those above 2^64 − 1 are errors.
 */
export function goXmlUint(text: string): Outcome<number, string> {
  if (text === '') return done(0);
  const digits = text.trim();
  if (!/^\d+$/.test(digits)) return refused(numberError('ParseUint', digits, 'invalid syntax'));
  const value = Number(digits);
  return value < 2 ** 64 ? done(value) : refused(numberError('ParseUint', digits, 'value out of range'));
}

function numberError(parser: string, text: string, problem: string): string {
  return `strconv.${parser}: parsing ${JSON.stringify(text)}: ${problem}`;
}
