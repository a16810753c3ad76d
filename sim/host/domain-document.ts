import { done, type Outcome } from '../core/outcome.js';
import { childOf, childrenOf, readXml, type XmlNode, type XmlProblem } from '../core/xml-reader.js';
import {
  documentTemplate,
  documentTokens,
  filledIn,
  isFilledTemplate,
  type TemplatePieces,
  templatePieces,
} from './document-template.js';

/** What a start looks at in a domain document, as written: nothing is checked or turned into numbers yet. */
export interface DomainDocument {
  /** Name of the root element; anything but `domain` is an error. */
  readonly root: string;
  readonly type: string | undefined;
  readonly name: string;
  readonly uuid: string;
  readonly machine: string;
  /** `efi` or `bios` when libvirt is to choose the firmware. */
  readonly firmware: string | undefined;
  readonly loader: LoaderElement | undefined;
  /** `<feature>` of `<firmware>`: whether each is wanted, by name; absent where none is named. */
  readonly firmwareFeatures?: Readonly<Record<string, string>>;
  /** `template` of the variable store. */
  readonly nvramTemplate: string | undefined;
  /** `state` of `<smm>` and `<pmu>`, `driver` of `<ioapic>`; an element without the attribute counts as `on`. */
  readonly smm: string | undefined;
  readonly pmu: string | undefined;
  readonly ioapic: string | undefined;
  readonly launchSecurity: LaunchSecurityElement | undefined;
}

/** `<loader>` of a domain document. */
export interface LoaderElement {
  readonly path: string;
  readonly type: string | undefined;
  readonly secure: string | undefined;
  readonly readonly?: string;
  readonly stateless?: string;
}

/** `<launchSecurity>`: its type, all its attributes, and the text of its children by name. */
export interface LaunchSecurityElement {
  readonly type: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
}

/** Reads a domain document. Documents that differ in name and UUID only are parsed once, within a bound. */
export function readDomainDocument(xml: string): Outcome<DomainDocument, XmlProblem> {
  const tokens = documentTokens(xml);
  const recent = tokens && recentTemplates.find(({ pieces }) => isFilledTemplate(pieces, tokens, xml));
  if (tokens !== undefined && recent !== undefined) return done(filledIn(recent.document, tokens));
  const template = documentTemplate(xml);
  const shared = template === undefined ? undefined : readTemplate(template.text);
  if (template !== undefined && shared !== undefined) {
    rememberRecent({ pieces: templatePieces(template), document: shared });
    return done(filledIn(shared, template.tokens));
  }
  const read = readXml(xml);
  return read.ok ? done(documentOf(read.value)) : read;
}

/** A template as it was used lately, cut into pieces. */
interface RecentTemplate {
  readonly pieces: TemplatePieces;
  readonly document: DomainDocument;
}

function rememberRecent(template: RecentTemplate): void {
  recentTemplates.unshift(template);
  if (recentTemplates.length > recentTemplatesMax) recentTemplates.pop();
}

/** Latest first. Few, because each is held against a document that matches none of them. */
const recentTemplates: RecentTemplate[] = [];
const recentTemplatesMax = 16;

/** What was read from a template; undefined when it is not well-formed, whatever that says about the document. */
function readTemplate(text: string): DomainDocument | undefined {
  if (templates.has(text)) return templates.get(text);
  const read = readXml(text);
  const document = read.ok ? documentOf(read.value) : undefined;
  if (templates.size >= templatesMax) templates.delete(templates.keys().next().value ?? '');
  templates.set(text, document);
  return document;
}

const templates = new Map<string, DomainDocument | undefined>();
const templatesMax = 512;

function documentOf(root: XmlNode): DomainDocument {
  const os = childOf(root, 'os');
  const features = childOf(root, 'features');
  return {
    root: root.name,
    type: root.attributes.type,
    name: childOf(root, 'name')?.text ?? '',
    uuid: childOf(root, 'uuid')?.text.trim() ?? '',
    machine: childOf(os, 'type')?.attributes.machine ?? '',
    firmware: os?.attributes.firmware,
    loader: loaderOf(childOf(os, 'loader')),
    ...firmwareFeaturesOf(childOf(os, 'firmware')),
    nvramTemplate: childOf(os, 'nvram')?.attributes.template,
    smm: stateOf(childOf(features, 'smm'), 'state'),
    pmu: stateOf(childOf(features, 'pmu'), 'state'),
    ioapic: stateOf(childOf(features, 'ioapic'), 'driver'),
    launchSecurity: launchSecurityOf(childOf(root, 'launchSecurity')),
  };
}

function loaderOf(node: XmlNode | undefined): LoaderElement | undefined {
  if (node === undefined) return undefined;
  const { type, secure, readonly, stateless } = node.attributes;
  const rarely = { ...(readonly === undefined ? {} : { readonly }), ...(stateless === undefined ? {} : { stateless }) };
  return { path: node.text.trim(), type, secure, ...rarely };
}

function firmwareFeaturesOf(node: XmlNode | undefined): Pick<DomainDocument, 'firmwareFeatures'> {
  const features = childrenOf(node, 'feature').map(
    ({ attributes }) => [attributes.name ?? '', attributes.enabled ?? ''] as const,
  );
  return features.length === 0 ? {} : { firmwareFeatures: Object.fromEntries(features) };
}

function stateOf(node: XmlNode | undefined, attribute: string): string | undefined {
  return node === undefined ? undefined : (node.attributes[attribute] ?? 'on');
}

function launchSecurityOf(node: XmlNode | undefined): LaunchSecurityElement | undefined {
  if (node === undefined) return undefined;
  const names = [...new Set(node.children.map(({ name }) => name))];
  const values = names.map((name) => [name, childrenOf(node, name)[0]?.text ?? ''] as const);
  return { type: node.attributes.type, attributes: node.attributes, values: Object.fromEntries(values) };
}
