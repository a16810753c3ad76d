import { describe, expect, it } from 'vitest';
import type { GuestSpec } from '../../../sim/contracts/commands.js';
import type { Claim, PlaceDecision } from '../../../sim/contracts/subject.js';
import type { Story, Twist } from '../evidence-fixtures/story.js';
import { amdTruth, intelTruth, onlyEsTruth, plainTruth } from '../evidence-fixtures/truths.js';
import { openGates, plain } from '../evidence-fixtures.js';
import { invariants } from '../index.js';
import { honestly, type JudgeRow, twisted } from '../judge-rows.js';

const devices = 'devices.kubevirt.io';
const anywhere = (host: string): Twist => ({ place: () => ({ placed: true, host }) });
const beyond: Story = { hosts: { amd: amdTruth }, commands: [{ do: 'fill', host: 'amd', protection: 'snp', beyond: 1 }] };
const two = creating(plain('snp'), plain('snp'));

const everyGate = { ...openGates, featureGates: ['WorkloadEncryptionSEV', 'WorkloadEncryptionTDX', 'VSOCK', 'HostDevices'] };

/** Two guests that are alike, before and after the gate of TDX is closed. */
const switching: Story = {
  commands: [
    { do: 'create', guest: 'before', spec: plain('sev') },
    { do: 'configure', config: { ...openGates, featureGates: ['WorkloadEncryptionSEV'] } },
    { do: 'create', guest: 'after', spec: plain('sev') },
  ],
};

/** The same before and after the cluster multiplies memory overheads. */
const multiplying: Story = {
  commands: [
    { do: 'create', guest: 'before', spec: plain('sev') },
    { do: 'configure', config: { ...openGates, additionalGuestMemoryOverheadRatio: '1.5' } },
    { do: 'create', guest: 'after', spec: plain('sev') },
  ],
};

const rootPod = { spec: { containers: [{ name: 'compute', securityContext: { capabilities: { drop: ['ALL'] } } }] } };
const greedyPod = { spec: { containers: [{ name: 'compute', resources: { limits: { [`${devices}/sev`]: '1' } } }] } };

const privilegedPod = { spec: { containers: [{ name: 'compute', securityContext: { privileged: true } }] } };

const rows: Readonly<Record<string, JudgeRow>> = {
  'selectors-match-protection': { story: creating(plain('snp')), twist: selecting({ 'kubevirt.io/sev-es': 'true' }) },
  'ordinary-guest-takes-nothing': { story: creating(plain('none')), twist: taking({ [`${devices}/sev`]: 1 }) },
  'sev-takes-one-asid': { story: creating(plain('sev')), twist: taking({ [`${devices}/sev-asids`]: 2 }) },
  'es-and-snp-take-one-esid': { story: creating(plain('sev-es')), twist: taking({ [`${devices}/sev-esids`]: 0 }) },
  'tdx-takes-one-key': { story: creating(plain('tdx')), twist: taking({ [`${devices}/tdx`]: 0 }) },
  'sev-family-takes-device': { story: creating(plain('snp')), twist: taking({ [`${devices}/sev`]: 0 }) },
  'takes-no-other-key': { story: creating(plain('snp')), twist: taking({ [`${devices}/sev-asids`]: 1 }) },
  'ordinary-devices-requested': { story: creating(plain('tdx')), twist: taking({ [`${devices}/kvm`]: 0 }) },
  'vsock-device-requested': {
    story: { config: everyGate, commands: create(plain('snp', { vsock: true }), plain('sev')) },
    twist: taking({ [`${devices}/vhost-vsock`]: 1 }),
  },
  'host-devices-requested': {
    story: { config: everyGate, commands: create(plain('none', { hostDevice: true })) },
    twist: taking({ 'example.com/nic': 2 }),
  },
  'selects-schedulable-nodes': { story: creating(plain('none')), twist: selecting({ 'kubevirt.io/schedulable': '' }) },
  'user-selectors-kept': {
    story: creating(plain('sev', { onHost: 'amd' })),
    twist: selecting({ 'kubernetes.io/hostname': 'intel' }),
  },
  'launcher-is-unprivileged': { story: creating(plain('sev')), twist: changing(() => ({ object: privilegedPod })) },
  'launcher-is-confined': { story: creating(plain('sev')), twist: changing(() => ({ object: rootPod })) },
  'launcher-gets-only-its-devices': { story: creating(plain('sev')), twist: changing(() => ({ object: greedyPod })) },
  'memory-overhead': {
    story: creating(plain('sev')),
    twist: changing(({ overheadBytes }) => ({ overheadBytes: overheadBytes - 2 ** 28 })),
  },
  'overhead-ratio': {
    story: multiplying,
    twist: secondTime(({ overheadBytes }) => ({ overheadBytes: overheadBytes - 2 ** 27 })),
  },
  'memory-is-guest-plus-overhead': { story: creating(plain('tdx')), twist: changing(() => ({ memoryBytes: 2 ** 26 })) },
  'memory-lock': { story: creating(plain('sev')), twist: changing(() => ({ memoryLock: 2 ** 29 })) },
  'claims-ignore-gates': {
    story: switching,
    twist: secondTime(({ overheadBytes }) => ({ overheadBytes: overheadBytes + 2 ** 28 })),
  },
  'chosen-host-fits': { story: creating(plain('tdx')), twist: anywhere('amd') },
  'fitting-host-is-used': { story: creating(plain('tdx')), twist: refusing({}) },
  'labels-satisfy-selectors': { story: creating(plain('sev')), twist: emptyLabels() },
  'never-beyond-keys': { story: beyond, twist: anywhere('amd') },
  'free-key-is-not-refused': {
    story: {
      hosts: { amd: amdTruth, intel: intelTruth },
      commands: [{ do: 'create', guest: 'g', spec: plain('sev', { onHost: 'nowhere' }) }],
    },
    twist: refusing({ amd: [`Insufficient ${devices}/sev-asids`] }),
  },
  'chosen-host-can-launch': {
    story: { hosts: { amd: amdTruth, odd: onlyEsTruth }, commands: create(plain('sev')) },
    twist: anywhere('odd'),
  },
  'model-agrees': { story: beyond, twist: anywhere('amd') },
  'message-counts-hosts': { story: beyond, twist: rewording((message) => message.replace('0/1', '0/2')) },
  'message-tallies-reasons': { story: beyond, twist: rewording((message) => message.replace('1 Insuff', '2 Insuff')) },
  'message-tells-preemption': {
    story: beyond,
    twist: rewording((message) => message.replace('No preemption victims found for incoming pod', 'Preemption is not helpful')),
  },
  'names-insufficient-resources': { story: beyond, twist: saying({ amd: ['Insufficient memory'] }) },
  'names-selector-mismatch': {
    story: { hosts: { plain: plainTruth }, commands: create(plain('tdx')) },
    twist: refusing({ plain: [`Insufficient ${devices}/tdx`] }),
  },
  'names-closed-host': {
    story: { hosts: { amd: amdTruth }, commands: [{ do: 'drain', host: 'amd' }, ...create(plain('sev'))] },
    twist: refusing({ amd: ["node(s) didn't match Pod's node affinity/selector"] }),
  },
};

