import { describe, expect, it } from 'vitest';
import type { Command, GuestSpec, NodeMishap } from '../../../sim/contracts/commands.js';
import type { StartEvent } from '../../../sim/contracts/evidence.js';
import type { Happening, RunDecision } from '../../../sim/contracts/subject.js';
import type { JsonObject } from '../../../sim/core/json.js';
import type { Story, Twist } from '../evidence-fixtures/story.js';
import { amdTruth, plainTruth, withoutFirmwareTruth } from '../evidence-fixtures/truths.js';
import { openGates, plain } from '../evidence-fixtures.js';
import { invariants } from '../index.js';
import { honestly, type JudgeRow, twisted } from '../judge-rows.js';

const everyGate: JsonObject = { ...openGates, featureGates: ['WorkloadEncryptionSEV', 'WorkloadEncryptionTDX', 'HostDevices'] };
const refused: StartEvent['result'] = { started: false, error: { code: 1, domain: 10, message: 'no' }, cause: 'invalid-domain' };
const failing: Twist = { start: (event) => ({ ...event, result: refused }) };
const nowhere: Story = { hosts: { plain: plainTruth }, commands: [create(plain('tdx'))] };
const firmless: Story = { hosts: { amd: withoutFirmwareTruth }, commands: [create(plain('sev'))] };
const crowded: Story = {
  hosts: { amd: amdTruth },
  commands: [{ do: 'start-outside', host: 'amd', protection: 'snp', count: 3 }, create(plain('snp'))],
};
const freed: Story = { ...crowded, commands: [...crowded.commands, { do: 'stop-outside', host: 'amd', count: 3 }] };
const full: Story = { hosts: { amd: amdTruth }, commands: [{ do: 'fill', host: 'amd', protection: 'sev', beyond: 1 }] };

/** One place too many is given away while the scheduler sees the past, and the kubelet notices. */
const late: Story = {
  hosts: { amd: amdTruth },
  commands: [
    { do: 'fill', host: 'amd', protection: 'snp', beyond: -1 },
    { do: 'lag', host: 'amd' },
    { do: 'create', guest: 'first', spec: plain('snp') },
    { do: 'create', guest: 'second', spec: plain('snp') },
  ],
};
const volume: JsonObject = { name: 'data', disk: {}, volumeSource: { dataVolume: { name: 'data' } } };

const hopeless = creating(plain('snp', { launchMembers: { policy: '0x20000' } }));

