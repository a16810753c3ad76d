import { expect, it } from 'vitest';
import { listMachines, listSettings } from '../../profiles/index.js';
import { hostTable } from './host-table.js';

const page = hostTable();

/** Cells of the rows of all tables. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.slice(2, -2).split(/\s+\| /));

it('is the same every time', () => {
  expect(hostTable()).toBe(page);
});

it('has a row for every entry of the catalogue of misconfigured hosts', () => {
  const amd = Array.from({ length: 25 }, (_, index) => `A${index + 1}`);
  const intel = Array.from({ length: 12 }, (_, index) => `T${index + 1}`);
  const found = new Set(rows.map(([first = '']) => first).filter((first) => /^[AT]\d/.test(first)));
  expect([...found].sort()).toEqual([...amd, ...intel, 'T7b'].sort());
});

it('has a row for every machine and every setting', () => {
  const named = new Set(
    rows.flatMap(([first = '', second = '']) => [first, second.replace(/=.*/, ''), first.replace(/=.*/, '')]),
  );
  const ids = [...listMachines(), ...listSettings()].map(({ id }) => id);
  expect(ids.filter((id) => !named.has(id))).toEqual([]);
});

it('says of the nastiest host, an SNP firmware that fails, what each kernel makes of it', () => {
  const cells = rows
    .filter(([row]) => row === 'A12')
    .map(([, , , kernel, , parameters, domcapabilities, , starts]) => [kernel, parameters, domcapabilities, starts]);
  expect(cells).toEqual([
    ['6.1', 'Y/Y/-', '907+99: sev, sev-snp', 'sev, sev-es'],
    ['6.12', 'Y/Y/Y', 'no: none', 'none'],
    ['6.17 … 7.2', 'N/N/N', 'no: none', 'none'],
  ]);
});

it('has an introduction of ten lines', () => {
  expect(page.slice(0, page.indexOf('\n## ')).trimEnd().split('\n')).toHaveLength(10);
});
