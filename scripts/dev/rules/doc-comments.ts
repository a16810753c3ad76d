import ts from 'typescript';
import { type Finding, isCode, type SourceFile } from '../finding.js';

/**
 * Every exported symbol of code has a doc comment with words in it. Re-exports of other files are left alone: the comment stands
 * where the symbol is declared.
 */
export function docCommentFindings(tree: readonly SourceFile[]): readonly Finding[] {
  return tree.filter(({ path }) => isCode(path)).flatMap(findingsIn);
}

function findingsIn(file: SourceFile): readonly Finding[] {
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  return exportedDeclarations(source)
    .filter(({ node }) => !hasWords(node))
    .map(({ name, node }) => ({
      path: file.path,
      line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1,
      problem: `${name} is exported without a doc comment`,
      fix: 'say above it what it is, with shapes, units, errors and the source of the fact; or do not export it',
    }));
}

/** An exported name and the statement its doc comment belongs to. */
interface ExportedDeclaration {
  readonly name: string;
  readonly node: ts.Statement;
}

/** Overloads count once, by their first signature. */
function exportedDeclarations(source: ts.SourceFile): readonly ExportedDeclaration[] {
  const listed = new Set(source.statements.flatMap(locallyListedNames));
  const first = new Map<string, ExportedDeclaration>();
  for (const node of source.statements) {
    for (const name of declaredNames(node)) {
      if ((isExported(node) || listed.has(name)) && !first.has(name)) first.set(name, { name, node });
    }
  }
  return [...first.values()];
}

/** Names in `export { a, b as c };` without a module. */
function locallyListedNames(node: ts.Statement): readonly string[] {
  if (!ts.isExportDeclaration(node) || node.moduleSpecifier !== undefined || node.exportClause === undefined) return [];
  if (!ts.isNamedExports(node.exportClause)) return [];
  return node.exportClause.elements.map(({ name, propertyName }) => (propertyName ?? name).text);
}

function declaredNames(node: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(node)) return node.declarationList.declarations.map(({ name }) => name.getText());
  if (ts.isExportAssignment(node)) return ['default'];
  const isNamed =
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isModuleDeclaration(node);
  return isNamed ? [node.name?.text ?? 'default'] : [];
}

function isExported(node: ts.Statement): boolean {
  if (ts.isExportAssignment(node)) return true;
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

/** A comment that consists of tags alone says nothing. */
function hasWords(node: ts.Statement): boolean {
  return ts.getJSDocCommentsAndTags(node).some((comment) => ts.isJSDoc(comment) && textOf(comment).trim() !== '');
}

function textOf(comment: ts.JSDoc): string {
  return ts.getTextOfJSDocComment(comment.comment) ?? '';
}
