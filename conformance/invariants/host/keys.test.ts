import { describe, expect, it } from 'vitest';
import type { Command } from '../../../sim/contracts/commands.js';
import type { EndState, StartEvent, StartResult } from '../../../sim/contracts/evidence.js';
import type { Protection } from '../../../sim/contracts/protection.js';
import type { KeyUsageTruth } from '../../../sim/contracts/truth.js';
import type { Story, Twist } from '../evidence-fixtures/story.js';
import { amdTruth, intelTruth, onlyEsTruth } from '../evidence-fixtures/truths.js';
import { plain } from '../evidence-fixtures.js';
import { invariants } from '../index.js';
import { honestly, type JudgeRow, twisted } from '../judge-rows.js';

const outside = (protection: 'sev' | 'snp' | 'tdx', count: number): Command => ({
  do: 'start-outside',
  host: protection === 'tdx' ? 'intel' : 'amd',
  protection,
  count,
});
const stopped: Story = { commands: [create('snp'), { do: 'delete', guest: 'g' }] };
const crowded: Story = { commands: [outside('snp', 4)] };
const again: Story = { commands: [outside('snp', 1), { do: 'stop-outside', host: 'amd', count: 1 }, outside('snp', 1)] };
const given = (keyId: number): Twist => resulting((result) => (result.started ? { ...result, keyId } : result));
const notStarted = (message: string, cause: 'no-free-key' | 'capacity-used' | 'empty-range'): StartResult => ({
  started: false,
  error: { code: 1, domain: 10, message },
  cause,
});

const rows: Readonly<Record<string, JudgeRow>> = {
  conservation: { story: stopped, twist: using((usage) => ({ ...usage, free: usage.free + 1 })) },
  'in-use-matches-running': { story: stopped, twist: using((usage) => ({ ...usage, inUse: usage.inUse + 1 })) },
  'end-matches-running': { story: creating('tdx'), twist: ending((host) => ({ ...host, running: {} })) },
  'come-home': {
    story: stopped,
    twist: ending((host) => ({ ...host, usage: { ...host.usage, sev_es: { free: 2, inUse: 1, pending: 0, leaked: 0 } } })),
  },
  'within-range': {
    story: { commands: [outside('snp', 3)] },
    twisted: crowded,
    twist: resulting(() => ({ started: true, protection: 'snp' })),
  },
  'charge-equals-keys': {
    story: creating('sev'),
    twist: ending((host) => ({ ...host, charged: { sev: '18446744073709551615' } })),
  },
  'full-range-refuses': { story: crowded, twist: resulting(() => ({ started: true, protection: 'snp' })) },
  'free-key-is-given': { story: creating('tdx'), twist: resulting(() => notStarted('', 'no-free-key')) },
  'released-key-returns': {
    story: stopped,
    twist: { release: ({ usage: _, ...event }) => ({ ...event, usage: keys(2, 1, 0) }) },
  },
  'failed-start-takes-nothing': { story: crowded, twist: { start: (event) => leak(event) } },
  'id-is-unique': { story: { commands: [outside('sev', 2)] }, twist: given(5) },
  'id-is-in-range': { story: creating('sev'), twist: given(3) },
  'pending-is-not-reused': { story: again, twist: given(1) },
  'leaked-stays-away': {
    story: again,
    twist: { ...given(1), release: ({ usage: _, ...event }) => ({ ...event, usage: { ...keys(2, 0, 0), leaked: 1 } }) },
  },
  'lowest-free-id': { story: { commands: [outside('sev', 1)] }, twist: given(6) },
  'ordinary-guest-holds-none': { story: creating('none'), twist: given(1) },
  'protection-given-is-asked': {
    story: creating('sev-es'),
    twist: resulting((result) => ({ ...result, protection: 'sev' }) as StartResult),
  },
  'amd-exhaustion-error': { story: crowded, twist: beyond('ret=-28', 'capacity-used') },
  'tdx-exhaustion-error': { story: { commands: [outside('tdx', 4)] }, twist: beyond('Device or resource busy', 'no-free-key') },
  'empty-range-error': {
    story: { hosts: { amd: onlyEsTruth }, commands: [outside('sev', 1)] },
    twist: beyond('Cannot allocate memory', 'empty-range'),
  },
};

describe.each(Object.entries(rows))('host/keys/%s', (name, row) => {
  it('holds for a right host and catches a wrong one', () => {
    expect(honestly(`host/keys/${name}`, row)).toEqual({ checks: expect.toSatisfy((n: number) => n > 0), finding: undefined });
    expect(twisted(`host/keys/${name}`, row)).toBeDefined();
  });
});

it('every judge of key IDs is shown to be able to fail', () => {
  const judges = invariants.map(({ requirement }) => requirement).filter((id) => id.startsWith('host/keys/'));
  expect(Object.keys(rows).map((name) => `host/keys/${name}`)).toEqual(judges);
});

it('a reboot frees every key ID', () => {
  const story: Story = {
    hosts: { intel: intelTruth },
    commands: [outside('tdx', 3), { do: 'reboot', host: 'intel' }, create('tdx')],
  };
  for (const name of ['conservation', 'in-use-matches-running', 'end-matches-running', 'within-range']) {
    expect(honestly(`host/keys/${name}`, { story, twist: {} })).toMatchObject({ finding: undefined });
  }
});

it('SEV-ES and SNP guests share a range, so together they may not exceed it', () => {
  const story: Story = { hosts: { amd: amdTruth }, commands: [outside('snp', 3), create('sev-es')] };
  const sneaking = resulting((result, { guest }) => (guest === 'g' ? { started: true, protection: 'sev-es' } : result));
  expect(twisted('host/keys/within-range', { story, twist: sneaking })).toContain('4 guests with 3 key IDs');
});

function create(protection: Protection): Command {
  return { do: 'create', guest: 'g', spec: plain(protection) };
}

function creating(protection: Protection): Story {
  return { commands: [create(protection)] };
}

function resulting(change: (result: StartResult, event: StartEvent) => StartResult): Twist {
  return { start: (event) => ({ ...event, result: change(event.result, event) }) };
}

/** Only starts that fail get this error instead. */
function beyond(message: string, cause: 'no-free-key' | 'capacity-used' | 'empty-range'): Twist {
  return resulting((result) => (result.started ? result : notStarted(message, cause)));
}

function using(change: (usage: KeyUsageTruth) => KeyUsageTruth): Twist {
  return { start: (event) => (event.usage === undefined ? event : { ...event, usage: change(event.usage) }) };
}

function leak(event: StartEvent): StartEvent {
  return event.result.started ? event : { ...event, usage: keys(0, 2, 0) };
}

function keys(free: number, inUse: number, pending: number): KeyUsageTruth {
  return { free, inUse, pending, leaked: 0 };
}

function ending(change: (host: EndState['hosts'][string]) => EndState['hosts'][string]): Twist {
  const changed = (hosts: EndState['hosts']) =>
    Object.fromEntries(Object.entries(hosts).map(([name, host]) => [name, change(host)]));
  return { end: (end) => ({ ...end, hosts: changed(end.hosts) }) };
}
