import { describe, expect, it } from 'vitest';
import type { Command } from '../../../sim/contracts/commands.js';
import type { EndState } from '../../../sim/contracts/evidence.js';
import type { Protection } from '../../../sim/contracts/protection.js';
import type { Happening, RunDecision } from '../../../sim/contracts/subject.js';
import type { JsonObject } from '../../../sim/core/json.js';
import { kataKeyResource } from '../../model/kata-names.js';
import type { KataStory, KataTwist } from '../evidence-fixtures/kata-tale.js';
import { novaPlainTruth } from '../evidence-fixtures/nova-truths.js';
import { plain } from '../evidence-fixtures.js';
import { invariants } from '../index.js';
import { type KataRow, kataShownToWork } from '../kata-tale-rows.js';

const one = told(create('a', 'snp'));
const two = told(create('a', 'snp'), create('b', 'snp'));
const failing: KataStory = { ...one, failing: true };
const nowhere: KataStory = { ...one, hosts: { h0: novaPlainTruth } };
const deleted = told(create('a', 'snp'), { do: 'delete', guest: 'a' });
const crashed = told(create('a', 'snp'), { do: 'crash', guest: 'a' });
const over = told(create('a', 'snp'), { do: 'crash', guest: 'a' }, { do: 'delete', guest: 'a' });
const moved = told(create('a', 'snp'), { do: 'migrate', guest: 'a' });

const rows: Readonly<Record<string, KataRow>> = {
  'phase-is-known': { story: one, twist: showing({ phase: 'Starting' }) },
  'started-is-running': { story: one, twist: showing({ phase: 'Pending' }, 'started') },
  'failed-start-is-not-running': { story: failing, twist: showing({ phase: 'Running' }, 'not-started') },
  'failed-start-is-named': {
    story: failing,
    twist: { run: ({ events: _, ...decision }) => ({ ...decision, status: { phase: 'Pending' } }) },
  },
  'unplaced-is-pending': { story: nowhere, twist: showing({ phase: 'Failed' }, 'not-placed') },
  'unschedulable-is-shown': { story: nowhere, twist: showing({ phase: 'Pending' }, 'not-placed') },
  'protection-given-is-asked': {
    story: one,
    twist: { start: (result) => (result.started ? { ...result, protection: 'sev' } : result) },
  },
  'one-key-per-pod': { story: two, twist: { start: (result) => (result.started ? { ...result, keyId: 1 } : result) } },
  'deletion-stops-the-guest': { story: deleted, twist: deciding('nothing', 'deletion-asked') },
  'deleted-pods-hold-nothing': { story: deleted, twist: { end: using(1) } },
  'no-key-leaked': { story: one, twist: { end: using(2) } },
  'shown-running-is-running': { story: one, twist: { end: withGuests({ running: false }) } },
  'running-is-shown-running': { story: one, twist: { end: withGuests({ status: { phase: 'Pending' } }) } },
  'crash-is-noticed': { story: crashed, twist: showing({ phase: 'Running' }, 'stopped') },
  'finished-stays-finished': { story: over, twist: showing({ phase: 'Pending' }, 'deletion-asked') },
  'pods-do-not-move': { story: moved, twist: deciding('migrate', 'migration-asked') },
  'admitted-is-pending': { story: one, twist: showing({ phase: 'Running' }, 'admitted') },
  'nothing-starts-unasked': { story: one, twist: {} },
  'waiting-has-a-reason': {
    story: { ...nowhere, certificates: [{ guest: 'a', host: 'h0', kind: 'other-nodes-wanted', facts: {} }] },
    twist: {},
    twisted: { ...nowhere, certificates: [] },
  },
  'bound-pods-are-handled': { story: one, twist: {} },
};

/** Where not a decision is wrong but the world: what is left out of the trace, or said of another host. */
const wrongWorlds: Readonly<Record<string, KataTwist['trace']>> = {
  'nothing-starts-unasked': (trace) => trace.map((event) => (event.event === 'start' ? { ...event, host: 'h1' } : event)),
  'bound-pods-are-handled': (trace) => trace.filter(({ event }) => event !== 'render'),
};

describe.each(Object.entries(rows))('kata/life/%s', (name, row) => {
  it('holds for a right life and catches a wrong one', () => {
    const trace = wrongWorlds[name];
    const twist = trace === undefined ? row.twist : { ...row.twist, trace };
    const { checks, falseAlarm, caught } = kataShownToWork(`kata/life/${name}`, { ...row, twist });
    expect(falseAlarm).toBeUndefined();
    expect(checks).toBeGreaterThan(0);
    expect(caught).toBeDefined();
  });
});

it('every judge of lives is shown to be able to fail', () => {
  const judges = invariants.map(({ requirement }) => requirement).filter((id) => id.startsWith('kata/life/'));
  expect(Object.keys(rows).map((name) => `kata/life/${name}`)).toEqual(judges);
});

function create(guest: string, protection: Protection): Command {
  return { do: 'create', guest, spec: plain(protection) };
}

function told(...commands: readonly Command[]): KataStory {
  return { commands };
}

function showing(status: JsonObject, what?: Happening['what']): KataTwist {
  return { run: (decision, happening) => (what === undefined || happening.what === what ? { ...decision, status } : decision) };
}

function deciding(next: RunDecision['next'], what: Happening['what']): KataTwist {
  return { run: (decision, happening) => (happening.what === what ? { ...decision, next } : decision) };
}

function using(count: number): (end: EndState) => EndState {
  return (end) => {
    const hosts = Object.entries(end.hosts).map(([name, host]) => [name, { ...host, used: { [kataKeyResource.snp]: count } }]);
    return { ...end, hosts: Object.fromEntries(hosts) };
  };
}

function withGuests(change: Partial<EndState['guests'][number]>): (end: EndState) => EndState {
  return (end) => ({ ...end, guests: end.guests.map((guest) => ({ ...guest, ...change })) });
}
