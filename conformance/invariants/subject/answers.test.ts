import { expect, it } from 'vitest';
import { evidenceOf, plain } from '../evidence-fixtures.js';
import { judgeBy } from '../judge-all.js';
import { neverPanics } from './answers/never-panics.js';

const evidence = evidenceOf({ commands: [{ do: 'create', guest: 'a', spec: plain('sev') }] });

it('a subject that answers everything is found right', () => {
  expect(judgeBy(evidence, [neverPanics])).toEqual({ checks: { 'subject/answers/never-panics': 1 }, findings: [] });
});

it('a subject that throws is caught, with the decision and what it threw', () => {
  const panic = { event: 'panic', step: 0, decision: 'render', message: 'nil pointer' } as const;
  const { findings } = judgeBy({ ...evidence, trace: [...evidence.trace, panic] }, [neverPanics]);
  expect(findings).toEqual([
    { requirement: 'subject/answers/never-panics', step: 0, message: 'render ended in a panic: "nil pointer"' },
  ]);
});
