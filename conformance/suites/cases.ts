import type fc from 'fast-check';
import type { Case } from '../../sim/contracts/commands.js';
import { caseArbitrary } from '../arbitraries/case.js';
import { planMachine } from '../runner/plan-machine.js';
import { stackKit } from '../subjects/index.js';

/**
 * The random cases of a campaign as a fast-check arbitrary, for properties of your own.
 *
 * @example
 * import { test } from '@fast-check/vitest';
 * import { cases, judge } from 'fauxmetal/vitest';
 * test.prop([cases({ machines: ['genoa'] })])('no case breaks a promise', (theCase) => judge(theCase).findings.length === 0);
 * @throws UsageError for a stack or machine that does not exist.
 */
export function cases(options: { readonly stack?: string; readonly machines: readonly string[] }): fc.Arbitrary<Case> {
  return caseArbitrary(options.machines.map(planMachine), stackKit(options.stack ?? 'kubevirt'));
}
