import { describe, expect, it } from 'vitest';
import type { LogRecord } from './log.js';
import { readLog } from './log-reader.js';
import { writeLog } from './log-writer.js';
import { mergeLogs } from './merge.js';
import { buildReport } from './model.js';
import { sealReport } from './sealed-report.js';
import { canaryRecord, caseRecord, counterexample, failedCase, logOf, sampleLog, shardsOf } from './testing/sample-log.js';

describe('all shards together', () => {
  it.each([1, 2, 3, 7])('give the report of the unsharded run byte for byte (%i shards, any seed)', (count) => {
    for (let seed = 0; seed < 20; seed += 1) {
      const whole = sampleLog(seed);
      const shards = shardsOf(whole, count).map((shard) => readLog(writeLog(shard)));
      expect(sealReport(buildReport(mergeLogs(shards)))).toBe(sealReport(buildReport(whole)));
      expect(sealReport(buildReport(mergeLogs(shards.toReversed())))).toBe(sealReport(buildReport(whole)));
    }
  });

  it('give a log that can be read back', () => {
    const merged = mergeLogs(shardsOf(sampleLog(), 3));
    expect(readLog(writeLog(merged))).toEqual(merged);
  });

  it('may overlap where they agree', () => {
    const shards = shardsOf(sampleLog(), 2);
    expect(mergeLogs([...shards, ...shards])).toEqual(mergeLogs(shards));
  });

  it('took as long as the longest and began with the earliest', () => {
    const timed = (log: LogRecord[], milliseconds: number, startedAt: string): LogRecord[] => [
      ...log.filter((record) => record.record !== 'timing'),
      { record: 'timing', of: 'run', milliseconds, startedAt },
    ];
    const [first = [], second = []] = shardsOf(sampleLog(), 2);
    const merged = mergeLogs([timed(first, 10, '2026-01-02T00:00:00Z'), timed(second, 30, '2026-01-01T00:00:00Z')]);
    expect(merged.at(-1)).toEqual({ record: 'timing', of: 'run', milliseconds: 30, startedAt: '2026-01-01T00:00:00Z' });
  });
});

describe('without all shards', () => {
  it('the merged run has no end and says which are missing', () => {
    const [first = [], , third = []] = shardsOf(sampleLog(), 4);
    const merged = mergeLogs([third, first]);
    expect(merged.some((record) => record.record === 'end')).toBe(false);
    const { summary } = buildReport(merged);
    expect(summary.reasons).toContainEqual({ code: 'shards-missing', verdict: 'inconclusive', shards: [2, 4] });
  });

  it('an incomplete merge is not merged again', () => {
    const [first = [], second = []] = shardsOf(sampleLog(), 3);
    const partial = mergeLogs([first, second]);
    expect(() => mergeLogs([partial, first], ['p', 's'])).toThrow(
      'p is itself an incomplete merge; merge the logs of the shards themselves',
    );
  });

  it('an interrupted shard leaves the merged run without end', () => {
    const [first = [], second = []] = shardsOf(sampleLog(), 2);
    const merged = mergeLogs([first, second.filter((record) => record.record !== 'end')]);
    expect(buildReport(merged).summary.reasons.map((reason) => reason.code)).toContain('interrupted');
  });
});

describe('the canary', () => {
  const shard = (index: number, records: readonly LogRecord[], canaryKilled: boolean): LogRecord[] =>
    logOf(records, { run: { plan: { deterministic: 0, random: 2, canary: 1 }, shard: { index, count: 2 } } }).map((record) =>
      record.record === 'end' ? { ...record, canaryKilled } : record,
    );

  it('is judged by the shards that ran it', () => {
    const killed = mergeLogs([shard(1, [canaryRecord(0), caseRecord(1)], true), shard(2, [caseRecord(2)], false)]);
    expect(buildReport(killed).summary.canary).toBe('killed');
    const survived = mergeLogs([shard(1, [canaryRecord(0), caseRecord(1)], false), shard(2, [caseRecord(2)], true)]);
    expect(buildReport(survived).summary.canary).toBe('survived');
  });
});

describe('logs that do not belong together', () => {
  it('are told apart by the member of the header that differs', () => {
    expect(() => mergeLogs([sampleLog(1), sampleLog(2)], ['a', 'b'])).toThrow(
      'a and b differ in seed: they are not shards of one run',
    );
    const [half = []] = shardsOf(sampleLog(), 2);
    expect(() => mergeLogs([sampleLog(), half])).toThrow('log 1 and log 2 differ in shard');
  });

  it('are refused when they disagree about a case or a counterexample', () => {
    expect(() => mergeLogs([logOf([caseRecord(0)]), logOf([failedCase(0, 'kubevirt/label/sev')])])).toThrow(
      'log 1 and log 2 disagree about case 0',
    );
    const shrunk = (commands: number): LogRecord[] =>
      logOf([caseRecord(0), counterexample('kubevirt/label/sev', 0, { commands })]);
    expect(() => mergeLogs([shrunk(1), shrunk(2)])).toThrow('two logs shrank case 0 differently for kubevirt/label/sev');
  });

  it('need at least one', () => {
    expect(() => mergeLogs([])).toThrow('there is no log to merge; name the logs of all shards');
  });
});
