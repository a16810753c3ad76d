import { describe, expect, it } from 'vitest';
import type { Command } from '../../../sim/contracts/commands.js';
import type { Protection } from '../../../sim/contracts/protection.js';
import type { Claim, HostToPlaceOn, PlaceDecision } from '../../../sim/contracts/subject.js';
import type { BootTruth } from '../../../sim/contracts/truth.js';
import { encryptionContext } from '../../model/nova-names.js';
import { type NovaStory, type NovaTwist, slotOf } from '../evidence-fixtures/nova-fleet.js';
import { novaEsTruth, novaPlainTruth } from '../evidence-fixtures/nova-truths.js';
import { plain } from '../evidence-fixtures.js';
import { invariants } from '../index.js';
import { type FleetRow, shownToWork } from '../nova-fleet-rows.js';

const es = slotOf('h0_amd_sev_es');
const sev = slotOf('h0_amd_sev');

/** One host with four slots of SEV and three of SEV-ES. */
const one = told(create('a', 'sev-es'));
const ordinary = told(create('a', 'none'));
const full = told(...['a', 'b', 'c', 'd'].map((name) => create(name, 'sev-es')));
const reserved: NovaStory = {
  ...full,
  config: { compute: { reserved_mem_encryption_contexts: { 'amd-sev-es': 1 } } },
};
const deleted = told(create('a', 'sev-es'), { do: 'delete', guest: 'a' });
const twoHosts: NovaStory = { ...one, hosts: { h0: novaEsTruth, h1: novaEsTruth } };
const moves: NovaStory = { ...twoHosts, commands: [create('a', 'sev-es'), { do: 'migrate', guest: 'a' }, create('b', 'sev')] };
const nowhere: NovaStory = { hosts: { h0: novaPlainTruth }, commands: [create('a', 'sev-es')] };
const named: NovaStory = { ...twoHosts, commands: [{ do: 'create', guest: 'a', spec: plain('sev', { onHost: 'h1' }) }] };
const down = told({ do: 'mishap', host: 'h0', what: 'agent-silent' }, create('a', 'sev'));
const closed = told({ do: 'drain', host: 'h0' }, create('a', 'sev'));
const forbids: NovaTwist['claim'] = (claim) => ({ ...claim, forbidden: ['OWNER_NOVA'] });

const rows: Readonly<Record<string, FleetRow>> = {
  'encrypted-guests-take-one-context': { story: one, twist: taking({ [es]: 2 }) },
  'ordinary-guests-take-none': { story: ordinary, twist: taking({ [sev]: 1 }) },
  'slots-are-of-the-own-model': { story: one, twist: taking({ [es]: 0, [sev]: 1 }) },
  'takes-what-was-asked-for': { story: one, twist: taking({ 'h0:VCPU': 3 }) },
  'takes-from-the-chosen-host': { story: one, twist: taking({ 'h1:VCPU': 1 }) },
  'givers-have-the-traits': { story: one, twist: taking({ [es]: 0, [sev]: 1 }) },
  'givers-have-no-forbidden-trait': { story: ordinary, twist: { claim: forbids, place: always('h0', { [sev]: 1 }) } },
  'never-over-capacity': { story: full, twist: { place: always('h0', { [es]: 1 }) } },
  'reserved-is-not-given': { story: reserved, twist: { place: always('h0', { [es]: 1 }) } },
  'amounts-obey-units': { story: one, twist: taking({ [es]: 2 }) },
  'never-beyond-keys': { story: full, twist: { place: always('h0', { [es]: 1 }) } },
  'pools-do-not-lend': {
    story: told(create('a', 'sev-es'), create('b', 'sev')),
    twist: showing((host) => ({ ...host, used: { ...host.used, [es]: 2 } })),
  },
  'every-slot-is-held-by-somebody': {
    story: told(create('a', 'sev-es'), create('b', 'sev')),
    twist: showing((host) => ({ ...host, used: {} })),
  },
  'nothing-is-lost-at-the-end': { story: one, twist: ending({ [es]: 2 }) },
  'deleted-guests-hold-nothing': { story: deleted, twist: ending({ [es]: 1 }) },
  'fitting-host-is-used': { story: one, twist: { place: never } },
  'chosen-host-fits': { story: one, twist: taking({ [es]: 0, [sev]: 1 }) },
  'chosen-host-can-launch': { story: one, twist: { place: always('h0', { [es]: 1 }) }, twisted: nowhere },
  'stateless-guests-go-where-that-works': {
    story: stateless(novaEsTruth),
    twist: { place: always('h0', {}) },
    twisted: stateless(novaPlainTruth),
  },
  'free-slot-is-not-refused': { story: full, twist: { place: never } },
  'no-valid-host-is-said': { story: nowhere, twist: { place: (decision) => ({ ...decision, message: 'No.' }) as PlaceDecision } },
  'every-refused-host-has-a-reason': { story: nowhere, twist: { place: (decision) => ({ ...decision, reasons: {} }) } },
  'reasons-are-true': {
    story: nowhere,
    twist: { place: (decision) => ({ ...decision, reasons: { h0: ['its service is down'] } }) },
  },
  'chosen-host-has-no-reason': { story: one, twist: { place: (decision) => ({ ...decision, reasons: { h0: ['no'] } }) } },
  'requested-host-is-kept-to': { story: named, twist: { place: always('h0', { [sev]: 1 }) } },
  'silent-hosts-are-passed-over': { story: one, twist: { place: always('h0', { [sev]: 1 }) }, twisted: down },
  'disabled-hosts-are-passed-over': { story: one, twist: { place: always('h0', { [sev]: 1 }) }, twisted: closed },
  'move-holds-both-places': { story: moves, twist: showing((host) => ({ ...host, used: {} })) },
  'model-agrees': { story: full, twist: { place: never } },
  'request-names-every-need': { story: one, twist: { claim: (claim) => ({ ...claim, required: [] }) } },
  'only-pinned-memory-is-locked': { story: one, twist: { claim: ({ memoryLock: _, ...claim }) => claim } },
};

