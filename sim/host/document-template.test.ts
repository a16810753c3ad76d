import { expect, it } from 'vitest';
import { documentTemplate, filledIn } from './document-template.js';
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
