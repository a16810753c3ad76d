import type { XmlNode } from '../../core/xml-reader.js';

/**
 * Every value an XPath finds, as far as tests of documents need it: steps `name` and `name[@attribute='value']` below the root element, and
 * an attribute at the end. A step that finds nothing gives no values.
 *
 * @example valuesAt(document, "devices/controller[@type='scsi']/driver/@iommu") // ['on']
 */
export function valuesAt(document: XmlNode, path: string): readonly string[] {
  const steps = path.split('/');
  const attribute = steps.at(-1)?.startsWith('@') ? steps.pop()?.slice(1) : undefined;
  const nodes = steps.reduce<readonly XmlNode[]>((level, step) => level.flatMap((node) => childrenAt(node, step)), [document]);
  return nodes.flatMap((node) => (attribute === undefined ? [node.text.trim()] : (node.attributes[attribute] ?? [])));
}

function childrenAt(node: XmlNode, step: string): readonly XmlNode[] {
  const [, name, attribute, value] = /^([^[]+)(?:\[@(\w+)='([^']*)'\])?$/.exec(step) ?? [];
  return node.children.filter(
    (child) => child.name === name && (attribute === undefined || child.attributes[attribute] === value),
  );
}