const rows: Readonly<Record<string, JudgeRow>> = {
  'placed-guest-starts': { story: creating(plain('sev')), twist: failing },
  'started-guest-is-running': { story: creating(plain('sev')), twist: after('started', { status: { phase: 'Scheduled' } }) },
  'failed-start-is-not-running': { story: nowhere, twist: after('not-placed', { status: { phase: 'Running' } }) },
  'paused-start-is-shown': {
    story: creating(plain('sev', { startPaused: true })),
    twist: after('started', { status: { phase: 'Running' } }),
  },
  'phase-is-known': { story: creating(plain('none')), twist: after('placed', { status: { phase: 'Starting' } }) },
  'phases-move-forward': { story: creating(plain('none')), twist: after('started', { status: { phase: 'Pending' } }) },
  'finished-stays-finished': {
    story: then({ do: 'evict', guest: 'g' }, { do: 'delete', guest: 'g' }),
    twist: after('deletion-asked', { status: { phase: 'Failed' } }),
  },
  'unschedulable-is-shown': { story: nowhere, twist: after('not-placed', { status: { phase: 'Scheduling' } }) },
  'not-live-migratable': {
    story: creating(plain('tdx')),
    twist: after('started', { status: { phase: 'Running', conditions: [] } }),
  },
  'not-live-migratable-reason': {
    story: creating(plain('tdx')),
    twist: after('started', { status: migratable('SEVNotLiveMigratable') }),
  },
  'migration-is-refused': { story: then({ do: 'migrate', guest: 'g' }), twist: after('migration-asked', { next: 'migrate' }) },
  'migration-refusal-message': {
    story: then({ do: 'migrate', guest: 'g' }),
    twist: after('migration-asked', { answer: { allowed: false, message: 'no' } }),
  },
  'eviction-with-live-migrate-is-denied': { story: evicting('LiveMigrate'), twist: allowingEviction() },
  'eviction-with-external-is-left-to-others': { story: evicting('External'), twist: allowingEviction() },
  'eviction-otherwise-stops-the-guest': {
    story: evicting('LiveMigrateIfPossible'),
    twist: after('eviction-asked', { next: 'nothing', answer: { allowed: false, httpCode: 429 } }),
  },
  'restart-claims-afresh': { story: then({ do: 'restart', guest: 'g' }), twist: after('restart-asked', { next: 'nothing' }) },
  'deletion-stops-the-guest': { story: then({ do: 'delete', guest: 'g' }), twist: after('deletion-asked', { next: 'nothing' }) },
  'stopped-guest-is-final': {
    story: then({ do: 'delete', guest: 'g' }),
    twist: after('stopped', { status: { phase: 'Running' } }),
  },
  'missing-firmware-is-final': {
    story: firmless,
    twist: after('not-rendered', { status: { phase: 'Scheduled' }, next: 'try-again' }),
  },
  'hopeless-start-is-final': { story: hopeless, twist: after('not-started', { next: 'try-again' }) },
  'giving-up-is-shown': { story: firmless, twist: after('not-rendered', { status: { phase: 'Scheduled' } }) },
  'shortage-is-retried': { story: crowded, twist: after('not-started', { next: 'give-up' }) },
  'storage-not-live-migratable': {
    story: creating(plain('tdx')),
    twist: after('started', { status: { phase: 'Running', conditions: [] } }),
  },
  'first-obstacle-is-named': {
    story: { config: everyGate, commands: [create(plain('tdx', { hostDevice: true })), { do: 'migrate', guest: 'g' }] },
    twist: after('migration-asked', { answer: { allowed: false, message: 'Reason: TDXNotLiveMigratable' } }),
  },
  'hopeless-strategy-is-warned': {
    story: creating(plain('tdx', { eviction: 'LiveMigrate' })),
    twist: after('started', { events: [] }),
  },
  'start-is-told': { story: creating(plain('none')), twist: after('started', { events: [] }) },
  'start-failure-is-explained': { story: crowded, twist: after('not-started', { status: { phase: 'Scheduled' } }) },
  'lost-node-is-named': { story: then({ do: 'reboot', host: 'amd' }), twist: after('stopped', { status: { phase: 'Failed' } }) },
  'eviction-marks-evacuation': {
    story: evicting('External'),
    twist: after('eviction-asked', { status: { phase: 'Running', nodeName: 'intel' } }),
  },
  'repeated-eviction-is-denied': {
    story: { commands: [...evicting('External').commands, { do: 'evict', guest: 'g' }] },
    twist: after('eviction-asked', { answer: { allowed: false, httpCode: 429, message: 'Eviction triggered evacuation' } }),
  },
  'denial-changes-nothing': {
    story: {
      commands: [
        create(plain('tdx', { eviction: 'External' })),
        { do: 'request', guest: 'g', request: 'eviction', body: { deleteOptions: 'now' } },
      ],
    },
    twist: after('request', { status: { phase: 'Running', nodeName: 'intel', evacuationNodeName: 'intel' } }),
  },
  'kubelet-refusal-is-final': { story: late, twist: after('kubelet-refused', { status: { phase: 'Scheduled' } }) },
  'kubelet-refused-is-not-started': { story: late, twist: after('kubelet-refused', { next: 'start' }) },
  'machine-is-made-anew': {
    story: { commands: [create(plain('sev', { form: 'machine' })), { do: 'crash', guest: 'g' }] },
    twist: after('stopped', { next: 'nothing' }),
  },
  'instance-stays-over': { story: then({ do: 'crash', guest: 'g' }), twist: after('stopped', { next: 'recreate' }) },
  'crashed-guest-has-failed': {
    story: then({ do: 'crash', guest: 'g' }),
    twist: after('stopped', { status: { phase: 'Succeeded' } }),
  },
  'agent-restart-keeps-guests': { story: then(mishap('agent-restarted')), twist: after('agent-back', { next: 'start' }) },
  'libvirt-restart-keeps-guests': {
    story: then(mishap('libvirtd-restarted')),
    twist: after('libvirtd-back', { status: { phase: 'Failed' } }),
  },
  'silent-agent-fails-no-living-guest': {
    story: then(mishap('agent-silent')),
    twist: after('agent-silent', { status: { phase: 'Failed' }, next: 'give-up' }),
  },
  'memory-hotplug-is-refused': { story: then(request('memory-hotplug', { guest: '2Gi' })), twist: granting() },
  'cpu-hotplug-is-refused': { story: then(request('cpu-hotplug', { sockets: 2 })), twist: granting() },
  'unknown-request-is-not-found': { story: then(request('tdx/quote')), twist: granting() },
  'pause-stops-the-guest': { story: then(request('pause')), twist: after('request', { next: 'nothing' }) },
  'unpause-lets-it-go-on': {
    story: { commands: [create(plain('sev', { startPaused: true })), request('unpause')] },
    twist: after('request', { next: 'nothing' }),
  },
  'wrong-state-is-a-conflict': { story: then(request('unpause')), twist: granting() },
  'soft-reboot-keeps-the-guest': { story: then(request('softreboot')), twist: after('request', { next: 'stop' }) },
  'volumes-can-be-plugged': {
    story: then(request('addvolume', volume), request('addvolume', volume)),
    twist: after('request', { answer: { allowed: false } }),
  },
  'restart-belongs-to-machines': {
    story: { commands: [create(plain('sev', { form: 'machine' })), request('restart')] },
    twist: after('request', { next: 'nothing' }),
  },
  'workload-update-never-migrates': {
    story: then(request('workload-update', { methods: ['LiveMigrate'] })),
    twist: after('request', { next: 'migrate' }),
  },
  'shown-running-is-running': {
    story: creating(plain('sev')),
    twist: { end: (end) => ({ ...end, guests: end.guests.map((guest) => ({ ...guest, running: false })) }) },
  },
  'nothing-runs-unasked': { story: creating(plain('sev')), twist: { end: (end) => ({ ...end, guests: [] }) } },
  'everything-placeable-runs': {
    story: full,
    twisted: creating(plain('sev')),
    twist: { place: () => ({ placed: false, message: '', reasons: {} }) },
  },
  'waiting-is-certified': {
    story: { ...nowhere, certificates: [{ guest: 'g', host: 'plain', kind: 'not-launchable', facts: {} }] },
    twisted: { ...nowhere, certificates: [{ guest: 'g', host: 'plain', kind: 'cordoned', facts: {} }] },
    twist: {},
  },
};