describe.each(Object.entries(rows))('nova/placement/%s', (name, row) => {
  it('holds for a right placement and catches a wrong one', () => {
    const { checks, falseAlarm, caught } = shownToWork(`nova/placement/${name}`, row);
    expect(falseAlarm).toBeUndefined();
    expect(checks).toBeGreaterThan(0);
    expect(caught).toBeDefined();
  });
});

it('every judge of placements is shown to be able to fail', () => {
  const judges = invariants.map(({ requirement }) => requirement).filter((id) => id.startsWith('nova/placement/'));
  expect(Object.keys(rows).map((name) => `nova/placement/${name}`)).toEqual(judges);
});

describe('a reason', () => {
  const reasonsFor = (reason: string, story: NovaStory = full): string | undefined => {
    const place = (decision: PlaceDecision): PlaceDecision =>
      decision.placed ? decision : { ...decision, reasons: { h0: [reason] } };
    return shownToWork('nova/placement/reasons-are-true', { story, twist: { place } }).caught;
  };

  it('may name a class that is short at a provider, and none that is not', () => {
    expect(reasonsFor(`h0_amd_sev_es has 3 and 3 of them are held (${encryptionContext})`)).toBeUndefined();
    expect(reasonsFor(`h0_amd_sev has 4 and 4 of them are held (${encryptionContext})`)).toBeDefined();
    expect(reasonsFor('none of its providers has VCPU')).toBeDefined();
  });

  it('may name a trait that providers lack, and none that they have', () => {
    expect(reasonsFor('h0 with h0_amd_sev has not HW_CPU_X86_AMD_SEV_ES')).toBeUndefined();
    expect(reasonsFor('h0 with h0_amd_sev_es has not HW_CPU_X86_AMD_SEV_ES')).toBeDefined();
  });
});

/** A guest without protection that wants firmware without variables. */
function stateless(h0: BootTruth): NovaStory {
  const image = { properties: { hw_firmware_type: 'uefi', hw_firmware_stateless: 'yes' } };
  return { hosts: { h0 }, commands: [{ do: 'create', guest: 'a', spec: plain('none', { members: { image } }) }] };
}

function told(...commands: readonly Command[]): NovaStory {
  return { hosts: { h0: novaEsTruth }, commands };
}

function create(guest: string, protection: Protection): Command {
  return { do: 'create', guest, spec: plain(protection) };
}

/** What a placed guest takes is changed; 0 takes nothing of that. */
function taking(units: Claim['resources']): NovaTwist {
  return {
    place: (decision) => {
      if (!decision.placed) return decision;
      const all = Object.entries({ ...decision.takes, ...units }).filter(([, amount]) => amount > 0);
      return { ...decision, takes: Object.fromEntries(all) };
    },
  };
}

/** Every guest goes to one host, whatever is wrong with it. */
function always(host: string, units: Claim['resources']): NonNullable<NovaTwist['place']> {
  return () => ({ placed: true, host, takes: { [`${host}:MEMORY_MB`]: 64, [`${host}:VCPU`]: 1, ...units } });
}

function never(): PlaceDecision {
  const message = 'No valid host was found. There are not enough hosts available.';
  return { placed: false, message, reasons: { h0: ['no allocation candidate'] } };
}

/** The scheduler is shown something else than is so. */
function showing(hosts: (host: HostToPlaceOn) => HostToPlaceOn): NovaTwist {
  return { shown: hosts };
}

function ending(used: Claim['resources']): NovaTwist {
  return { end: (end) => ({ ...end, hosts: { h0: { usage: {}, charged: {}, running: {}, used } } }) };
}
