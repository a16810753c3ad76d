import type { Outcome } from '../../../core/outcome.js';
import { remembered } from '../../../core/remembered.js';
import { readXml, type XmlNode, type XmlProblem } from '../../../core/xml-reader.js';

/**
 * Reads domain capabilities without what they say of CPU models, which is nine tenths of them, the same on all hosts of a kind, and nothing
 * that Nova asks for here. What is not well-formed there spoils the document all the same.
 */
export function readAnswer(text: string): Outcome<XmlNode, XmlProblem> {
  const [from, to] = [text.indexOf(opening), text.lastIndexOf(closing)];
  const isPlain = from >= 0 && to > from && !text.includes('<!');
  if (!isPlain || !isWellFormed(text.slice(from, to + closing.length))) return readXml(text);
  return readXml(`${text.slice(0, from)}<cpu/>${text.slice(to + closing.length)}`);
}

const opening = '<cpu>';
const closing = '</cpu>';

const isWellFormed = remembered((element: string) => readXml(element).ok);
