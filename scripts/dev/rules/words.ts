import { type Finding, lineAt, type SourceFile } from '../finding.js';

/** Words and phrases that do not belong in the repository, each with what to write instead. */
export function wordFindings(tree: readonly SourceFile[]): readonly Finding[] {
  const names = new Set(tree.map(({ path }) => path.split('/').at(-1) ?? path));
  const files = tree.filter(({ path }) => !exempt.has(path));
  return files.flatMap((file) => [...findingsIn(file), ...citationsOfNothing(file, names)]);
}

/** Files in which the words mean something else. */
const exempt: ReadonlyMap<string, string> = new Map([
  ['scripts/dev/rules/words.ts', 'this list is made of the words it bans'],
  ['scripts/dev/rules/words.test.ts', 'its test too'],
  ['package-lock.json', 'not written by people'],
  ['reports/writers/laws.test.ts', 'feeds writers hostile text, a TAP directive among it'],
]);

/** A banned phrase. */
interface Phrase {
  readonly pattern: RegExp;
  readonly problem: string;
  readonly fix: string;
  /** Text before it that makes it right. */
  readonly unless?: RegExp;
  /** Files it is banned in; all when absent. */
  readonly where?: (path: string) => boolean;
}

const isTypeScript = (path: string): boolean => path.endsWith('.ts');

const phrases: readonly Phrase[] = [
  {
    pattern: /\b(TODO|FIXME|XXX|HACK)\b/g,
    problem: 'a left-over',
    fix: 'do it now, or say in the docs what is left out and why',
  },
  {
    pattern: /\b(it|test|describe|suite|bench)\.(only|skip|todo)\b/g,
    problem: 'a test that hides tests',
    fix: 'run it or delete it; what depends on the machine uses skipIf with a printed reason',
    where: isTypeScript,
  },
  {
    pattern: /expect\((true|1)\)/g,
    problem: 'a test that cannot fail',
    fix: 'expect something of the code',
    where: isTypeScript,
  },
  {
    pattern: /\bvi\.(mock|fn|spyOn|stubGlobal|doMock)\b/g,
    problem: 'a mock',
    fix: 'use the real thing, or the in-memory one of its contract',
    where: isTypeScript,
  },
  {
    pattern: /@ts-(ignore|nocheck)/g,
    problem: 'a silenced compiler',
    fix: 'fix the type; where it must be wrong, @ts-expect-error with a reason',
    where: isTypeScript,
  },
  {
    pattern: /\bconsole\.(log|info|debug)\b/g,
    problem: 'printing outside of scripts/',
    fix: 'return the words as a value; scripts/ prints them',
    unless: /\/$/,
    where: (path) => isTypeScript(path) && /^(sim|conformance|profiles|reports)\//.test(path),
  },
  {
    pattern: /(?<![\w.~-])\/(work|Users)\/|(?<![\w.~-])\/home\/[a-z]/g,
    problem: "a path of somebody's machine",
    fix: 'write it from the repository root',
  },
  {
    pattern: /\b[Ii]ssue #?\d+\b/g,
    unless: /\b[\w-]+\/[\w.-]+[\s\S]{0,120}$/,
    problem: 'a ticket number nobody can look up',
    fix: 'write down the reason itself, or name its public project: owner/name issue 7',
  },
  { pattern: /\breference\/[a-z-]+\.md\b/g, problem: 'a document that is not here', fix: 'cite the public source itself' },
];

function findingsIn(file: SourceFile): readonly Finding[] {
  const banned = phrases.filter(({ where }) => where === undefined || where(file.path));
  return banned.flatMap(({ pattern, problem, fix, unless }) =>
    matchesOf(file.text, pattern, unless).map((match) => ({
      path: file.path,
      line: lineAt(file.text, match.index),
      problem: `"${match[0]}" is ${problem}`,
      fix,
    })),
  );
}

function matchesOf(text: string, pattern: RegExp, unless: RegExp | undefined): readonly RegExpExecArray[] {
  const matches = [...text.matchAll(pattern)];
  return unless === undefined
    ? matches
    : matches.filter(({ index }) => !unless.test(text.slice(Math.max(0, index - 160), index)));
}

/** `notes.md §3`, where no notes.md is in the repository. */
function citationsOfNothing(file: SourceFile, names: ReadonlySet<string>): readonly Finding[] {
  return [...file.text.matchAll(/\b([\w-]+\.md) §/g)]
    .filter(([, name = '']) => !names.has(name))
    .map((match) => ({
      path: file.path,
      line: lineAt(file.text, match.index),
      problem: `${match[1]} is not here`,
      fix: 'cite the public source itself',
    }));
}
