import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { childOf, childrenOf, readXml, type XmlNode, type XmlProblem, xmlSizeLimitBytes } from './xml-reader.js';

describe('readXml keeps what is written', () => {
  it('keeps attribute values that look like numbers', () => {
    expect(read("<policy value='0x30000' id='007' exp='1e3' plus='+5' blank=''/>").attributes).toEqual({
      value: '0x30000',
      id: '007',
      exp: '1e3',
      plus: '+5',
      blank: '',
    });
  });

  it('keeps text that looks like numbers or booleans, blanks included', () => {
    expect(read('<a> 0x10\n</a>').text).toBe(' 0x10\n');
    expect(read('<a>true</a>').text).toBe('true');
    expect(read('<a>00100</a>').text).toBe('00100');
  });

  it('keeps the order of children and tells apart those of one name', () => {
    const root = read("<mode><model usable='no'>A</model><x/><model usable='yes'>B</model></mode>");
    expect(root.children.map((child) => child.name)).toEqual(['model', 'x', 'model']);
    expect(childrenOf(root, 'model').map((child) => child.text)).toEqual(['A', 'B']);
    expect(childOf(root, 'model')?.attributes).toEqual({ usable: 'no' });
    expect(childOf(root, 'absent')).toBeUndefined();
    expect(childrenOf(undefined, 'model')).toEqual([]);
  });

  it('reads CDATA as text, references in it untouched, and joins it with its neighbours', () => {
    expect(read('<a>x<![CDATA[<b>&amp;</b>]]>y</a>').text).toBe('x<b>&amp;</b>y');
  });

  it('leaves comments, declarations and processing instructions out', () => {
    const root = read("<?xml version='1.0' encoding='UTF-8'?>\n<!-- made by hand --><a><?pi x?><!-- b -->c</a>\n<!-- end -->\n");
    expect(root).toEqual({ name: 'a', attributes: {}, children: [], text: 'c' });
  });

  it('keeps prefixes, so that two namespaces never fall together', () => {
    const root = read("<domain xmlns:q='urn:q' type='kvm' q:type='other'><q:memory>1</q:memory><memory>2</memory></domain>");
    expect(root.attributes).toEqual({ 'xmlns:q': 'urn:q', type: 'kvm', 'q:type': 'other' });
    expect(childrenOf(root, 'memory').map((child) => child.text)).toEqual(['2']);
    expect(childOf(root, 'q:memory')?.text).toBe('1');
  });

  it('replaces predefined and character references once', () => {
    expect(read("<a x='&#65;&#x42;&#10;'>&lt;&amp;lt;&gt;&quot;&apos;&#x1F600;&amp;#65;</a>")).toMatchObject({
      attributes: { x: 'AB\n' },
      text: '<&lt;>"\'\u{1F600}&#65;',
    });
  });

  it('reads names that JavaScript objects already have', () => {
    expect(read("<toString valueOf='1'><hasOwnProperty/></toString>")).toMatchObject({
      name: 'toString',
      attributes: { valueOf: '1' },
      children: [{ name: 'hasOwnProperty' }],
    });
  });

  it('ignores a byte-order mark', () => {
    expect(read('\uFEFF<a/>').name).toBe('a');
  });
});

describe('readXml refuses', () => {
  it.each<[string, string, XmlProblem['code']]>([
    ['nothing', '', 'xml-empty'],
    ['blanks only', ' \n\t', 'xml-empty'],
    ['an unclosed child', '<a><b></a>', 'xml-malformed'],
    ['a truncated document', "<domainCapabilities><features><sev supported='y", 'xml-malformed'],
    ['text instead of XML', 'error: failed to connect to the hypervisor', 'xml-malformed'],
    ['a second root', '<a/><b/>', 'xml-malformed'],
    ['text after the root', '<a/>and more', 'xml-malformed'],
    ['an attribute given twice', "<a x='1' x='2'/>", 'xml-malformed'],
    ['an attribute without quotes', '<a x=1/>', 'xml-malformed'],
    ['an entity nobody declared', '<a>&unknown;</a>', 'xml-malformed'],
    ['an ampersand on its own', '<a>R&D</a>', 'xml-malformed'],
    ['a reference to a character XML does not have', '<a>&#0;</a>', 'xml-malformed'],
    ['a reference to a surrogate', '<a>&#xD800;</a>', 'xml-malformed'],
    ['a reference beyond Unicode', "<a x='&#x110000;'/>", 'xml-malformed'],
    ['a name that could reach a prototype', '<__proto__/>', 'xml-malformed'],
    ['an attribute that could reach a prototype', "<a __proto__='1'/>", 'xml-malformed'],
    ['nesting without end', `${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}`, 'xml-malformed'],
    ['a document type', "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", 'xml-doctype'],
    ['a document type in lower case', '<!doctype a><a/>', 'xml-doctype'],
    ['an entity bomb', entityBomb(), 'xml-doctype'],
    ['an oversized document', `<a>${'x'.repeat(xmlSizeLimitBytes)}</a>`, 'xml-too-large'],
  ])('%s', (_what, text, code) => {
    expect(readXml(text)).toMatchObject({ ok: false, reason: { code } });
  });

  it('naming the line of the mistake', () => {
    expect(readXml('<a>\n<b>\n</a>')).toMatchObject({ reason: { code: 'xml-malformed', line: 3 } });
  });

  it('measuring size in bytes, not in characters', () => {
    const text = `<a>${'€'.repeat(xmlSizeLimitBytes / 3)}</a>`;
    expect(readXml(text)).toMatchObject({
      reason: { code: 'xml-too-large', bytes: Buffer.byteLength(text), limit: xmlSizeLimitBytes },
    });
  });

  it('or reads any text at all, but never throws', () => {
    const pieces = fc.constantFrom(
      '<',
      '</',
      '/>',
      '>',
      'a',
      ' x=',
      "'",
      '"',
      '&',
      '&lt;',
      '&#',
      ';',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '<?',
      '?>',
      '\n',
    );
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: pieces }), fc.string({ unit: 'binary' })), (text) => {
        expect(typeof readXml(text).ok).toBe('boolean');
      }),
      { numRuns: 1000 },
    );
  });
});

function read(text: string): XmlNode {
  const result = readXml(text);
  if (!result.ok) expect.unreachable(JSON.stringify(result.reason));
  return result.value;
}

/** A document of ten lines that would expand to 10⁹ words. */
function entityBomb(): string {
  const entities = Array.from({ length: 9 }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`);
  return `<!DOCTYPE a [<!ENTITY l0 "lol">${entities.join('\n')}]><a>&l9;</a>`;
}
