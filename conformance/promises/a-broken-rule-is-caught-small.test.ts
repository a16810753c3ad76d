import { describe, expect, it } from 'vitest';
import { buildReport, replayFormat } from '../../reports/index.js';
import type { Case } from '../../sim/contracts/commands.js';
import { replay } from '../runner/replay.js';
import { smallRun } from './small-run.js';

/**
 * Promise: one wrong rule in a stack fails the gate, and the counterexample is small enough to read: at most three commands on one
 * host. The saved case fails again on replay, and is FIXED once the rule is right.
 */
const brokenRules = [
  ['admit-one-beyond-the-limit', 'kubevirt/'],
  ['no-key-accounting-for-sev', 'kubevirt/'],
] as const;

describe('a broken rule is caught with a small counterexample', () => {
  it.each(brokenRules)('%s', (quirk, requirement) => {
    const records = smallRun({ quirks: [quirk], runs: 20, machines: ['rome'] });
    expect(buildReport(records).summary).toMatchObject({ verdict: 'fail', exitCode: 1, canary: 'killed' });
    const found = records.filter((record) => record.record === 'counterexample');
    expect(found.some((record) => record.requirement.startsWith(requirement))).toBe(true);
    for (const record of found) {
      expect(record, record.summary).toMatchObject({ hosts: 1 });
      expect(record.commands, record.summary).toBeLessThanOrEqual(3);
      const subject = { id: 'kubevirt/reference', stack: 'kubevirt', quirks: [quirk] };
      const saved = {
        format: replayFormat,
        subject,
        requirement: record.requirement,
        case: record.counterexample as unknown as Case,
      } as const;
      expect(replay(saved).verdict).toBe('failed');
      expect(replay(saved, [])).toEqual({ verdict: 'fixed', alsoBroken: [] });
    }
  });
});
