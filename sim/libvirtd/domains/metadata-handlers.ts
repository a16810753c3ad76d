import { done, type Outcome } from '../../core/outcome.js';
import { childOf, readXml, type XmlNode } from '../../core/xml-reader.js';
import type { Daemon, Fault } from '../daemon-contract.js';
import { fault, notRunning } from '../faults.js';
import type { ArgsOf, Handlers } from '../protocol/procedures.js';
import { definitionOf } from './definition.js';
import { inLibvirtsOrder } from './document/libvirt-order.js';
import { foreignText } from './document/write-document.js';
import { part, withAttributes, withChild } from './document/xml-part.js';
import { tellLifecycle } from './domain-events.js';
import { affects, lifecycle } from './domain-states.js';
import { type Domain, domainsOf, isActive, nameOf } from './domain-store.js';
import { onDomain } from './on-domain.js';

/** Handlers of what users write beside a domain, and of its name. Source: libvirt 11.3.0 `src/conf/domain_conf.c`, as run. */
export const metadataHandlers: Handlers = {
  domainGetMetadata: onDomain((domain, args, { daemon }) => getMetadata(domain, args, daemon)),
  domainSetMetadata: onDomain((domain, args, { daemon }) => setMetadata(domain, args, daemon)),
  domainRename: onDomain((domain, { newName }, { daemon }) => rename(domain, newName ?? '', daemon)),
};

/** `virDomainMetadataType`. */
const kinds = ['description', 'title', 'element'] as const;

function getMetadata(
  domain: Domain,
  args: ArgsOf<'domainGetMetadata'>,
  daemon: Daemon,
): Outcome<{ readonly metadata: string }, Fault> {
  const kind = kinds[args.type];
  const wrong = wrongTarget(domain, args.flags, daemon);
  if (wrong !== undefined) return wrong;
  const { root } = (args.flags & affects.config) !== 0 ? (domain.next ?? domain.definition) : domain.definition;
  const text = kind === 'element' ? ownElement(root, args.uri) : kind && childOf(root, kind)?.text;
  if (text !== undefined) return done({ metadata: text });
  return fault(daemon, 'no-metadata', 'Requested metadata element is not present', 'domain');
}

/** The element of one application, by its namespace. */
function ownElement(root: XmlNode, uri: string | undefined): string | undefined {
  const found = childOf(root, 'metadata')?.children.find((child) => namespaceOf(child) === uri);
  return found === undefined ? undefined : foreignText(unprefixed(found));
}

function namespaceOf({ name, attributes }: XmlNode): string | undefined {
  const prefix = name.includes(':') ? name.slice(0, name.indexOf(':')) : undefined;
  return attributes[prefix === undefined ? 'xmlns' : `xmlns:${prefix}`];
}

/** Clients get the element without its namespace. */
function unprefixed(node: XmlNode): XmlNode {
  const attributes = Object.entries(node.attributes).filter(([name]) => name !== 'xmlns' && !name.startsWith('xmlns:'));
  const name = node.name.slice(node.name.indexOf(':') + 1);
  return { ...node, name, attributes: Object.fromEntries(attributes), children: node.children.map(unprefixed) };
}

function setMetadata(domain: Domain, args: ArgsOf<'domainSetMetadata'>, daemon: Daemon): Outcome<undefined, Fault> {
  const wrong = wrongTarget(domain, args.flags, daemon);
  if (wrong !== undefined) return wrong;
  const element = args.metadata === undefined || kinds[args.type] !== 'element' ? undefined : readXml(args.metadata);
  if (element?.ok === false) return fault(daemon, 'xml-detail', '(metadata_xml):1: Document is empty', 'domain');
  const [live, config] = targets(domain, args.flags);
  const changed = (root: XmlNode): XmlNode => inLibvirtsOrder(withMetadata(root, args, element?.value));
  if (config && domain.next !== undefined) domain.next = definitionOf(changed(domain.next.root));
  if (live || domain.next === undefined) domain.definition = definitionOf(changed(domain.definition.root));
  daemon.events.emit({ kind: 'metadata', domain: nameOf(domain), type: args.type, namespace: args.uri });
  return done(undefined);
}

function withMetadata(
  root: XmlNode,
  { type, metadata, key, uri }: ArgsOf<'domainSetMetadata'>,
  element: XmlNode | undefined,
): XmlNode {
  const kind = kinds[type];
  if (kind === 'description' || kind === 'title') {
    return withChild(root, kind, metadata === undefined || metadata === '' ? undefined : part(kind, {}, metadata));
  }
  const others = childOf(root, 'metadata')?.children.filter((child) => namespaceOf(child) !== uri) ?? [];
  const own = element === undefined ? [] : [prefixed(withAttributes(element, { [`xmlns:${key}`]: uri }), key ?? '')];
  const all = [...others, ...own];
  return withChild(root, 'metadata', all.length === 0 ? undefined : part('metadata', {}, all));
}

function prefixed(node: XmlNode, key: string): XmlNode {
  return {
    ...node,
    name: node.name.includes(':') ? node.name : `${key}:${node.name}`,
    children: node.children.map((child) => prefixed(child, key)),
  };
}

/** The running guest, its definition, or what it is now. */
function targets(domain: Domain, flags: number): readonly [live: boolean, config: boolean] {
  const which = flags & 3;
  return which === 0 ? [true, !isActive(domain)] : [(which & affects.live) !== 0, (which & affects.config) !== 0];
}

/** Source: libvirt 11.3.0 `src/conf/domain_conf.c` `virDomainObjUpdateModificationImpact`. */
export function wrongTarget(domain: Domain, flags: number, daemon: Daemon): ReturnType<typeof fault> | undefined {
  if ((flags & affects.live) !== 0 && !isActive(domain)) return notRunning(daemon);
  if ((flags & affects.config) === 0 || domain.persistent) return undefined;
  return fault(daemon, 'operation-invalid', 'transient domains do not have any persistent config', 'domain');
}

/** Undefined under its old name and defined under the new one; only while it does not run. */
function rename(domain: Domain, newName: string, daemon: Daemon): Outcome<{ readonly retcode: number }, Fault> {
  if (isActive(domain)) return fault(daemon, 'operation-invalid', 'cannot rename active domain');
  if (!domain.persistent) return fault(daemon, 'operation-invalid', 'cannot rename a transient domain');
  if (domainsOf(daemon).byName(newName) !== undefined) {
    return fault(daemon, 'operation-invalid', `domain with name '${newName}' already exists`, 'domain');
  }
  if (domain.saved !== undefined) return fault(daemon, 'operation-invalid', "domain with a managed saved state can't be renamed");
  tellLifecycle(daemon, domain, lifecycle.undefined.event, lifecycle.undefined.renamed);
  domain.definition = definitionOf(withChild(domain.definition.root, 'name', part('name', {}, newName)));
  tellLifecycle(daemon, domain, lifecycle.defined.event, lifecycle.defined.renamed);
  return done({ retcode: 0 });
}
