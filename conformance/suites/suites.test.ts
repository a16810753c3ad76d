import { fileURLToPath } from 'node:url';
import { test } from '@fast-check/vitest';
import { beforeAll, describe, expect, it } from 'vitest';
import { startVitest, type TestCase } from 'vitest/node';
import { planRun } from '../runner/plan.js';
import { kubevirtKit } from '../subjects/kubevirt.js';
import { cases, judge } from './index.js';

describe('a suite', () => {
  let testsOf: (example: string) => readonly TestCase[];

  beforeAll(async () => {
    testsOf = await exampleTests();
  }, 120_000);

  it('has a test for every requirement: passed when it was exercised, skipped when not', () => {
    const tests = testsOf('reference');
    expect(tests).toHaveLength(kubevirtKit.requirements.length + 2);
    const states = new Set(tests.map((one) => one.result().state));
    expect(states).toEqual(new Set(['passed', 'skipped']));
  });

  it('fails the test of a broken requirement, with a case to replay', () => {
    const tests = testsOf('deviation');
    const broken = tests.find(({ name }) => name.startsWith('kubevirt/labels/value-is-true'));
    expect(broken?.result().state).toBe('failed');
    expect(broken?.result().errors?.[0]?.message).toMatch(/smallest case: genoa.*\nas JSON, for fauxmetal replay: \{/);
  });
});

describe('a property of one’s own', () => {
  test.prop([cases({ machines: ['genoa'] })], { seed: 5, numRuns: 10 })('holds for random cases', (theCase) => {
    expect(judge(theCase).findings).toEqual([]);
  });

  test('sees a quirk that somebody switched on', () => {
    const plan = planRun({ seed: 1, runs: 0, machines: ['genoa'], kit: kubevirtKit });
    const broken = kubevirtKit.subject(['label-value-empty']);
    const broke = judge(plan.at(1).case, broken).findings.map(({ requirement }) => requirement);
    expect(broke).toContain('kubevirt/labels/value-is-true');
  });
});

/** Runs the example files in a vitest of their own, which loads everything once for both. */
async function exampleTests(): Promise<(example: string) => readonly TestCase[]> {
  const root = fileURLToPath(new URL('./examples/', import.meta.url));
  const together = { isolate: false, maxWorkers: 1 };
  const silent = { root, config: false as const, include: ['*.example.ts'], watch: false, reporters: [{}], ...together };
  const exitCode = process.exitCode;
  const vitest = await startVitest('test', [], silent);
  const modules = vitest.state.getTestModules();
  await vitest.close();
  process.exitCode = exitCode;
  return (example) =>
    modules
      .filter(({ moduleId }) => moduleId.endsWith(`${example}.example.ts`))
      .flatMap(({ children }) => [...children.allTests()]);
}