describe.each(Object.entries(rows))('kubevirt/life/%s', (name, row) => {
  it('holds for a right life and catches a wrong one', () => {
    expect(honestly(`kubevirt/life/${name}`, row)).toEqual({
      checks: expect.toSatisfy((n: number) => n > 0),
      finding: undefined,
    });
    expect(twisted(`kubevirt/life/${name}`, row)).toBeDefined();
  });
});

it('every judge of life is shown to be able to fail', () => {
  const judges = invariants.map(({ requirement }) => requirement).filter((id) => id.startsWith('kubevirt/life/'));
  expect(Object.keys(rows).map((name) => `kubevirt/life/${name}`)).toEqual(judges);
});

it('a guest that was kept out by others outside must start when they are gone', () => {
  const stuck: Twist = { start: (event) => (event.outside ? event : { ...event, result: refused }) };
  const ended: Twist = {
    ...stuck,
    end: (end) => ({ ...end, guests: end.guests.map((guest) => ({ ...guest, running: false, status: { phase: 'Scheduled' } })) }),
  };
  expect(honestly('kubevirt/life/placed-guest-starts', { story: freed, twist: {} })).toMatchObject({ finding: undefined });
  expect(twisted('kubevirt/life/placed-guest-starts', { story: freed, twist: stuck })).toBeDefined();
  expect(twisted('kubevirt/life/everything-placeable-runs', { story: freed, twist: ended })).toContain('amd could run it');
});

it('a guest whose host rebooted has Failed, not Succeeded', () => {
  const story: Story = { hosts: { amd: amdTruth }, commands: [create(plain('sev')), { do: 'reboot', host: 'amd' }] };
  expect(honestly('kubevirt/life/stopped-guest-is-final', { story, twist: {} }).finding).toBeUndefined();
  expect(
    twisted('kubevirt/life/stopped-guest-is-final', { story, twist: after('stopped', { status: { phase: 'Succeeded' } }) }),
  ).toBeDefined();
});

function create(spec: GuestSpec): Command {
  return { do: 'create', guest: 'g', spec };
}

function creating(spec: GuestSpec): Story {
  return { commands: [create(spec)] };
}

/** A SEV guest, and what happens to it. */
function then(...commands: readonly Command[]): Story {
  return { commands: [create(plain('sev')), ...commands] };
}

function request(name: string, body?: JsonObject): Command {
  return { do: 'request', guest: 'g', request: name, ...(body && { body }) };
}

function mishap(what: NodeMishap): Command {
  return { do: 'mishap', host: 'amd', what };
}

function granting(): Twist {
  return after('request', { answer: { allowed: true } });
}

function evicting(eviction: NonNullable<GuestSpec['eviction']>): Story {
  return { commands: [create(plain('tdx', { eviction })), { do: 'evict', guest: 'g' }] };
}

function after(what: Happening['what'], change: Partial<RunDecision>): Twist {
  return { run: (decision, happening) => (happening.what === what ? { ...decision, ...change } : decision) };
}

function allowingEviction(): Twist {
  return after('eviction-asked', { next: 'stop', answer: { allowed: true } });
}

function migratable(reason: string): JsonObject {
  return { phase: 'Running', conditions: [{ type: 'LiveMigratable', status: 'False', reason, message: 'VMI uses TDX' }] };
}
