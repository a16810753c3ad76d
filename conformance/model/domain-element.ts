import { SaxesParser, type SaxesTagPlain } from 'saxes';

/**
 * An element as the judges read it: attributes under `@name`, text under `#text` (empty without any, and without blanks around it),
 * children as lists under their names. Prefixes of names are dropped, and so are their declarations.
 */
export interface Element {
  readonly [key: string]: string | readonly Element[] | undefined;
}

/**
 * The root element of a domain document; undefined when the text is not well formed, declares a document type or entities, or is not a
 * domain. The parser is another one than the host's and the stacks', so that a mistake of theirs cannot hide the mistake it makes.
 */
export function parseDomainElement(xml: string): Element | undefined {
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) return undefined;
  try {
    return child(documentOf(xml), 'domain');
  } catch (error) {
    if (error instanceof NotWellFormed) return undefined;
    throw error;
  }
}

/** Children of that name, in order. */
export function children(element: Element | undefined, name: string): readonly Element[] {
  const list = element?.[name];
  return Array.isArray(list) ? list : [];
}

/** The first child of that name. */
export function child(element: Element | undefined, name: string): Element | undefined {
  return children(element, name)[0];
}

/** An attribute as it is written, but for references, which are replaced. */
export function attribute(element: Element | undefined, name: string): string | undefined {
  const value = element?.[`@${name}`];
  return typeof value === 'string' ? value : undefined;
}

/** The text of an element, without blanks around it. */
export function text(element: Element | undefined): string | undefined {
  const value = element?.['#text'];
  return typeof value === 'string' ? value : undefined;
}

type GrowingElement = Record<string, string | Element[]>;

/** What is thrown at the first thing that is not XML. */
class NotWellFormed extends Error {}

/** A document holding its root, if it has one. */
function documentOf(xml: string): Element {
  const document = elementOf({});
  const open = [document];
  let inside = document;
  const parser = new SaxesParser({ position: false, xmlns: false });
  parser.on('opentag', ({ name, attributes }) => {
    const element = elementOf(attributes);
    addChild(inside, localName(name), element);
    open.push(element);
    inside = element;
  });
  parser.on('closetag', () => {
    open.pop();
    inside = open[open.length - 1] as GrowingElement;
  });
  const addText = (piece: string): void => {
    inside['#text'] = `${inside['#text'] as string}${piece.trim()}`;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('error', ({ message }) => {
    throw new NotWellFormed(message);
  });
  parser.write(xml).close();
  return document;
}

/** Without a prototype: an element may be called `constructor`. */
function elementOf(attributes: SaxesTagPlain['attributes']): GrowingElement {
  const element = Object.create(null) as GrowingElement;
  for (const name in attributes) {
    if (!name.startsWith('xmlns:')) element[`@${localName(name)}`] = attributes[name] as string;
  }
  element['#text'] = '';
  return element;
}

function addChild(parent: GrowingElement, name: string, element: Element): void {
  const twins = parent[name] as Element[] | undefined;
  if (twins === undefined) parent[name] = [element];
  else twins.push(element);
}

function localName(name: string): string {
  const at = name.indexOf(':');
  return at < 0 ? name : name.slice(at + 1);
}
