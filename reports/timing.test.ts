import { expect, it } from 'vitest';
import { caseRecord, logOf, sampleLog } from './testing/sample-log.js';
import { noTiming, timingOf } from './timing.js';

it('shares the time of a case out among the requirements it checked', () => {
  const log = logOf([caseRecord(0, { checks: [2, 0, 1, 0, 0] }), caseRecord(1, { checks: [0, 0, 0, 0, 0] })]);
  const timing = timingOf([...log, { record: 'timing', of: 0, milliseconds: 10 }, { record: 'timing', of: 1, milliseconds: 5 }]);
  expect(timing.requirementMs).toMatchObject({
    'kubevirt/label/sev': 5,
    'kubevirt/label/key-ids': 0,
    'kubevirt/schedule/key-ids': 5,
  });
  expect(timing.runMs).toBe(15);
});

it('takes the run’s own time and start when the log has them', () => {
  expect(timingOf(sampleLog())).toMatchObject({ runMs: 345, startedAt: '2026-01-02T03:04:05Z' });
});

it('knows nothing of an untimed run', () => {
  expect(timingOf(logOf([])).runMs).toBe(noTiming.runMs);
});
