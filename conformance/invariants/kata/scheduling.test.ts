import { describe, expect, it } from 'vitest';
import type { Command } from '../../../sim/contracts/commands.js';
import type { Protection } from '../../../sim/contracts/protection.js';
import type { Claim, PlaceDecision } from '../../../sim/contracts/subject.js';
import { kataKeyResource } from '../../model/kata-names.js';
import type { KataStory, KataTwist } from '../evidence-fixtures/kata-tale.js';
import { novaPlainTruth, novaSnpTruth } from '../evidence-fixtures/nova-truths.js';
import { plain } from '../evidence-fixtures.js';
import { invariants } from '../index.js';
import { type KataRow, kataShownToWork } from '../kata-tale-rows.js';

const snp = told(create('a', 'snp'));
const tdx = told(create('a', 'tdx'));
const ordinary = told(create('a', 'none'));
/** Three key IDs, and four pods that want one. */
const full = told(...['a', 'b', 'c', 'd'].map((name) => create(name, 'snp')));
const onPlain: KataStory = { ...snp, hosts: { h0: novaPlainTruth } };
const closed = told({ do: 'drain', host: 'h0' }, create('a', 'snp'));
const closedOther = told({ do: 'drain', host: 'h1' }, create('a', 'snp'));
/** A node that has key IDs left, and is closed. */
const beside: KataStory = { ...closed, hosts: { h0: novaSnpTruth } };
const oneFull: KataStory = { ...full, hosts: { h0: novaSnpTruth } };

const rows: Readonly<Record<string, KataRow>> = {
  'protected-pods-take-one-key': { story: tdx, twist: taking({ [kataKeyResource.tdx]: 2 }) },
  'takes-no-other-key': { story: ordinary, twist: taking({ [kataKeyResource.snp]: 1 }) },
  'claim-selects-as-admitted': { story: snp, twist: claiming({ selectors: {} }) },
  'memory-is-requests-plus-overhead': { story: snp, twist: claiming({ memoryBytes: 1 }) },
  'overhead-is-counted': { story: snp, twist: claiming({ overheadBytes: 0 }) },
  'never-beyond-keys': { story: oneFull, twist: placedOn('h0') },
  'exactly-as-many-as-keys': {
    story: beside,
    twist: refused({ h0: [`Insufficient ${kataKeyResource.snp}`] }),
    twisted: { hosts: { h0: novaSnpTruth }, commands: [create('a', 'snp')] },
  },
  'unlabelled-nodes-are-passed-over': { story: snp, twist: placedOn('h1') },
  'kata-nodes-only': {
    story: snp,
    twist: { label: (decision) => ({ ...decision, labels: {} }), place: () => ({ placed: true, host: 'h0' }) },
  },
  'chosen-host-fits': { story: snp, twist: placedOn('h1') },
  'fitting-host-is-used': { story: snp, twist: refused({ h0: [], h1: [] }) },
  'chosen-kernel-has-it-on': { story: snp, twist: placedOn('h0'), twisted: onPlain },
  'closed-nodes-are-passed-over': { story: closedOther, twist: placedOn('h0'), twisted: closed },
  'message-counts-hosts': { story: full, twist: saying('No.') },
  'message-tallies-reasons': { story: full, twist: saying('0/2 nodes are available: none.') },
  'names-missing-keys': {
    story: full,
    twist: { place: (decision) => (decision.placed ? decision : { ...decision, reasons: {} }) },
  },
  'names-selector-mismatch': { story: onPlain, twist: refused({ h0: ['Too many pods'] }) },
  'names-no-false-shortage': { story: oneFull, twist: refused({ h0: ['Insufficient memory'] }) },
};

describe.each(Object.entries(rows))('kata/scheduling/%s', (name, row) => {
  it('holds for a right placement and catches a wrong one', () => {
    const { checks, falseAlarm, caught } = kataShownToWork(`kata/scheduling/${name}`, row);
    expect(falseAlarm).toBeUndefined();
    expect(checks).toBeGreaterThan(0);
    expect(caught).toBeDefined();
  });
});

it('every judge of placements is shown to be able to fail', () => {
  const judges = invariants.map(({ requirement }) => requirement).filter((id) => id.startsWith('kata/scheduling/'));
  expect(Object.keys(rows).map((name) => `kata/scheduling/${name}`)).toEqual(judges);
});

it('lets a node with three key IDs have exactly three protected pods', () => {
  const { checks, falseAlarm } = kataShownToWork('kata/scheduling/never-beyond-keys', { story: oneFull, twist: {} });
  expect([checks, falseAlarm]).toEqual([3, undefined]);
});

function create(guest: string, protection: Protection): Command {
  return { do: 'create', guest, spec: plain(protection) };
}

function told(...commands: readonly Command[]): KataStory {
  return { commands };
}

function claiming(change: Partial<Claim>): KataTwist {
  return { claim: (claim) => ({ ...claim, ...change }) };
}

function taking(resources: Claim['resources']): KataTwist {
  return claiming({ resources });
}

function placedOn(host: string): KataTwist {
  return { place: () => ({ placed: true, host }) };
}

function refused(reasons: Readonly<Record<string, readonly string[]>>): KataTwist {
  return { place: () => ({ placed: false, message: '0/1 nodes are available: ', reasons }) };
}

function saying(message: string): KataTwist {
  return { place: (decision): PlaceDecision => (decision.placed ? decision : { ...decision, message }) };
}
