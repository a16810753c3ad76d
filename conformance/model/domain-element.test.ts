import { describe, expect, it } from 'vitest';
import { attribute, child, children, parseDomainElement, text } from './domain-element.js';

describe('parseDomainElement', () => {
  it('keeps numbers as they are written, and undoes references', () => {
    const policy = child(parseDomainElement("<domain><policy unit='a &amp; &#98;'> 0x30000 </policy></domain>"), 'policy');
    expect(text(policy)).toBe('0x30000');
    expect(attribute(policy, 'unit')).toBe('a & b');
  });

  it('joins the text around and inside of what is no element', () => {
    expect(text(parseDomainElement('<domain>one <!-- aside --><![CDATA[<two>]]> three</domain>'))).toBe('one<two>three');
  });

  it('tells an empty element from an absent one', () => {
    const domain = parseDomainElement('<domain><kernel/></domain>');
    expect(text(child(domain, 'kernel'))).toBe('');
    expect(text(child(domain, 'initrd'))).toBeUndefined();
  });

  it('keeps the order of children of one name, whatever stands between', () => {
    const domain = parseDomainElement("<domain><disk n='1'/><rng/><disk n='2'/></domain>");
    expect(children(domain, 'disk').map((disk) => attribute(disk, 'n'))).toEqual(['1', '2']);
  });

  it('drops prefixes', () => {
    const domain = parseDomainElement("<domain type='kvm' xmlns:type='urn:q'><type:commandline type:value='-s'/></domain>");
    expect(attribute(domain, 'type')).toBe('kvm');
    expect(attribute(child(domain, 'commandline'), 'value')).toBe('-s');
  });

  it('is not confused by names that every object has', () => {
    const domain = parseDomainElement("<domain><constructor toString='a'/><__proto__/></domain>");
    expect(attribute(child(domain, 'constructor'), 'toString')).toBe('a');
    expect(children(domain, '__proto__')).toHaveLength(1);
    expect(attribute(domain, 'toString')).toBeUndefined();
  });

  it.each([
    ['text after the root', '<domain/>and more'],
    ['a second root', '<domain/><domain/>'],
    ['an attribute given twice', "<domain a='1' a='2'/>"],
    ['an attribute without quotes', '<domain a=1/>'],
    ['a bare ampersand', '<domain>a & b</domain>'],
    ['an entity nobody declared', '<domain>&guest;</domain>'],
    ['a character that XML has not', '<domain>\u0000</domain>'],
    ['a name that begins with a digit', '<domain><1/></domain>'],
  ])('refuses %s', (_, xml) => {
    expect(parseDomainElement(xml)).toBeUndefined();
  });
});
