import ts from 'typescript';
import { type Finding, isCode, type SourceFile } from '../finding.js';

/**
 * Nothing in sim/ and conformance/ asks the machine it runs on: no clock, chance, timers, environment, console, locale or file
 * system, except in the {@link edges}. Same seed, same bytes, on every machine. Tests and the peers, which are other people's
 * programs on this very machine, are left alone.
 */
export function determinismFindings(tree: readonly SourceFile[], edgeList: readonly Edge[] = edges): readonly Finding[] {
  const files = tree.filter(({ path }) => isCode(path, ['sim', 'conformance']) && !path.startsWith('conformance/peers/'));
  return [...files.flatMap((file) => findingsIn(file, edgeList)), ...staleEdges(files, edgeList)];
}

/** A file that may touch the machine, because that is what it is for. */
export interface Edge {
  readonly path: string;
  /** Names from {@link replacements} it may use. */
  readonly uses: readonly string[];
  readonly reason: string;
}

/** The whole list of exceptions. A row that is no longer needed is reported too. */
export const edges: readonly Edge[] = [
  { path: 'conformance/runner/corpus.ts', uses: ['node:fs'], reason: 'it reads the saved cases, which come with the package' },
  { path: 'sim/surfaces/mount-dir.ts', uses: ['node:fs'], reason: 'it writes the tree of a host to a real directory' },
  { path: 'sim/surfaces/live-tree.ts', uses: ['node:fs'], reason: 'it keeps such a directory up to date while the host runs' },
  { path: 'sim/surfaces/live-tree.ts', uses: ['node:fs'], reason: 'it keeps a real directory like the tree of a host' },
];

/** Banned names, and what to use instead. The message of a finding teaches it. */
const replacements: ReadonlyMap<string, string> = new Map([
  ['Date', 'take virtual time as a parameter: VirtualClock of sim/core/clock.ts'],
  ['Math.random', 'take a stream as a parameter: openStream(streamSeed(master, name)) of sim/core/prng.ts'],
  ['crypto', 'chance comes from sim/core/prng.ts, digests from digestOf of sim/core/json.ts'],
  ['setTimeout', 'advance the VirtualClock of sim/core/clock.ts'],
  ['setInterval', 'advance the VirtualClock of sim/core/clock.ts'],
  ['setImmediate', 'call it, or queue it in a list of your own'],
  ['performance', 'time is measured by scripts/, outside of what is hashed'],
  ['process', 'take what you need as a parameter; scripts/ reads arguments and environment'],
  ['console', 'return what is to be said as a value; scripts/ and reports/ print it'],
  ['Intl', 'sort with < and format by hand: locales differ between machines'],
  ['localeCompare', 'sort with <: locales differ between machines'],
  ['toLocaleString', 'format by hand: locales differ between machines'],
  ['toLocaleUpperCase', 'use toUpperCase: locales differ between machines'],
  ['toLocaleLowerCase', 'use toLowerCase: locales differ between machines'],
  ['node:fs', 'read through the Reader of sim/contracts/reader.ts; only edges touch the real file system'],
  ['node:fs/promises', 'read through the Reader of sim/contracts/reader.ts; only edges touch the real file system'],
  ['node:os', 'take what you need as a parameter'],
  ['node:process', 'take what you need as a parameter'],
  ['node:child_process', 'only edges start processes'],
  ['node:worker_threads', 'only edges start workers'],
  ['node:net', 'only edges open sockets'],
  ['node:http', 'only edges open sockets'],
  ['node:timers', 'advance the VirtualClock of sim/core/clock.ts'],
  ['node:timers/promises', 'advance the VirtualClock of sim/core/clock.ts'],
  ['node:perf_hooks', 'time is measured by scripts/, outside of what is hashed'],
]);

function findingsIn(file: SourceFile, edgeList: readonly Edge[]): readonly Finding[] {
  const allowed = edgeList.find((edge) => edge.path === file.path)?.uses ?? [];
  return usesIn(file)
    .filter(({ name }) => !allowed.includes(name))
    .map(({ name, line }) => ({
      path: file.path,
      line,
      problem: `${name} makes a run depend on the machine it runs on`,
      fix: `${replacements.get(name)} (a new edge is a row in scripts/dev/rules/determinism.ts, with its reason)`,
    }));
}

function staleEdges(files: readonly SourceFile[], edgeList: readonly Edge[]): readonly Finding[] {
  return edgeList.flatMap((edge) => {
    const file = files.find(({ path }) => path === edge.path);
    const used = new Set(file === undefined ? [] : usesIn(file).map(({ name }) => name));
    return edge.uses
      .filter((name) => !used.has(name))
      .map((name) => ({
        path: edge.path,
        problem: `does not use ${name}`,
        fix: 'take it out of the edges in scripts/dev/rules/determinism.ts',
      }));
  });
}

/** A banned name where it stands. */
interface Use {
  readonly name: string;
  readonly line: number;
}

function usesIn(file: SourceFile): readonly Use[] {
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  const uses: Use[] = [];
  const declared = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (isBinding(node)) declared.add(node.name.text);
    const name = bannedName(node);
    if (name !== undefined) uses.push({ name, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1 });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return uses.filter(({ name }) => !declared.has(name));
}

/** A variable or parameter: in a file that declares its own `process`, that name is not the global. */
function isBinding(node: ts.Node): node is (ts.VariableDeclaration | ts.ParameterDeclaration) & { readonly name: ts.Identifier } {
  return (ts.isVariableDeclaration(node) || ts.isParameter(node)) && ts.isIdentifier(node.name);
}

/** The banned name a node stands for; comments, texts, and members of other objects that happen to be called so are not meant. */
function bannedName(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) && isModuleName(node)) return known(node.text.includes(':') ? node.text : `node:${node.text}`);
  if (ts.isImportSpecifier(node))
    return /^(random[A-Z]|webcrypto$|getRandomValues$)/.test((node.propertyName ?? node.name).text) ? 'crypto' : undefined;
  if (ts.isPropertyAccessExpression(node)) return known(dotted(node)) ?? knownMember(node.name.text);
  if (!ts.isIdentifier(node) || isDeclarationOrMember(node)) return undefined;
  return known(node.text);
}

function isModuleName(node: ts.StringLiteral): boolean {
  return ts.isImportDeclaration(node.parent) || ts.isExportDeclaration(node.parent) || isDynamicImport(node.parent);
}

function isDynamicImport(node: ts.Node): boolean {
  return ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
}

function dotted(node: ts.PropertyAccessExpression): string {
  return ts.isIdentifier(node.expression) ? `${node.expression.text}.${node.name.text}` : '';
}

/** Methods are banned on whatever object they are called. */
function knownMember(name: string): string | undefined {
  return /^(localeCompare|toLocale\w+)$/.test(name) ? known(name) : undefined;
}

function known(name: string): string | undefined {
  return replacements.has(name) ? name : undefined;
}

/** `x.console`, `{ console: 1 }`, `readonly process: string` and parameters of that name are not the global. */
function isDeclarationOrMember(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node && !isGlobalThis(parent.expression);
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isQualifiedName(parent)) return true;
  return ts.isNamedTupleMember(parent) || ('name' in parent && parent.name === node && !ts.isShorthandPropertyAssignment(parent));
}

function isGlobalThis(node: ts.Node): boolean {
  return ts.isIdentifier(node) && node.text === 'globalThis';
}
