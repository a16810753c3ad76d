import type { XmlNode } from '../../../core/xml-reader.js';
import { childOf } from '../../../core/xml-reader.js';

/** An element with attributes and either children or a text. Attributes that are undefined are left out. */
export function part(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>> = {},
  content: readonly (XmlNode | undefined)[] | string = [],
): XmlNode {
  const kept = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)] as const]));
  const [children, text] = typeof content === 'string' ? [[], content] : [content.filter((child) => child !== undefined), ''];
  return { name, attributes: Object.fromEntries(kept), children, text };
}

/** The same element with these attributes set, or removed where they are undefined. New ones come last. */
export function withAttributes(node: XmlNode, attributes: Readonly<Record<string, string | number | undefined>>): XmlNode {
  const all = Object.entries({ ...node.attributes, ...attributes });
  const kept = all.flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)] as const]));
  return { ...node, attributes: Object.fromEntries(kept) };
}

/** The same element with these children, in place of all its own. */
export function withChildren(node: XmlNode, children: readonly XmlNode[]): XmlNode {
  return { ...node, children, text: children.length === 0 ? node.text : '' };
}

/** The same element with one child of that name, in the old one's place or last; without one where the child is undefined. */
export function withChild(node: XmlNode, name: string, child: XmlNode | undefined): XmlNode {
  if (child === undefined)
    return withChildren(
      node,
      node.children.filter((each) => each.name !== name),
    );
  const old = childOf(node, name);
  if (old === undefined) return withChildren(node, [...node.children, child]);
  return withChildren(
    node,
    node.children.map((each) => (each === old ? child : each)),
  );
}

/** Text of a child without the white space around it, or undefined without the child. */
export function textOf(node: XmlNode | undefined, name: string): string | undefined {
  return childOf(node, name)?.text.trim();
}

/** A child's attribute. */
export function attributeOf(node: XmlNode | undefined, name: string, attribute: string): string | undefined {
  return childOf(node, name)?.attributes[attribute];
}
