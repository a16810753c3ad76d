import type { XmlNode } from '../../core/xml-reader.js';

/**
 * Every value an XPath finds, as far as tests of documents need it: steps `name`, `*`, `name[@attribute='value']` and
 * `*[not(self::name)]` from the root element on, and an attribute at the end. A step that finds nothing gives no values.
 *
 * @example valuesAt(document, "/domain/devices/controller[@type='scsi']/driver/@iommu") // ['on']
 */
export function valuesAt(document: XmlNode, path: string): readonly string[] {
  const steps = path.replace(/^\/domain\//, '').split('/');
  const attribute = steps.at(-1)?.startsWith('@') ? steps.pop()?.slice(1) : undefined;
  const nodes = steps.reduce<readonly XmlNode[]>((level, step) => level.flatMap((node) => childrenAt(node, step)), [document]);
  return nodes.flatMap((node) => (attribute === undefined ? [node.text.trim()] : (node.attributes[attribute] ?? [])));
}

function childrenAt(node: XmlNode, step: string): readonly XmlNode[] {
  const [, except] = /^\*\[not\(self::(\w+)\)\]$/.exec(step) ?? [];
  if (except !== undefined) return node.children.filter(({ name }) => name !== except);
  const [, name, attribute, value] = /^([^[]+)(?:\[@(\w+)='([^']*)'\])?$/.exec(step) ?? [];
  return node.children.filter(
    (child) => (name === '*' || child.name === name) && (attribute === undefined || child.attributes[attribute] === value),
  );
}
