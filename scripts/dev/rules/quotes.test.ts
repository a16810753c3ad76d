import { expect, it } from 'vitest';
import { quoteFindings } from './quotes.js';

const source = { path: 'sim/a.ts', text: 'export const a = 1;\nexport const b = 2;\nexport const c = 3;\n' };

it('is content with a block that stands in its file, whole or with lines left out', () => {
  expect(problemsOf(quoting('sim/a.ts', 'export const b = 2;\nexport const c = 3;'))).toEqual([]);
  expect(problemsOf(quoting('sim/a.ts', 'export const a = 1;\n…\nexport const c = 3;'))).toEqual([]);
});

it('reads blocks that are indented as part of a list', () => {
  const inList = quoting('sim/a.ts', 'export const b = 2;').replaceAll(/^(?=.)/gm, '   ');
  expect(problemsOf(inList)).toEqual([]);
  expect(problemsOf(inList.replace('2', '3'))).toHaveLength(1);
});

it('reports a block that its file does not say any more, with its line', () => {
  expect(problemsOf(quoting('sim/a.ts', 'export const b = 3;'))).toEqual(['3 quotes sim/a.ts, which does not say that any more']);
});

it('reports parts in the wrong order, and a file that is gone', () => {
  expect(problemsOf(quoting('sim/a.ts', 'export const c = 3;\n…\nexport const a = 1;'))).toHaveLength(1);
  expect(problemsOf(quoting('sim/gone.ts', 'x'))).toEqual(['3 quotes sim/gone.ts, which does not say that or does not exist']);
});

it('leaves other blocks alone', () => {
  expect(problemsOf('```ts\nanything\n```\n')).toEqual([]);
});

function quoting(path: string, text: string): string {
  return `# Title\n\n<!-- from ${path} -->\n\n\`\`\`ts\n${text}\n\`\`\`\n`;
}

function problemsOf(text: string): readonly string[] {
  return quoteFindings([source, { path: 'README.md', text }]).map(({ line, problem }) => `${line} ${problem}`);
}
