import type { LibvirtView } from '../../../contracts/truth.js';
import { childOf, type XmlNode } from '../../../core/xml-reader.js';
import { childOrder } from './element-order.js';
import { textOf } from './xml-part.js';

/**
 * What libvirt's schema says against a document, as far as the simulator knows the schema: unknown elements of a domain and of its
 * devices, and launch security of another form. Undefined when nothing is known against it.
 * Source: libvirt 11.3.0 `src/conf/schemas/domaincommon.rng`; words as run with 9.0.0, 11.3.0 and 12.8.0.
 */
export function schemaProblem(root: XmlNode, view: LibvirtView): string | undefined {
  const unknown = unknownChild(root);
  if (unknown !== undefined) return invalid(`Element domain has extra content: ${unknown.name}`);
  if (unknownChild(childOf(root, 'devices')) !== undefined) return invalid(...inDomain('devices'));
  const wrong = launchSecurityProblem(childOf(root, 'launchSecurity'), view);
  return wrong === undefined ? undefined : invalid(wrong, ...inDomain('launchSecurity'));
}

function unknownChild(node: XmlNode | undefined): XmlNode | undefined {
  const known = childOrder[node?.name ?? ''] ?? [];
  return node?.children.find(({ name }) => !known.includes(name) && !name.includes(':'));
}

/** The parser reads any hexadecimal number, the schema wants lower case. */
function launchSecurityProblem(element: XmlNode | undefined, { knowsSnp, knowsTdx }: LibvirtView): string | undefined {
  if (element === undefined) return undefined;
  const { type = '' } = element.attributes;
  const known = ['sev', 's390-pv', ...(knowsSnp ? ['sev-snp'] : []), ...(knowsTdx ? ['tdx'] : [])];
  if (!known.includes(type)) return 'Element launchSecurity failed to validate content';
  const policy = textOf(element, 'policy');
  if (policy === undefined) return type.startsWith('sev') ? 'Expecting an element policy, got nothing' : undefined;
  return /^(0x)?[0-9a-f]+$/.test(policy) ? undefined : 'Error validating datatype string';
}

function inDomain(name: string): readonly string[] {
  return [`Extra element ${name} in interleave`, 'Element domain failed to validate content'];
}

/** What libxml2 says ends with a line feed, which becomes part of the error. */
function invalid(...lines: readonly string[]): string {
  return ['Unable to validate doc against /usr/share/libvirt/schemas/domain.rng', ...lines, ''].join('\n');
}
