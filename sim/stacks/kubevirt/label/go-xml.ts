import { done, type Outcome, refused } from '../../../core/outcome.js';
import { readXml, type XmlNode, type XmlProblem } from '../../../core/xml-reader.js';

/**
 * Reads a document the way Go's `encoding/xml` hands it to KubeVirt: only UTF-8 may be declared, and whatever stands before or
 * after the first element does not matter. Beyond Go, document types, entities and oversized input are refused.
 *
 * @returns the root, or the error as virt-handler logs it, e.g. `EOF` for an empty file.
 */
export function decodeGoXml(text: string): Outcome<XmlNode, string> {
  const encoding = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(text)?.[1];
  if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8' && encoding !== '') {
    return refused(`xml: encoding ${JSON.stringify(encoding)} declared but Decoder.CharsetReader is nil`);
  }
  const whole = readXml(text);
  if (whole.ok) return whole;
  const first = whole.reason.code === 'xml-malformed' ? firstElement(text) : undefined;
  return first === undefined ? refused(wordsFor(whole.reason, text)) : done(first);
}

/** All children with this local name, of all these nodes, in document order; a path of names goes deeper. */
export function descendants(nodes: readonly XmlNode[], ...path: readonly string[]): readonly XmlNode[] {
  return path.reduce(
    (level, name) => level.flatMap((node) => node.children.filter((child) => localName(child.name) === name)),
    nodes,
  );
}

/** An attribute by local name; of several nodes the last one that has it decides, as when Go fills one field repeatedly. */
export function lastAttribute(nodes: readonly XmlNode[], name: string): string {
  let value = '';
  for (const node of nodes) {
    for (const [key, text] of Object.entries(node.attributes)) if (localName(key) === name) value = text;
  }
  return value;
}

/** Name without its namespace prefix: Go's struct tags match by local name. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The first element of a text that is not one document: Go stops reading at its end tag. */
function firstElement(text: string): XmlNode | undefined {
  const start = /<([^\s/>!?]+)/.exec(text);
  if (start === null) return undefined;
  for (const end of [`</${start[1]}>`, '/>']) {
    const at = text.indexOf(end, start.index);
    const element = at < 0 ? undefined : readXml(text.slice(start.index, at + end.length));
    if (element?.ok) return element.value;
  }
  return undefined;
}

function wordsFor(problem: XmlProblem, text: string): string {
  switch (problem.code) {
    case 'xml-empty':
      return 'EOF';
    case 'xml-too-large':
      return `document of ${problem.bytes} bytes is larger than ${problem.limit}`;
    case 'xml-doctype':
      return 'document type and entity declarations are not read';
    case 'xml-malformed':
      return text.includes('<') ? `XML syntax error on line ${problem.line}: ${problem.message}` : 'EOF';
  }
}
