import { expect, it } from 'vitest';
import { docCommentFindings } from './doc-comments.js';

it('reports every kind of exported symbol that has no doc comment', () => {
  const text = [
    'export function started(): void {}',
    'export const [size, count] = [1, 2];',
    'export const limit = 1, floor = 0;',
    'export interface Host {}',
    'export type Id = string;',
    'export class Pool {}',
    'export enum Kind { A }',
    'export default 7;',
    'const listed = 1;',
    'export { listed as shown };',
  ].join('\n');
  expect(problemsOf(text)).toEqual([
    '1 started',
    '2 [size, count]',
    '3 limit',
    '3 floor',
    '4 Host',
    '5 Id',
    '6 Pool',
    '7 Kind',
    '8 default',
    '9 listed',
  ]);
});

it('asks for words, not for a comment of tags alone or one that stands elsewhere', () => {
  expect(problemsOf('/** @internal */\nexport const a = 1;')).toEqual(['2 a']);
  expect(problemsOf('/** */\nexport const a = 1;')).toEqual(['2 a']);
  expect(problemsOf('// a line comment\nexport const a = 1;')).toEqual(['2 a']);
  expect(problemsOf("/** About the file. */\nimport './b.js';\nexport const a = 1;")).toEqual(['3 a']);
});

it('is content with a doc comment on the declaration, on the first overload, and with re-exports', () => {
  expect(problemsOf('/** The limit, in keys. */\nexport const limit = 1;')).toEqual([]);
  expect(
    problemsOf(
      '/** Reads. */\nexport function f(a: 1): 1;\nexport function f(a: 2): 2;\nexport function f(a: 1 | 2) { return a; }',
    ),
  ).toEqual([]);
  expect(problemsOf("export { a } from './a.js';\nexport * from './b.js';\nconst inside = 1;\nfunction helper() {}")).toEqual([]);
});

it('leaves tests, and files outside of the five rooms, alone', () => {
  const text = 'export const a = 1;';
  const paths = ['sim/host/a.test.ts', 'conformance/peers/a.peer.ts', 'vitest.config.ts', 'scripts/dev/clean.mjs'];
  expect(docCommentFindings(paths.map((path) => ({ path, text })))).toEqual([]);
});

function problemsOf(text: string): readonly string[] {
  return docCommentFindings([{ path: 'sim/host/bad.ts', text }]).map(
    ({ line, problem }) => `${line} ${problem.replace(' is exported without a doc comment', '')}`,
  );
}
