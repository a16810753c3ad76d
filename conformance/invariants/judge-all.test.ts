import { describe, expect, it } from 'vitest';
import { evidenceOf, plain } from './evidence-fixtures.js';
import type { Invariant } from './invariant.js';
import { judgeAll, judgeBy } from './judge-all.js';

const evidence = evidenceOf({
  commands: [
    { do: 'create', guest: 'a', spec: plain('sev') },
    { do: 'create', guest: 'b', spec: plain('tdx') },
    { do: 'create', guest: 'c', spec: plain('none') },
    { do: 'fill', host: 'amd', protection: 'snp', beyond: 1 },
    { do: 'delete', guest: 'amd-snp-0' },
    { do: 'restart', guest: 'a' },
    { do: 'reboot', host: 'intel' },
  ],
});

describe('judgeAll', () => {
  it('finds nothing wrong with a story in which everything goes right, and really checks most of it', () => {
    const { checks, findings } = judgeAll(evidence, 'kubevirt');
    expect(findings).toEqual([]);
    expect(Object.values(checks).filter((count) => count > 0).length).toBeGreaterThan(90);
  });

  it('judges the hosts of a stack it has no requirements for', () => {
    const { checks } = judgeAll(evidence, 'another');
    expect(Object.keys(checks).every((id) => /^(host|subject)\//.test(id))).toBe(true);
    expect(checks['host/keys/conservation']).toBeGreaterThan(0);
  });

  it('says the same of the same evidence', () => {
    expect(judgeAll(evidence, 'kubevirt')).toEqual(judgeAll({ ...evidence }, 'kubevirt'));
  });
});

describe('judgeBy', () => {
  const counting: Invariant = {
    requirement: 'x',
    judge(_, say) {
      for (const step of [0, 1, 2]) say.check(step === 0, { step }, () => `wrong at ${step}`);
    },
  };
  const silent: Invariant = { requirement: 'y', judge: () => {} };

  it('counts every check and keeps the first finding', () => {
    expect(judgeBy(evidence, [counting])).toEqual({
      checks: { x: 3 },
      findings: [{ requirement: 'x', message: 'wrong at 1', step: 1 }],
    });
  });

  it('lists a judge that had nothing to check, with 0', () => {
    expect(judgeBy(evidence, [silent, counting]).checks).toEqual({ y: 0, x: 3 });
  });
});
