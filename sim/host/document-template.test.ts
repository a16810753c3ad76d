import { expect, it } from 'vitest';
import { documentTemplate, documentTokens, filledIn, isFilledTemplate, templatePieces } from './document-template.js';
import { readDomainDocument } from './domain-document.js';
import { exampleDomain } from './example-domain.js';

it('guests that differ in name and UUID only share a template', () => {
  const document = (name: string, uuid: string) =>
    exampleDomain(`default_${name}`, 'sev', { os: `<nvram template='/t'>/nvram/${name}_VARS.fd</nvram>` }).replace(
      '<os>',
      `<uuid>${uuid}</uuid><os>`,
    );
  const [one, two] = [documentTemplate(document('g1', '0-1')), documentTemplate(document('other', '0-2'))];
  expect(one?.text).toBe(two?.text);
  expect(filledIn({ text: one?.text }, one?.tokens ?? []).text).toBe(document('g1', '0-1'));
});

it('what Nova makes of a UUID is taken out as well', () => {
  const document = (uuid: string, mac: string): string =>
    exampleDomain(`instance-${uuid.slice(0, 8)}`, 'sev', {
      os: `<nvram template='/t'>/nvram/${uuid}_VARS.fd</nvram>`,
    }).replace('<os>', `<uuid>${uuid}</uuid><a><mac address='${mac}'/><target dev='tap${uuid.slice(0, 11)}'/></a><os>`);
  const one = document('a7e3d7aa-f6ec-5bd1-af63-356ac512f229', 'fa:16:3e:35:6a:c5');
  const other = document('f9d4b23a-ca6c-57ab-bb0f-d7682b341160', 'fa:16:3e:d7:68:2b');
  const [template, another] = [documentTemplate(one), documentTemplate(other)];
  expect(template?.text).toBe(another?.text);
  expect(filledIn({ text: template?.text }, another?.tokens ?? []).text).toBe(other);
  expect(isFilledTemplate(templatePieces({ text: template?.text ?? '' }), documentTokens(other) ?? [], other)).toBe(true);
});

it.each([
  ['an ordinary name', 'guest-1'],
  ['a name that is part of every other word', 'a'],
  ['a name that is an element', 'domain'],
  ['a name that is an attribute', 'type'],
  ['a name that is a value', 'pflash'],
  ['a name that is a number of the policy', '1'],
  ['a name with parts', 'default_x'],
])('%s is read as without a template', (_, name) => {
  for (let time = 0; time < 2; time += 1) {
    const read = readDomainDocument(exampleDomain(name, 'sev'));
    expect(read).toMatchObject({
      ok: true,
      value: {
        root: 'domain',
        type: 'kvm',
        name,
        machine: 'q35',
        loader: { path: '/usr/share/edk2/ovmf/OVMF_CODE.cc.fd', type: 'pflash' },
        launchSecurity: { type: 'sev', values: { policy: '0x1' } },
      },
    });
  }
});

it('documents with references, comments or declarations have no template', () => {
  for (const part of ['&amp;', '<!-- x -->', '<!DOCTYPE a>', '\uE001']) {
    expect(documentTemplate(`<domain><name>g</name>${part}</domain>`)).toBeUndefined();
  }
});

it('a document is its own template with its own tokens, and no other document is', () => {
  const xml = exampleDomain('default_g1', 'sev', { os: `<nvram template='/t'>/nvram/g1_VARS.fd</nvram>` });
  const pieces = templatePieces({ text: documentTemplate(xml)?.text ?? '' });
  const fits = (other: string): boolean => isFilledTemplate(pieces, documentTokens(other) ?? [], other);
  expect(fits(xml)).toBe(true);
  expect(fits(xml.replaceAll('g1', 'another'))).toBe(true);
  expect(fits(xml.replace('/nvram/g1', '/nvram/g2'))).toBe(false);
  expect(fits(`${xml} `)).toBe(false);
  expect(fits(xml.replace('64', '65'))).toBe(false);
});

it('a name that is an element is not mistaken for one that was a value', () => {
  const one = '<domain type="kvm"><name>g</name><title>g</title></domain>';
  const other = '<domain type="kvm"><name>title</name><title>title</title></domain>';
  for (const xml of [one, other, one]) expect(readDomainDocument(xml)).toMatchObject({ ok: true, value: { root: 'domain' } });
  expect(readDomainDocument(other)).toMatchObject({ value: { name: 'title' } });
});
