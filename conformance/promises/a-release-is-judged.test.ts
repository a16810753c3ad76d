import { describe, expect, it } from 'vitest';
import { buildReport } from '../../reports/index.js';
import type { Technology } from '../../sim/contracts/protection.js';
import { judgeCase } from '../runner/judge-case.js';
import { unsupportedRequirements } from '../runner/known-technologies.js';
import { planRun } from '../runner/plan.js';
import { kubevirtKit as kit } from '../subjects/kubevirt.js';
import { smallRun } from './small-run.js';

/**
 * Promise: a release is judged with exactly the deviations it has. The report names the promises it breaks in the order of the
 * catalogue, each with the deviation behind it and a counterexample of at most three commands on one host, and what the release had
 * never heard of is neither broken nor unexercised.
 */
const reports = {
  'kubevirt@1.5.1': buildReport(smallRun({ release: 'kubevirt@1.5.1', machines: ['genoa'], runs: 0 })),
  'kubevirt@1.9.0': buildReport(smallRun({ release: 'kubevirt@1.9.0', machines: ['genoa', 'emerald-rapids'], runs: 0 })),
} as const;

describe.each(['kubevirt@1.5.1', 'kubevirt@1.9.0'] as const)('%s', (name) => {
  const report = reports[name];

  it('fails, with a small counterexample for everything it breaks and the deviation behind it', () => {
    expect(report.summary).toMatchObject({ verdict: 'fail', exitCode: 1, canary: 'killed' });
    for (const { requirement, quirks, counterexample } of report.findings) {
      expect(counterexample?.hosts, requirement).toBe(1);
      expect(counterexample?.commands, requirement).toBeLessThanOrEqual(3);
      expect(quirks?.length, requirement).toBeGreaterThanOrEqual(1);
    }
  });

  it('has the deviations of the release and no others', () => {
    expect(report.run.subject).toMatchObject({ release: { name }, quirks: kit.release(name).quirks });
    expect(report.run.subject.deviations?.map((deviation) => deviation.name)).toEqual(kit.release(name).quirks);
  });
});

it('kubevirt 1.5.1 breaks the value of its labels before anything else, and owes nothing to SNP and TDX', () => {
  const { findings, requirements } = reports['kubevirt@1.5.1'];
  expect(findings[0]).toMatchObject({ requirement: 'kubevirt/labels/value-is-true', quirks: ['label-value-empty'] });
  for (const id of [
    'kubevirt/labels/sev-snp-when-launchable',
    'kubevirt/domain/snp-policy',
    'kubevirt/resources/tdx-keys-equal-capacity',
  ])
    expect(requirements.find((row) => row.id === id)).toMatchObject({ verdict: 'unsupported', checks: 0 });
});

it.each([
  ['kubevirt/scheduling/es-and-snp-take-one-esid', 'no-key-accounting-for-sev'],
  ['kubevirt/resources/optional-socket-is-always-healthy', 'optional-socket-needs-directory'],
  ['kubevirt/labels/sev-snp-only-when-launchable', 'label-trusts-domcapabilities'],
  ['kubevirt/admission/field-path-resolves', 'launch-security-field-path'],
  ['kubevirt/labels/foreign-labels-untouched', 'prefix-owned-labels'],
])('kubevirt 1.9.0 breaks %s by %s', (requirement, quirk) => {
  const { findings } = reports['kubevirt@1.9.0'];
  expect(findings.find((finding) => finding.requirement === requirement)?.quirks).toContain(quirk);
});

it('what a release can be asked exercises everything it is held to, and accuses nobody who keeps the promises', () => {
  const known: readonly Technology[] = ['sev', 'sev-es', 'attestation'];
  const plan = planRun({ seed: 1, runs: 0, machines: ['genoa'], kit, release: 'kubevirt@1.1' });
  const unsupported = new Set(unsupportedRequirements(kit.requirements, known));
  const checked = new Set<string>();
  for (let index = 1; index < plan.length; index += 1) {
    const { judgement } = judgeCase(plan.at(index).case, { kit, subject: kit.subject([]), unsupported });
    expect(judgement.findings, plan.at(index).name).toEqual([]);
    for (const id of Object.keys(judgement.checks)) checked.add(id);
  }
  const left = kit.requirements.filter(({ id }) => !checked.has(id) && !unsupported.has(id));
  expect(left.map(({ id }) => id)).toEqual([]);
});
