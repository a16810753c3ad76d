import { describe, expect, it } from 'vitest';
import type { Command, NodeMishap } from '../../../sim/contracts/commands.js';
import type { LabelDecision, NodeHappening } from '../../../sim/contracts/subject.js';
import type { BootTruth } from '../../../sim/contracts/truth.js';
import type { JsonObject } from '../../../sim/core/json.js';
import type { Story, Twist } from '../evidence-fixtures/story.js';
import { amdTruth, intelTruth, nestedTruth, plainTruth } from '../evidence-fixtures/truths.js';
import { openGates } from '../evidence-fixtures.js';
import { invariants } from '../index.js';
import { honestly, type JudgeRow, twisted } from '../judge-rows.js';

const labelled: Story = { commands: [] };
const nested: Story = { hosts: { amd: nestedTruth }, commands: [] };
const closed: Story = { hosts: { amd: amdTruth }, config: { disabledFeatureGates: ['WorkloadEncryptionSEV'] }, commands: [] };

const plain: Story = { hosts: { plain: plainTruth }, commands: [] };
const enforced = { ...openGates, attestationEnforced: true };
const listeningTruth: BootTruth = {
  ...intelTruth,
  nodes: [...intelTruth.nodes, { path: '/var/run/tdx-qgs/qgs.socket', kind: 'socket', mode: 0o777 }],
};
const toggled: Story = {
  commands: [
    { do: 'configure', config: { ...openGates, featureGates: [] } },
    { do: 'configure', config: openGates },
  ],
};
const unreadable: Story = {
  commands: [
    { do: 'spoil', host: 'amd', path: '/sys/fs/cgroup/misc.capacity' },
    { do: 'configure', config: { ...openGates } },
  ],
};

const rows: Readonly<Record<string, JudgeRow>> = {
  'sev-asids-equal-capacity': { story: labelled, twist: offering('sev-asids', 5) },
  'sev-esids-equal-capacity': { story: labelled, twist: offering('sev-esids', 2) },
  'tdx-keys-equal-capacity': { story: labelled, twist: offering('tdx', 4) },
  'hidden-capacity-offers-nothing': { story: nested, twist: offering('sev-asids', 4) },
  'closed-gate-offers-nothing': { story: closed, twist: offering('sev', 100) },
  'sev-device-count': { story: labelled, twist: offering('sev', 1000) },
  'no-sev-device-without-node': { story: { hosts: { plain: plainTruth }, commands: [] }, twist: offering('sev', 100) },
  'ordinary-devices-offered': { story: labelled, twist: offering('tun', 0) },
  'counts-are-whole': { story: labelled, twist: offering('tdx', Number.NaN) },
  'ordinary-device-count': { story: labelled, twist: offering('tun', 99) },
  'missing-device-is-unhealthy': { story: plain, twist: { label: ({ unhealthy: _, ...decision }) => decision } },
  'healthy-only-after-looking': {
    story: plain,
    twist: { label: (decision) => ({ ...decision, flash: { 'devices.kubevirt.io/sev': 100 } }) },
  },
  'kubelet-restart-registers-again': { story: mishap('kubelet-restarted'), twist: when('kubelet-restarted', offering('tdx', 0)) },
  'ending-agent-withdraws-devices': { story: mishap('agent-stopping'), twist: when('agent-stopping', offering('kvm', 100)) },
  'reopened-gate-returns-count': { story: toggled, twist: { label: fewerEachTime() } },
  'required-socket-decides-health': { story: withoutQuotes(enforced), twist: offering('tdx', 3) },
  'optional-socket-is-always-healthy': { story: withoutQuotes(openGates), twist: when('files-changed', offering('tdx', 0)) },
  'unreadable-capacity-keeps-count': { story: unreadable, twist: when('configured', offering('sev-esids', 0)) },
  'failed-plugin-leaves-ordinary-devices': { story: withoutQuotes(enforced), twist: closing('files-changed') },
};

describe.each(Object.entries(rows))('kubevirt/resources/%s', (name, row) => {
  it('holds for right numbers and catches a wrong one', () => {
    expect(honestly(`kubevirt/resources/${name}`, row)).toEqual({
      checks: expect.toSatisfy((n: number) => n > 0),
      finding: undefined,
    });
    expect(twisted(`kubevirt/resources/${name}`, row)).toBeDefined();
  });
});

it('every judge of resources is shown to be able to fail', () => {
  const judges = invariants.map(({ requirement }) => requirement).filter((id) => id.startsWith('kubevirt/resources/'));
  expect(Object.keys(rows).map((name) => `kubevirt/resources/${name}`)).toEqual(judges);
});

it('a gate that is both enabled and disabled is open, and the SEV gate is open when nobody says', () => {
  const both = { ...openGates, disabledFeatureGates: ['WorkloadEncryptionSEV'] };
  for (const config of [both, {}]) {
    const row = { story: { hosts: { amd: amdTruth }, config, commands: [] }, twist: offering('sev-asids', 0) };
    expect(twisted('kubevirt/resources/sev-asids-equal-capacity', row)).toContain('expected 4');
  }
});

it('a quote generation service that is back makes its keys healthy again', () => {
  const commands = [...withoutQuotes(enforced).commands, { do: 'quote-service', host: 'intel', left: 'socket' } as const];
  const row = { story: { ...withoutQuotes(enforced), commands }, twist: offering('tdx', 0) };
  expect(honestly('kubevirt/resources/required-socket-decides-health', row)).toMatchObject({ checks: 3, finding: undefined });
  expect(twisted('kubevirt/resources/required-socket-decides-health', row)).toContain('listens: expected 3');
});

it('an agent that comes up without misc.capacity counts nothing', () => {
  const commands = [unreadable.commands[0] as Command, { do: 'mishap', host: 'amd', what: 'agent-restarted' } as const];
  const row = { story: { commands }, twist: when('agent-restarted', offering('sev-esids', 3)) };
  const id = 'kubevirt/resources/hidden-capacity-offers-nothing';
  expect(honestly(id, row).finding).toBeUndefined();
  expect(twisted(id, row)).toContain('sees no "sev_es" capacity');
});

/** Things happen to the agents of both hosts. */
function mishap(what: NodeMishap): Story {
  return { commands: ['amd', 'intel'].map((host) => ({ do: 'mishap', host, what })) };
}

/** The quote generation service of an Intel host goes away altogether. */
function withoutQuotes(config: JsonObject): Story {
  return { hosts: { intel: listeningTruth }, config, commands: [{ do: 'quote-service', host: 'intel', left: 'nothing' }] };
}

/** A twist of what is decided for one reason only. */
function when(reason: NodeHappening, { label }: Twist): Twist {
  return { label: (decision, host, happening) => (happening === reason && label ? label(decision, host, happening) : decision) };
}

function closing(reason: NodeHappening): Twist {
  const closed = { 'kubevirt.io/schedulable': 'false' };
  return when(reason, { label: (decision) => ({ ...decision, labels: { ...decision.labels, ...closed } }) });
}

/** An agent that has one TDX key fewer each time it looks. */
function fewerEachTime(): (decision: LabelDecision) => LabelDecision {
  let left = 10;
  return (decision) => {
    left -= 1;
    const tdx = 'devices.kubevirt.io/tdx';
    return tdx in decision.resources ? { ...decision, resources: { ...decision.resources, [tdx]: left } } : decision;
  };
}

function offering(device: string, count: number): Twist {
  return {
    label: (decision) => ({ ...decision, resources: { ...decision.resources, [`devices.kubevirt.io/${device}`]: count } }),
  };
}
