import { expect, it } from 'vitest';
import type { JsonObject } from '../../sim/core/json.js';
import { stepsToCurrent, type Upgrader, upgradeRecord } from './upgrade.js';

/** Format 1 counted in dozens, which its header says; format 2 in pieces under another name; format 3 adds a unit. */
const upgraders: readonly Upgrader[] = [
  {
    from: 'eggs/1',
    to: 'eggs/2',
    upgrade: ({ dozens, ...rest }, header) =>
      dozens === undefined ? rest : { ...rest, pieces: Number(dozens) * Number(header.size) },
  },
  { from: 'eggs/2', to: 'eggs/3', upgrade: (record) => ('pieces' in record ? { ...record, unit: 'egg' } : record) },
];

const header: JsonObject = { format: 'eggs/1', size: 12 };
const place = { file: 'eggs.ndjson', line: 1 };

it('takes a record through one step after the other, each with the header of its own format', () => {
  const steps = stepsToCurrent('eggs/1', 'eggs/3', upgraders, place);
  expect(steps.map((step) => step.to)).toEqual(['eggs/2', 'eggs/3']);
  expect(upgradeRecord({ dozens: 2 }, header, steps)).toEqual({ pieces: 24, unit: 'egg' });
});

it('renames the format of the header and of nothing else', () => {
  const steps = stepsToCurrent('eggs/1', 'eggs/3', upgraders, place);
  expect(upgradeRecord(header, header, steps)).toEqual({ format: 'eggs/3', size: 12 });
});

it('leaves the current format alone', () => {
  expect(stepsToCurrent('eggs/3', 'eggs/3', upgraders, place)).toEqual([]);
  expect(upgradeRecord(header, header, [])).toBe(header);
});

it.each([
  ['eggs/4', 'eggs.ndjson:1: "eggs/4" is newer than "eggs/3", the newest format known here; update fauxmetal'],
  ['eggs/0', 'eggs.ndjson:1: unknown format "eggs/0"; this fauxmetal reads "eggs/3" and its predecessors'],
  ['ham/9', 'unknown format "ham/9"'],
])('refuses %s', (format, message) => {
  expect(() => stepsToCurrent(format, 'eggs/3', upgraders, place)).toThrow(message);
});
