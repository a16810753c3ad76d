import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readXml, type XmlNode } from './xml-reader.js';
import { element, fixedElement, fixedElements, writeXml, type XmlElement } from './xml-writer.js';

describe('writeXml', () => {
  it('formats as libvirt does: two spaces, single quotes, empty elements closed, a line feed at the end', () => {
    const document = element(
      'features',
      {},
      element('sev', { supported: 'yes' }, element('cbitpos', {}, 51), element('policy', {}, '0x0003')),
      element('acpi'),
    );
    expect(writeXml(document)).toBe(
      [
        '<features>',
        "  <sev supported='yes'>",
        '    <cbitpos>51</cbitpos>',
        '    <policy>0x0003</policy>',
        '  </sev>',
        '  <acpi/>',
        '</features>',
        '',
      ].join('\n'),
    );
  });

  it('leaves out children and attributes that are absent', () => {
    expect(writeXml(element('a', { x: undefined, y: 0 }, undefined, false))).toBe("<a y='0'/>\n");
  });

  it('writes a fixed element like any other, at every depth it stands at', () => {
    const console = element('console', { type: 'pty' }, element('target', { port: 0 }));
    const once = fixedElement(console);
    for (const part of [once, console, once]) {
      expect(writeXml(element('a', {}, part, element('b', {}, part)))).toBe(
        writeXml(element('a', {}, console, element('b', {}, console))),
      );
    }
    expect(writeXml(once, '\t')).toBe(writeXml(console, '\t'));
  });

  it('writes fixed elements one after another, as if each were said alone', () => {
    const [one, two] = [element('one', { x: 1 }), element('two', {}, element('inner'))];
    const both = fixedElements(one, undefined, two);
    for (let time = 0; time < 2; time += 1) {
      expect(writeXml(element('a', {}, both, one))).toBe(writeXml(element('a', {}, one, two, one)));
      expect(writeXml(both)).toBe(`${writeXml(one)}${writeXml(two)}`);
    }
    expect(writeXml(element('a', {}, fixedElements()))).toBe('<a/>\n');
  });

  it('keeps an empty text apart from no content', () => {
    expect(writeXml(element('a', {}, ''))).toBe('<a></a>\n');
  });

  it('escapes markup in text and attributes', () => {
    expect(writeXml(element('a', { x: `<&>'"` }, `<&>'"`))).toBe(
      "<a x='&lt;&amp;&gt;&apos;&quot;'>&lt;&amp;&gt;&apos;&quot;</a>\n",
    );
  });

  it('writes line breaks in attributes as references and leaves out what XML cannot hold', () => {
    expect(writeXml(element('a', { x: 'a\n\tb\u0000\u001b' }, 'c\r\nd\u0007'))).toBe("<a x='a&#10;&#9;b'>c&#13;\nd</a>\n");
  });

  it('writes what readXml reads back, whatever names, attributes and text', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        expect(readXml(writeXml(tree))).toEqual({ ok: true, value: asRead(tree) });
      }),
      { numRuns: 300 },
    );
  });
});

const names = fc
  .stringMatching(/^[a-z][a-zA-Z0-9_-]{0,8}(:[a-z]{1,4})?$/)
  .filter((name) => !/^(constructor|prototype)$/i.test(name));

/** Any text XML can hold; lone surrogates and control characters are not in it. */
const texts = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom('<', '>', '&', "'", '"', '\n', '\t', '\r', ' ', ']]>', '&amp;', '&#65;'),
      fc.string({ unit: 'grapheme', maxLength: 1 }),
    ),
  })
  .map((text) => text.replace(/(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu, ''));

const { trees } = fc.letrec<{ trees: XmlElement }>((tie) => ({
  trees: fc
    .tuple(
      names,
      fc.dictionary(names, texts, { maxKeys: 4 }),
      fc.oneof({ depthSize: 'small', withCrossShrink: true }, texts, fc.array(tie('trees'), { maxLength: 4 })),
    )
    .map(([name, attributes, content]) =>
      typeof content === 'string' ? { name, attributes, text: content } : { name, attributes, children: content },
    ),
}));

/** What a reader sees of an element: the line feeds and blanks between children are text of the parent. */
function asRead(tree: XmlElement, indent = ''): XmlNode {
  const children = (tree.children ?? []) as readonly XmlElement[];
  return {
    name: tree.name,
    attributes: { ...tree.attributes } as Record<string, string>,
    children: children.map((child) => asRead(child, `${indent}  `)),
    text: children.length === 0 ? String(tree.text ?? '') : `${`\n${indent}  `.repeat(children.length)}\n${indent}`,
  };
}
