import type { XmlNode } from '../../../core/xml-reader.js';
import { attributeOrder, childOrder, deviceChildOrder } from './element-order.js';

/** A domain document with everything in the order libvirt writes it in, and without what libvirt does not know. */
export function inLibvirtsOrder(root: XmlNode): XmlNode {
  const children = sorted(root.children, childOrder.domain ?? []).map((child) => topLevel(child));
  return { ...root, attributes: sortedAttributes(root), children, text: '' };
}

/** One device in libvirt's order. */
export function deviceInOrder(device: XmlNode): XmlNode {
  const children = device.children.map((child) => plain(child));
  return { ...device, attributes: sortedAttributes(device), children: loosely(children, deviceChildOrder[device.name] ?? []) };
}

function topLevel(node: XmlNode): XmlNode {
  if (node.name === 'metadata') return node;
  const order = childOrder[node.name];
  const children = order === undefined ? node.children : sorted(node.children, order);
  const inside = node.name === 'devices' ? children.map(deviceInOrder) : children.map((child) => plain(child));
  return { ...node, attributes: sortedAttributes(node), children: inside };
}

function plain(node: XmlNode): XmlNode {
  return { ...node, attributes: sortedAttributes(node), children: node.children.map(plain) };
}

/** Known children only. */
function sorted(children: readonly XmlNode[], order: readonly string[]): readonly XmlNode[] {
  return loosely(
    children.filter(({ name }) => order.includes(name)),
    order,
  );
}

/** Array.prototype.sort is stable: children of one name keep their order. */
function loosely(children: readonly XmlNode[], order: readonly string[]): readonly XmlNode[] {
  return [...children].sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name));
}

function sortedAttributes({ name, attributes }: XmlNode): XmlNode['attributes'] {
  const order = attributeOrder[name];
  if (order === undefined) return attributes;
  const rank = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  return Object.fromEntries(Object.entries(attributes).sort(([one], [other]) => rank(one) - rank(other)));
}
