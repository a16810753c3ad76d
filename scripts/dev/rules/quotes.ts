import { type Finding, lineAt, type SourceFile } from '../finding.js';

/**
 * A code block below `<!-- from PATH -->` in a Markdown file stands in that file, letter for letter: worked examples are parts of
 * the house, so they cannot go stale. A line `…` in a block stands for any number of lines.
 */
export function quoteFindings(tree: readonly SourceFile[]): readonly Finding[] {
  const texts = new Map(tree.map(({ path, text }) => [path, text]));
  return tree.filter(({ path }) => path.endsWith('.md')).flatMap((file) => findingsIn(file, texts));
}

function findingsIn(file: SourceFile, texts: ReadonlyMap<string, string>): readonly Finding[] {
  return [...file.text.matchAll(/^( *)<!-- from (\S+) -->\n+\1```[a-z]*\n([\s\S]*?)^\1```$/gm)]
    .filter(
      ([, indent = '', source = '', quote = '']) =>
        !standsIn(texts.get(source) ?? '', quote.replaceAll(new RegExp(`^${indent}`, 'gm'), '')),
    )
    .map((match) => ({
      path: file.path,
      line: lineAt(file.text, match.index),
      problem: `quotes ${match[2]}, which does not say that${texts.has(match[2] ?? '') ? ' any more' : ' or does not exist'}`,
      fix: 'quote it as it is now',
    }));
}

/** The parts between the lines `…`, in their order. */
function standsIn(source: string, quote: string): boolean {
  let from = 0;
  for (const part of quote.split(/^\s*…\n/m)) {
    const at = source.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}
