import { describe, expect, it } from 'vitest';
import type { NodeMishap } from '../../../sim/contracts/commands.js';
import type { LabelDecision, NodeHappening } from '../../../sim/contracts/subject.js';
import type { JsonObject } from '../../../sim/core/json.js';
import type { Story, Twist } from '../evidence-fixtures/story.js';
import { amdTruth, mainframeTruth, plainTruth, withoutSnpTruth } from '../evidence-fixtures/truths.js';
import { openGates } from '../evidence-fixtures.js';
import { invariants } from '../index.js';
import { honestly, type JudgeRow, twisted } from '../judge-rows.js';

const [sev, es, snp, tdx] = ['kubevirt.io/sev', 'kubevirt.io/sev-es', 'kubevirt.io/sev-snp', 'kubevirt.io/tdx'];
const labelled: Story = { commands: [] };
const incapable: Story = { hosts: { plain: plainTruth }, commands: [] };
const losesSnp: Story = { hosts: { amd: amdTruth }, commands: [{ do: 'reboot', host: 'amd' }], reborn: withoutSnpTruth };

const mainframe: Story = { hosts: { z: mainframeTruth }, commands: [] };
const obsolete: Story = { config: { ...openGates, obsoleteCPUModels: { 'EPYC-Genoa': true } }, commands: [] };
const again: Story = { commands: [{ do: 'label', host: 'amd' }] };
const open = { 'kubevirt.io/schedulable': 'true' };

/** The labeller is told to keep away, and the host loses SNP. */
const skipped: Story = {
  hosts: { amd: amdTruth },
  commands: [
    { do: 'edit-node', host: 'amd', annotations: { 'node-labeller.kubevirt.io/skip-node': 'false' } },
    { do: 'reboot', host: 'amd' },
    { do: 'label', host: 'amd' },
  ],
  reborn: withoutSnpTruth,
};

/** Somebody writes a label of their own while the agent takes its own away. */
const raced: Story = {
  hosts: { amd: amdTruth },
  commands: [
    { do: 'edit-node', host: 'amd', labels: { 'example.com/rack': '7' }, racing: true },
    { do: 'reboot', host: 'amd' },
  ],
  reborn: withoutSnpTruth,
};

const withoutTest: Twist = {
  label: (decision) => ({ ...decision, patch: (decision.patch ?? []).filter(({ op }) => op !== 'test') }),
};

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
  's390-pv-exactly-when-launchable': { story: mainframe, twist: leavingOut('kubevirt.io/s390-pv') },
  'cpu-model-when-usable': { story: labelled, twist: adding({ 'cpu-model.node.kubevirt.io/SapphireRapids-v1': 'true' }) },
  'obsolete-models-unlabelled': { story: labelled, twist: adding({ 'cpu-model.node.kubevirt.io/Conroe-v1': 'true' }) },
  'obsolete-host-model-is-marked': { story: obsolete, twist: { label: (decision) => ({ ...decision, events: [] }) } },
  'cpu-vendor-is-named': { story: labelled, twist: adding({ 'cpu-vendor.node.kubevirt.io/Intel': 'true' }) },
  'tsc-frequency-is-the-hosts': {
    story: labelled,
    twist: adding({ 'cpu-timer.node.kubevirt.io/tsc-frequency': '2400000000' }),
  },
  'machine-type-is-named': { story: labelled, twist: leavingOut('machine-type.node.kubevirt.io/pc-q35-10.1') },
  'skip-annotation-is-honoured': { story: skipped, twist: when('interval', leavingOut(snp)) },
  'no-patch-without-change': { story: again, twist: patching([{ op: 'replace', path: '/metadata/labels', value: {} }]) },
  'patch-is-guarded': { story: labelled, twist: withoutTest },
  'racing-edit-survives': { story: raced, twist: withoutTest },
  'configuration-keeps-labels': {
    story: { commands: [{ do: 'configure', config: { ...openGates, featureGates: [] } }] },
    twist: when('configured', leavingOut(tdx)),
  },
  'silent-agent-closes-node': { story: mishap('agent-silent'), twist: when('agent-silent', adding(open)) },
  'silence-is-announced': { story: mishap('agent-silent'), twist: { label: (decision) => ({ ...decision, events: [] }) } },
  'ending-agent-closes-node': { story: mishap('agent-stopping'), twist: when('agent-stopping', adding(open)) },
  'recovered-agent-opens-node': {
    story: mishap('agent-silent', 'agent-restarted'),
    twist: when('agent-restarted', adding({ 'kubevirt.io/schedulable': 'false' })),
  },
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

it('a silent agent is no reason to touch any other label', () => {
  const row = { story: mishap('agent-silent'), twist: when('agent-silent', leavingOut(sev)) };
  expect(twisted('kubevirt/labels/silent-agent-closes-node', row)).toContain('kubevirt.io/sev changed');
});

it('a host model that is not obsolete is not marked', () => {
  const row = { story: labelled, twist: adding({ 'node-labeller.kubevirt.io/obsolete-host-model': 'true' }) };
  expect(twisted('kubevirt/labels/obsolete-host-model-is-marked', row)).toContain('is not obsolete');
});

it('what stands on a node may stay while nobody looks at the host', () => {
  const ids = ['stale-labels-are-removed', 'sev-snp-only-when-launchable', 'sev-snp-when-launchable', 'relabel-is-idempotent'];
  for (const id of ids) expect(honestly(`kubevirt/labels/${id}`, { story: skipped, twist: {} }).finding).toBeUndefined();
});

/** Things happen to the agent of the AMD host, one after the other. */
function mishap(...what: readonly NodeMishap[]): Story {
  return { commands: what.map((each) => ({ do: 'mishap', host: 'amd', what: each })) };
}

/** A twist of what is decided for one reason only. */
function when(reason: NodeHappening, { label }: Twist): Twist {
  return { label: (decision, host, happening) => (happening === reason && label ? label(decision, host, happening) : decision) };
}

function patching(patch: readonly JsonObject[]): Twist {
  return { label: (decision) => ({ ...decision, patch }) };
}

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
