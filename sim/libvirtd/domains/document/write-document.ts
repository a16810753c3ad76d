import type { XmlNode } from '../../../core/xml-reader.js';
import { element, writeXml, type XmlElement } from '../../../core/xml-writer.js';

/** Text of a canonical document, formatted as libvirt does. */
export function documentText(root: XmlNode): string {
  const metadata = root.children.find(({ name }) => name === 'metadata');
  const text = writeXml(elementOf(root));
  return metadata === undefined ? text : text.replace(metadataStandIn, () => metadataText(metadata));
}

/** Part of a document that is XML for somebody else, on its own: what virDomainGetMetadata answers. */
export function foreignText(node: XmlNode): string {
  return foreign(node, '').trimEnd();
}

const metadataStandIn = '  <metadata/>\n';

function elementOf(node: XmlNode): XmlElement {
  if (node.name === 'metadata') return element('metadata');
  if (node.children.length > 0) return element(node.name, node.attributes, ...node.children.map(elementOf));
  return node.text === '' ? element(node.name, node.attributes) : element(node.name, node.attributes, node.text);
}

/** Other people's elements are written by libxml2: double quotes. */
function metadataText({ children }: XmlNode): string {
  return `  <metadata>\n${children.map((child) => foreign(child, '    ')).join('')}  </metadata>\n`;
}

function foreign({ name, attributes, children, text }: XmlNode, indent: string): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value).replaceAll('"', '&quot;')}"`);
  const open = `${indent}<${name}${written.join('')}`;
  if (children.length > 0)
    return `${open}>\n${children.map((child) => foreign(child, `${indent}  `)).join('')}${indent}</${name}>\n`;
  return text.trim() === '' ? `${open}/>\n` : `${open}>${escaped(text)}</${name}>\n`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
