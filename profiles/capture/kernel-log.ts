import { entriesOf } from '../load.js';
import type { Bundle } from './bundle.js';

/** The captured kernel log, read back into the events it was printed from. */
export interface KernelLog {
  /** Section it stands in; absent when no log could be read. */
  readonly section?: string;
  /** Lines about memory encryption that no kernel of `profiles/kernels` prints. */
  readonly unknownLines: readonly string[];
  /** The facts of the first line with this code; undefined when it was not printed. */
  event(code: string): Facts | undefined;
}

/** Facts of an event as printed, by the names of the log texts. */
export type Facts = Readonly<Record<string, string>>;

/** Reads the log with the texts of all kernels: distributions take single messages over from later ones. */
export function readKernelLog(bundle: Bundle): KernelLog {
  const section = logSections.find((name) => bundle.text(name) !== undefined);
  const lines = section === undefined ? [] : (bundle.text(section) ?? '').split('\n').filter((line) => line !== '');
  const events = new Map<string, Facts>();
  const unknownLines: string[] = [];
  for (const line of lines) {
    const found = eventOf(line);
    if (found === undefined) unknownLines.push(line);
    else if (!events.has(found.code)) events.set(found.code, found.facts);
  }
  return { ...(section === undefined ? {} : { section }), unknownLines, event: (code) => events.get(code) };
}

const logSections = ['journalctl', 'dmesg', '/var/log/dmesg'];

function eventOf(line: string): { readonly code: string; readonly facts: Facts } | undefined {
  for (const { code, pattern } of patterns()) {
    const match = pattern.exec(line);
    if (match !== null) return { code, facts: { ...match.groups } };
  }
  return undefined;
}

interface LogPattern {
  readonly code: string;
  readonly pattern: RegExp;
}

let known: readonly LogPattern[] | undefined;

/** One pattern for each different text; longer texts first, because `… failed` must not pass for `…`. */
function patterns(): readonly LogPattern[] {
  if (known !== undefined) return known;
  const texts = new Map(
    entriesOf('kernel').flatMap(({ logTexts }) => Object.entries(logTexts).map(([code, text]) => [text, code] as const)),
  );
  known = [...texts]
    .sort(([left], [right]) => right.length - left.length)
    .map(([text, code]) => ({ code, pattern: patternOf(text) }));
  return known;
}

/** Later kernels append to some lines, so a blank or a full stop may follow. */
function patternOf(text: string): RegExp {
  const body = text
    .split(/\{(\w+)\}/)
    .map((part, index) => (index % 2 === 1 ? `(?<${part}>${part === 'commandLine' ? '.*' : '\\S+?'})` : escaped(part)));
  return new RegExp(`^${body.join('')}(?=$|[\\s.,;])`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
