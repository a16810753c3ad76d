import { expect, it } from 'vitest';
import { UsageError } from '../sim/core/usage-error.js';
import type { LogRecord } from './log.js';
import { readLog } from './log-reader.js';
import { writeLog, writeLogLine } from './log-writer.js';
import {
  canaryRecord,
  caseRecord,
  counterexample,
  endRecord,
  failedCase,
  logOf,
  runRecord,
  sampleLog,
} from './testing/sample-log.js';

it('reads back exactly what was written', () => {
  const log = sampleLog();
  expect(readLog(writeLog(log))).toEqual(log);
});

it('writes equal records as equal lines, whatever the order of their members', () => {
  const { record, ...rest } = endRecord(3);
  expect(writeLogLine({ ...rest, record })).toBe(writeLogLine({ record, ...rest }));
  expect(writeLogLine(endRecord(3))).toBe('{"canaryKilled":true,"cases":3,"record":"end"}\n');
});

it('accepts timing anywhere, blank lines and Windows line ends', () => {
  const timing: LogRecord = { record: 'timing', of: 'run', milliseconds: 0.5 };
  const text = writeLog([timing, ...logOf([caseRecord(0)]), timing]).replaceAll('\n', '\r\n\r\n');
  expect(readLog(text)).toHaveLength(5);
});

it('drops the torn last line of a run that was killed', () => {
  const text = writeLog(logOf([caseRecord(0), caseRecord(1)], { end: false }));
  expect(readLog(text.slice(0, -20))).toHaveLength(2);
});

it('lets the canary stand on a machine that is not of the plan', () => {
  const log = logOf([canaryRecord(0)], { run: { machines: ['rome'] } });
  expect(readLog(writeLog(log))).toEqual(log);
});

const header = writeLogLine(runRecord());
const line = (overrides: object): string => writeLogLine({ ...caseRecord(0), ...overrides } as LogRecord);

it.each<[string, string, string]>([
  ['an empty file', '', 'run.ndjson:1: this is not a run log'],
  ['another kind of file', '{"hello":1}\n', 'run.ndjson:1: this is not a run log'],
  ['a line that is no JSON', `${header}{"record":\n`, 'run.ndjson:2: this is not a JSON object'],
  ['a line that is no object', `${header}[]\n`, 'run.ndjson:2: this is not a JSON object'],
  ['a newer format', header.replace('log/1', 'log/2'), 'run.ndjson:1: format: "fauxmetal-log/2" is newer than "fauxmetal-log/1"'],
  ['an unknown format', header.replace('fauxmetal-log/1', 'x'), 'run.ndjson:1: format: unknown format "x"'],
  ['an unknown kind of record', `${header}{"record":"toString"}\n`, 'run.ndjson:2: record: unknown kind of record "toString"'],
  ['a missing member', `${header}{"record":"end","cases":0}\n`, 'run.ndjson:2: canaryKilled: is missing'],
  ['a wrong number', header + line({ commands: -1 }), 'run.ndjson:2: commands: must be a whole number from 0'],
  ['a wrong verdict', header + line({ verdict: 'ok' }), 'run.ndjson:2: verdict: must be one of "pass"'],
  ['a wrong reach', header + line({ reach: { sev: 8 } }), 'run.ndjson:2: reach.sev: must be a whole number from 0 to 7'],
  ['a wrong list element', header + line({ assumed: ['x', 7] }), 'run.ndjson:2: assumed.1: must be text'],
  ['two runs', header + header, 'run.ndjson:2: record: a log holds one run'],
  ['a case twice', header + line({}) + line({}), 'run.ndjson:3: index: case 0 is already in line 2'],
  ['a case beyond the plan', header + line({ index: 61 }), 'run.ndjson:2: index: case 61 is beyond the 61 planned cases'],
  ['too many counts', header + line({ checks: [1, 1, 1, 1, 1, 1] }), 'run.ndjson:2: checks: 6 counts for 5 requirements'],
  ['an undeclared mark', header + line({ marks: [2] }), 'run.ndjson:2: marks: mark 2 is beyond the 2 declared ones'],
  ['a strange machine', header + line({ machines: ['milan'] }), 'run.ndjson:2: machines: "milan" is not a machine of the run'],
  [
    'a strange requirement',
    header + writeLogLine(failedCase(0, 'x')),
    'run.ndjson:2: findings.0.requirement: "x" is not a requirement',
  ],
  [
    'a counterexample of no case',
    header + writeLogLine(counterexample('kubevirt/label/sev', 3)),
    'run.ndjson:2: index: case 3 is not in',
  ],
  ['a wrong number of cases', header + line({}) + writeLogLine(endRecord(2)), 'run.ndjson:3: cases: the run ended with 2 cases'],
  ['a case after the end', header + writeLogLine(endRecord(0)) + line({}), 'run.ndjson:3: record: nothing but timing may follow'],
])('refuses %s with file, line and fix', (_, text, message) => {
  const read = (): unknown => readLog(text, 'run.ndjson');
  expect(read).toThrow(UsageError);
  expect(read).toThrow(message);
  expect(read).toThrow(/; (the log is damaged|give a log|update fauxmetal|this fauxmetal reads)/);
});

it('refuses two counterexamples for one requirement', () => {
  const twice = [counterexample('kubevirt/label/sev', 0), counterexample('kubevirt/label/sev', 1)];
  const text = writeLog(logOf([caseRecord(0), caseRecord(1), ...twice]));
  expect(() => readLog(text)).toThrow('"kubevirt/label/sev" already has a counterexample in line 4');
});

it('refuses a catalogue that names a requirement twice or takes the name of defects', () => {
  const [first] = runRecord().requirements;
  const named = (id: string): string => writeLogLine(runRecord({ requirements: [first, { ...first, id }] as never }));
  expect(() => readLog(named('kubevirt/label/sev'))).toThrow('requirements.1.id: "kubevirt/label/sev" is taken');
  expect(() => readLog(named('fauxmetal/defect'))).toThrow('requirements.1.id: "fauxmetal/defect" is taken');
});

it('refuses a shard beyond their number', () => {
  expect(() => readLog(writeLogLine(runRecord({ shard: { index: 3, count: 2 } })))).toThrow('shard 3 is beyond the 2 there are');
});
