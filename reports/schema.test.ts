import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { buildReport } from './model.js';
import { reportSchema, reportSchemaText } from './schema.js';
import { caseRecord, failedCase, logOf, runRecord, sampleLog } from './testing/sample-log.js';

it('is committed as generated', () => {
  expect(readFileSync(new URL('schema/report.schema.json', import.meta.url), 'utf8')).toBe(reportSchemaText());
});

it('accepts every kind of report and knows every member of it', () => {
  const subject = { id: 'x', stack: 'kubevirt', quirks: ['q'], stages: ['label'] };
  const logs = [
    sampleLog(),
    [runRecord()],
    [runRecord({ shard: { index: 1, count: 3 }, marks: [{ id: 'a', rare: 'b' }] })],
    logOf([caseRecord(0, { checks: [], reach: { sev: 0 } }), failedCase(1, 'kubevirt/label/sev')], { run: { subject } }),
    logOf([caseRecord(0)], { run: { plan: { deterministic: 0, random: 9, canary: 0 } } }),
  ];
  for (const log of logs) expect(reportSchema.parse(buildReport(log))).toEqual(buildReport(log));
});

it('describes a sealed report that any JSON Schema validator can check', () => {
  const schema = JSON.parse(reportSchemaText());
  expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
  expect(schema.required).toEqual(expect.arrayContaining(['format', 'summary', 'digest']));
  expect(schema.additionalProperties).toBe(false);
});
