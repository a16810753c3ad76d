import { expect, it } from 'vitest';
import { digestOf } from '../sim/core/json.js';
import { buildReport } from './model.js';
import { openReport, sealReport } from './sealed-report.js';
import { sampleLog } from './testing/sample-log.js';

const report = buildReport(sampleLog());
const sealed = sealReport(report);
const resealed = (members: object): string =>
  JSON.stringify({ ...report, ...members, digest: digestOf({ ...report, ...members }) });

it('is one line of canonical JSON with the digest of all the rest', () => {
  const { digest, ...rest } = JSON.parse(sealed);
  expect(digest).toBe(digestOf(rest));
  expect(sealed.split('\n')).toHaveLength(2);
});

it('opens to the report that was sealed, however it is spaced', () => {
  expect(openReport(sealed)).toEqual(report);
  expect(openReport(JSON.stringify(JSON.parse(sealed), null, 4))).toEqual(report);
});

it.each([
  ['no JSON', 'hello', 'r.json: this is not a report; give a report.json that fauxmetal wrote'],
  ['no object', '[]', 'r.json: this is not a report'],
  [
    'an edited report',
    sealed.replace('"fail"', '"pass"'),
    'r.json: digest: the digest does not match: the report was edited or damaged',
  ],
  ['an unknown format', resealed({ format: 'x/1' }), 'r.json: format: unknown format "x/1"'],
  ['a newer format', resealed({ format: 'fauxmetal-report/2' }), 'is newer than "fauxmetal-report/1"'],
  ['a wrong shape', resealed({ marks: { declared: -1, hit: 0, unhit: [] } }), 'r.json: marks.declared: '],
])('refuses %s', (_, text, message) => {
  expect(() => openReport(text, 'r.json')).toThrow(message);
});
