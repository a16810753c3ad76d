import { describe, expect, it } from 'vitest';
import type { LabelDecision } from '../../../sim/contracts/subject.js';
import type { Story, Twist } from '../evidence-fixtures/story.js';
import { amdTruth, plainTruth, withoutSnpTruth } from '../evidence-fixtures/truths.js';
import { openGates } from '../evidence-fixtures.js';
import { invariants } from '../index.js';
import { honestly, type JudgeRow, twisted } from '../judge-rows.js';

const [sev, es, snp, tdx] = ['kubevirt.io/sev', 'kubevirt.io/sev-es', 'kubevirt.io/sev-snp', 'kubevirt.io/tdx'];
const labelled: Story = { commands: [] };
const incapable: Story = { hosts: { plain: plainTruth }, commands: [] };
const losesSnp: Story = { hosts: { amd: amdTruth }, commands: [{ do: 'reboot', host: 'amd' }], reborn: withoutSnpTruth };

const rows: Readonly<Record<string, JudgeRow>> = {
  'value-is-true': { story: labelled, twist: adding({ [sev]: '' }) },
  'snp-implies-es': { story: labelled, twist: leavingOut(es) },
  'es-implies-sev': { story: labelled, twist: leavingOut(sev) },
  'sev-when-launchable': { story: labelled, twist: leavingOut(sev) },
  'sev-only-when-launchable': { story: incapable, twist: adding({ [sev]: 'true' }) },
  'sev-es-when-launchable': { story: labelled, twist: leavingOut(es) },
  'sev-es-only-when-launchable': { story: incapable, twist: adding({ [es]: 'true' }) },
  'sev-snp-when-launchable': { story: labelled, twist: leavingOut(snp) },
  'sev-snp-only-when-launchable': { story: { hosts: { amd: withoutSnpTruth }, commands: [] }, twist: adding({ [snp]: 'true' }) },
  'tdx-when-launchable': { story: labelled, twist: leavingOut(tdx) },
  'tdx-only-when-launchable': { story: incapable, twist: adding({ [tdx]: 'true' }) },
  'stale-labels-are-removed': { story: losesSnp, twist: adding({ [snp]: 'true' }) },
  'foreign-labels-untouched': { story: labelled, twist: leavingOut('kubernetes.io/hostname') },
  'relabel-is-idempotent': {
    story: { commands: [{ do: 'label', host: 'amd' }] },
    twist: { label: alternately() },
  },
  'valid-syntax': { story: labelled, twist: adding({ 'host-model-cpu.node.kubevirt.io/': 'true' }) },
  'ignore-feature-gates': { story: { config: { ...openGates, featureGates: [] }, commands: [] }, twist: leavingOut(tdx) },
  'stays-schedulable': { story: labelled, twist: adding({ 'kubevirt.io/schedulable': 'false' }) },
};

describe.each(Object.entries(rows))('kubevirt/labels/%s', (name, row) => {
  it('holds for right labels and catches a wrong one', () => {
    expect(honestly(`kubevirt/labels/${name}`, row)).toEqual({
      checks: expect.toSatisfy((n: number) => n > 0),
      finding: undefined,
    });
    expect(twisted(`kubevirt/labels/${name}`, row)).toBeDefined();
  });
});

it('every judge of labels is shown to be able to fail', () => {
  const judges = invariants.map(({ requirement }) => requirement).filter((id) => id.startsWith('kubevirt/labels/'));
  expect(Object.keys(rows).map((name) => `kubevirt/labels/${name}`)).toEqual(judges);
});

it('a foreign label may not be added either, not even one that begins like an own one', () => {
  const row = { story: labelled, twist: adding({ 'kubevirt.io/tdx-pool': 'a' }) };
  expect(twisted('kubevirt/labels/foreign-labels-untouched', row)).toContain('kubevirt.io/tdx-pool');
});

function adding(labels: LabelDecision['labels']): Twist {
  return { label: (decision) => ({ ...decision, labels: { ...decision.labels, ...labels } }) };
}

function leavingOut(key: string | undefined): Twist {
  const rest = (labels: LabelDecision['labels']) => Object.fromEntries(Object.entries(labels).filter(([label]) => label !== key));
  return { label: (decision) => ({ ...decision, labels: rest(decision.labels) }) };
}

/** An agent that offers one device fewer each time. */
function alternately(): (decision: LabelDecision) => LabelDecision {
  let times = 0;
  return (decision) => {
    times += 1;
    return { ...decision, resources: { ...decision.resources, 'devices.kubevirt.io/sev': 100 - times } };
  };
}
