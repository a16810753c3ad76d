import { expect, it } from 'vitest';
import { excerptOf } from './excerpt.js';

const document = `<domainCapabilities>
  <features>
    <sev supported='yes'>
      <maxESGuests>99</maxESGuests>
    </sev>
    <tdx supported='no'/>
    <sevenths/>
  </features>
`;

it.each([
  ['sev', { line: 3, lines: ["    <sev supported='yes'>", '      <maxESGuests>99</maxESGuests>', '    </sev>'] }],
  ['tdx', { line: 6, lines: ["    <tdx supported='no'/>"] }],
  ['maxESGuests', { line: 4, lines: ['      <maxESGuests>99</maxESGuests>'] }],
  ['launchSecurity', undefined],
])('shows the element %s with the lines it stands on', (element, excerpt) => {
  expect(excerptOf(document, { element })).toEqual(excerpt);
});

it('shows what is left of an element that does not end', () => {
  expect(excerptOf("<a>\n<sev supported='yes'>\n", { element: 'sev' })).toEqual({ line: 2, lines: ["<sev supported='yes'>"] });
  expect(excerptOf('<sev>\n<other/>\n<third/>\n', { element: 'sev' })).toEqual({ line: 1, lines: ['<sev>'] });
  expect(excerptOf('<a>\n<sev ', { element: 'sev' })).toEqual({ line: 2, lines: ['<sev '] });
});

it('shows the line that begins with a word, and not one that begins like it', () => {
  expect(excerptOf('sev 907\nsev_es 99\n', { line: 'sev_es' })).toEqual({ line: 2, lines: ['sev_es 99'] });
  expect(excerptOf('sev_es 99\n', { line: 'sev' })).toBeUndefined();
});

it('shows a file whole when no part of it decides', () => {
  expect(excerptOf('Y\n', {})).toEqual({ line: 1, lines: ['Y'] });
});
