import { Document, isMap, isScalar, isSeq, type Pair, type Scalar, visit, type YAMLMap } from 'yaml';
import type { MachineFile } from '../schema.js';

/** Widest line of a machine file. */
const lineWidth = 126;

/** The library folds long texts without counting the key before them. */
const keyWidth = 'source: '.length;

/**
 * The text of a machine file, facts on one line where they fit, registers in hexadecimal, and a remark above every assumed fact.
 *
 * @param schema path from the file to the JSON Schema, for editors.
 * @param remark what to say about the file as a whole, one line.
 */
export function machineYaml(file: MachineFile, { schema, remark }: { readonly schema: string; readonly remark: string }): string {
  const document = new Document(file, { aliasDuplicateObjects: false, compat: 'yaml-1.1' });
  visit(document, {
    Pair: (_, pair) => {
      if (isFactPair(pair)) shapeFact(pair);
      else if (isScalar(pair.key) && choiceLists.has(String(pair.key.value)) && (isSeq(pair.value) || isMap(pair.value)))
        pair.value.flow = true;
    },
  });
  const text = document.toString({ lineWidth: lineWidth - keyWidth, flowCollectionPadding: true, singleQuote: true });
  return `# yaml-language-server: $schema=${schema}\n# ${remark}\n${folded(text)}`;
}

/** Choices that are written on one line. */
const choiceLists = new Set(['commandLine', 'hiddenNodes', 'moduleParameters', 'versions']);

/** Registers, which people compare with dumps. */
const hexadecimal = new Set(['eax', 'ebx', 'cpuid80000008Eax', 'snpInitError', 'initError', 'statusError', 'svn']);

type FactPair = Pair<Scalar<string>, YAMLMap<Scalar<string>, unknown>>;

function isFactPair(pair: Pair): pair is FactPair {
  return isMap(pair.value) && ['value', 'provenance', 'source'].every((name) => (pair.value as YAMLMap).has(name));
}

function shapeFact(pair: FactPair): void {
  const fact = pair.value as YAMLMap;
  const value = fact.get('value', true) as unknown;
  if (isScalar(value) && typeof value.value === 'number' && hexadecimal.has(pair.key.value)) value.format = 'HEX';
  if (isSeq(value) || isMap(value)) value.flow = true;
  if (fact.get('provenance') === 'assumed') pair.key.commentBefore = ' please fill in';
  fact.flow = widthOf(pair) <= lineWidth;
}

/** Width of a fact on one line, at the deepest indentation there is. */
function widthOf({ key, value }: FactPair): number {
  return 8 + key.value.length + JSON.stringify(value?.toJSON()).length;
}

/** The library gives every member of a long list a line of its own; machine files have them in rows. */
function folded(text: string): string {
  const rows = text.replace(/^( *)\[\n((?: +\S+\n)+) *\]$/gm, (_, indent: string, members: string) => {
    return `${indent}[${inRows(members.trim().split(/\s+/), indent.length + 1)}]`;
  });
  return rows.replace(/^( *\w+:) \[ (.*) \]$/gm, '$1 [$2]');
}

function inRows(members: readonly string[], indent: number): string {
  const rows: string[] = [];
  let row = '';
  for (const member of members) {
    if (row !== '' && indent + row.length + member.length + 2 > lineWidth) {
      rows.push(row);
      row = '';
    }
    row = row === '' ? member : `${row} ${member}`;
  }
  return [...rows, row].join(`\n${' '.repeat(indent)}`);
}
