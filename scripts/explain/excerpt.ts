import type { AnswerSource } from '../../conformance/subjects/stack-kit.js';

/** Lines of a file, exactly as they stand there. */
export interface Excerpt {
  /** Number of the first line, from 1. */
  readonly line: number;
  readonly lines: readonly string[];
}

/** Longest excerpt of a file of which no particular part decides. */
const wholeFileLinesMax = 4;

/** The part of a file that decides; undefined when it has none. */
export function excerptOf(text: string, { element, line }: Pick<AnswerSource, 'element' | 'line'>): Excerpt | undefined {
  if (element !== undefined) return elementIn(text, element);
  const lines = text.split('\n');
  if (line === undefined) return { line: 1, lines: lines.filter((each) => each !== '').slice(0, wholeFileLinesMax) };
  const index = lines.findIndex((each) => each.split(/\s/)[0] === line);
  return index < 0 ? undefined : { line: index + 1, lines: [lines[index] ?? ''] };
}

/** Whole lines from the one the element begins on to the one it ends on. A text search, so that broken documents can be shown too. */
function elementIn(text: string, element: string): Excerpt | undefined {
  const begin = text.search(new RegExp(`<${element}[\\s/>]`));
  if (begin < 0) return undefined;
  const end = endOf(text, begin, element);
  const first = text.slice(0, begin).split('\n').length;
  const last = text.slice(0, end).split('\n').length;
  return { line: first, lines: text.split('\n').slice(first - 1, last) };
}

function endOf(text: string, begin: number, element: string): number {
  const tagEnd = text.indexOf('>', begin);
  if (tagEnd < 0 || text[tagEnd - 1] === '/') return tagEnd < 0 ? text.length - 1 : tagEnd;
  const close = text.indexOf(`</${element}>`, tagEnd);
  return close < 0 ? tagEnd : close;
}