describe.each(Object.entries(rows))('kubevirt/scheduling/%s', (name, row) => {
  it('holds for right decisions and catches a wrong one', () => {
    expect(honestly(`kubevirt/scheduling/${name}`, row)).toEqual({
      checks: expect.toSatisfy((n: number) => n > 0),
      finding: undefined,
    });
    expect(twisted(`kubevirt/scheduling/${name}`, row)).toBeDefined();
  });
});

it('every judge of scheduling is shown to be able to fail', () => {
  const judges = invariants.map(({ requirement }) => requirement).filter((id) => id.startsWith('kubevirt/scheduling/'));
  expect(Object.keys(rows).map((name) => `kubevirt/scheduling/${name}`)).toEqual(judges);
});

it('forgetting to count a bound guest is caught although every host fits by what was shown', () => {
  const forgetful: JudgeRow = {
    story: two,
    twist: { claim: (claim) => ({ ...claim, resources: {} }), place: () => ({ placed: true, host: 'amd' }) },
  };
  const story = { ...beyond, commands: beyond.commands };
  expect(twisted('kubevirt/scheduling/never-beyond-keys', { ...forgetful, story })).toContain('guest 4 on amd, which has 3');
});

it('key IDs taken behind the control plane’s back excuse it', () => {
  const commands = [{ do: 'start-outside', host: 'amd', protection: 'snp', count: 3 } as const, ...create(plain('snp'))];
  expect(
    honestly('kubevirt/scheduling/never-beyond-keys', { story: { hosts: { amd: amdTruth }, commands }, twist: {} }).finding,
  ).toBeUndefined();
});

it('memory sizes are rounded by Kubernetes, and that is allowed for', () => {
  const rounded = changing(({ overheadBytes, memoryBytes }) => ({
    overheadBytes: overheadBytes + 1,
    memoryBytes: memoryBytes + 1,
  }));
  expect(twisted('kubevirt/scheduling/memory-overhead', { story: creating(plain('sev')), twist: rounded })).toBeUndefined();
});

function create(...specs: readonly GuestSpec[]): Story['commands'] {
  return specs.map((spec, index) => ({ do: 'create', guest: `g${index}`, spec }));
}

function creating(...specs: readonly GuestSpec[]): Story {
  return { commands: create(...specs) };
}

function changing(change: (claim: Claim) => Partial<Claim>): Twist {
  return { claim: (claim) => ({ ...claim, ...change(claim) }) };
}

/** Changes every claim but the first. */
function secondTime(change: (claim: Claim) => Partial<Claim>): Twist {
  let claims = 0;
  return {
    claim: (claim) => {
      claims += 1;
      return claims === 1 ? claim : { ...claim, ...change(claim) };
    },
  };
}

function selecting(selectors: Claim['selectors']): Twist {
  return changing((claim) => ({ selectors: { ...claim.selectors, ...selectors } }));
}

function taking(resources: Claim['resources']): Twist {
  return changing((claim) => ({ resources: { ...claim.resources, ...resources } }));
}

function refusing(reasons: Readonly<Record<string, readonly string[]>>): Twist {
  return { place: () => ({ placed: false, message: '', reasons }) };
}

/** Other reasons for guests that are not placed anyway. */
function saying(reasons: Readonly<Record<string, readonly string[]>>): Twist {
  return { place: (decision) => (decision.placed ? decision : { ...decision, reasons }) };
}

function rewording(change: (message: string) => string): Twist {
  const reworded = (decision: PlaceDecision): PlaceDecision =>
    decision.placed ? decision : { ...decision, message: change(decision.message) };
  return { place: reworded };
}

function emptyLabels(): Twist {
  return { label: (decision) => ({ ...decision, labels: { ...decision.labels, 'kubevirt.io/sev': '' } }) };
}
