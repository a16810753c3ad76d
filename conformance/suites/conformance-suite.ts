import { describe, expect, it } from 'vitest';
import type { CaseRecord, CounterexampleRecord, LogRecord } from '../../reports/log.js';
import type { Subject } from '../../sim/contracts/subject.js';
import type { Requirement } from '../requirements/requirement.js';
import { campaign } from '../runner/campaign.js';
import { planRun } from '../runner/plan.js';
import { stackKit } from '../subjects/index.js';

/** What a suite judges, and how hard. */
export interface ConformanceSuiteOptions {
  /** Stack whose requirements apply. Default `kubevirt`. */
  readonly stack?: string;
  /** The subject to judge; the reference when absent. Its `quirks` are shown, not switched. */
  readonly subject?: Subject;
  /** Named deviations to switch on in the reference; not with a subject of your own. */
  readonly quirks?: readonly string[];
  /** Machine ids. Default those of the gate: `rome`, `genoa`, `emerald-rapids`. */
  readonly machines?: readonly string[];
  /** Master seed. Default 1: the cases of `fauxmetal run`. */
  readonly seed?: number;
  /** Random cases after the deterministic phase. Default 200. */
  readonly runs?: number;
}

/**
 * Declares one vitest test a requirement, over the same cases that `fauxmetal run` makes of the same seed, number of runs and
 * machines. A broken requirement fails its test with the smallest counterexample; one that no case exercised is skipped, visibly.
 *
 * @example
 * import { conformanceSuite } from 'fauxmetal/vitest';
 * conformanceSuite({ stack: 'kubevirt', machines: ['genoa'], seed: 7, runs: 100 });
 * @throws UsageError for a stack, machine or quirk that does not exist.
 */
export function conformanceSuite(options: ConformanceSuiteOptions = {}): void {
  const { stack = 'kubevirt', machines = ['rome', 'genoa', 'emerald-rapids'], seed = 1, runs = 200 } = options;
  const kit = stackKit(stack);
  const judged = { ...kit, subject: (quirks: readonly string[]) => options.subject ?? kit.subject(quirks) };
  const plan = planRun({ seed, runs, machines, kit: judged });
  const quirks = options.quirks ?? [];
  let known: Results | undefined;
  const results = (): Results => {
    known ??= resultsOf([...campaign({ plan, quirks, flags: [], shard: { index: 1, count: 1 }, version: '' })], kit.requirements);
    return known;
  };
  describe(`${options.subject?.id ?? `${stack}/reference`}, seed ${seed}, ${plan.length - 1} cases`, () => {
    it('the alarm works: the canary is caught', () => expect(results().canaryKilled).toBe(true));
    it('fauxmetal itself had no defect', () => expect(results().defects).toEqual([]));
    for (const [position, { id, sentence }] of kit.requirements.entries()) {
      it(`${id}: ${sentence}`, (context) => {
        const { counterexamples, checks } = results();
        const broken = counterexamples.get(id);
        if (broken !== undefined) expect.fail(wordsFor(broken));
        if (checks[position] === 0) context.skip('no case exercised it');
      });
    }
  });
}

interface Results {
  readonly canaryKilled: boolean;
  /** Messages of cases in which the harness itself broke. */
  readonly defects: readonly string[];
  readonly counterexamples: ReadonlyMap<string, CounterexampleRecord>;
  /** Times each requirement was checked, in catalogue order. */
  readonly checks: readonly number[];
}

function resultsOf(records: readonly LogRecord[], requirements: readonly Requirement[]): Results {
  const cases = records.filter((record): record is CaseRecord => record.record === 'case');
  const counterexamples = records.filter((record): record is CounterexampleRecord => record.record === 'counterexample');
  return {
    canaryKilled: records.some((record) => record.record === 'end' && record.canaryKilled),
    defects: cases.filter(({ verdict }) => verdict === 'error').flatMap(({ findings }) => findings.map(({ message }) => message)),
    counterexamples: new Map(counterexamples.map((record) => [record.requirement, record])),
    checks: requirements.map((_, position) => cases.reduce((sum, { checks }) => sum + (checks[position] ?? 0), 0)),
  };
}

function wordsFor({ message, summary, counterexample }: CounterexampleRecord): string {
  return `${message}\nsmallest case: ${summary}\nas JSON, for fauxmetal replay: ${JSON.stringify(counterexample)}`;
}
