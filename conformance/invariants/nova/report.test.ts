import { describe, expect, it } from 'vitest';
import type { Command } from '../../../sim/contracts/commands.js';
import type { Inventory, LabelDecision, NodeHappening, ResourceProvider } from '../../../sim/contracts/subject.js';
import { encryptionContext, modelTraits, providerNameOf, secureBootTrait } from '../../model/nova-names.js';
import { type NovaStory, type NovaTwist, slotOf } from '../evidence-fixtures/nova-fleet.js';
import { withProviders } from '../evidence-fixtures/nova-reports.js';
import { novaEsTruth, novaPlainTruth, novaSevTruth, novaSnpTruth, novaTdxTruth } from '../evidence-fixtures/nova-truths.js';
import { plain } from '../evidence-fixtures.js';
import { invariants } from '../index.js';
import { type FleetRow, shownToWork } from '../nova-fleet-rows.js';

const amd: NovaStory = { hosts: { h0: novaSnpTruth }, commands: [] };
const es: NovaStory = { hosts: { h0: novaEsTruth }, commands: [] };
const limited: NovaStory = { hosts: { h0: novaEsTruth }, config: { libvirt: { num_memory_encrypted_guests: 2 } }, commands: [] };
const reserved: NovaStory = {
  hosts: { h0: novaEsTruth },
  config: { compute: { reserved_mem_encryption_contexts: { 'amd-sev': 1 } } },
  commands: [],
};
const flat: NovaStory = { hosts: { h0: novaEsTruth }, config: { nested_providers: false }, commands: [] };
const look: Command = { do: 'label', host: 'h0' };
const restart: Command = { do: 'mishap', host: 'h0', what: 'agent-started' };
const reboot: Command = { do: 'reboot', host: 'h0' };
const again: NovaStory = { ...es, commands: [look] };
const sevGuest: Command = { do: 'create', guest: 'a', spec: plain('sev') };
const esGuest: Command = { do: 'create', guest: 'a', spec: plain('sev-es') };

/** The host loses SEV-ES; nobody holds it. */
const losesEs: NovaStory = { ...es, commands: [reboot], reborn: novaSevTruth };

/** The same with a guest that holds a slot of it. */
const orphaned: NovaStory = { ...es, commands: [esGuest, reboot], reborn: novaSevTruth };

/** The same with a guest that has moved away, and may come back. */
const leftBehind: NovaStory = {
  hosts: { h0: novaEsTruth, h1: novaEsTruth },
  commands: [esGuest, { do: 'migrate', guest: 'a' }, reboot, look],
  reborn: novaSevTruth,
};

/** A guest of before models had providers, and a service that starts with them. */
const reshaped: NovaStory = {
  ...flat,
  commands: [sevGuest, { do: 'configure', config: {} }, restart],
};

const rows: Readonly<Record<string, FleetRow>> = {
  'sev-slots': { story: es, twist: slots({ total: 5 }) },
  'sev-es-slots': { story: es, twist: slots({ total: 5 }) },
  'snp-slots': { story: amd, twist: slots({ total: 4 }) },
  'tdx-slots': { story: { hosts: { h0: novaTdxTruth }, commands: [] }, twist: slots({ total: 2 }) },
  'guest-limit-is-gone': { story: limited, twist: slots({ total: 2 }) },
  'es-ignores-guest-limit': { story: limited, twist: slots({ total: 2 }) },
  'providers-are-named-by-node': { story: es, twist: models((each) => ({ ...each, name: `sev-of-${each.parent}` })) },
  'models-hang-on-the-node': { story: es, twist: models(({ parent: _, ...each }) => each) },
  'parents-come-first': { story: es, twist: tree((all) => [...all].reverse()) },
  'model-has-its-trait': { story: es, twist: models((each) => ({ ...each, traits: ['OWNER_NOVA'] })) },
  'model-has-no-other-trait': { story: es, twist: models((each) => withTrait(each, modelTraits.text.snp)) },
  'providers-are-novas': { story: es, twist: models((each) => withoutTrait(each, 'OWNER_NOVA')) },
  'node-has-no-contexts': { story: es, twist: root((each) => withContexts(each)) },
  'node-has-no-model-trait': { story: es, twist: root((each) => withTrait(each, modelTraits.x86.sev)) },
  'node-has-cpus-and-memory': { story: es, twist: root((each) => ({ ...each, inventories: {} })) },
  'capabilities-are-the-nodes': { story: es, twist: models((each) => withTrait(each, secureBootTrait)) },
  'total-is-at-least-one': { story: es, twist: slots({ total: 0 }) },
  'one-context-a-guest': { story: es, twist: slots({ max_unit: 3 }) },
  'least-is-one-context': { story: es, twist: slots({ step_size: 2 }) },
  'contexts-are-not-shared': { story: es, twist: slots({ allocation_ratio: 16 }) },
  'reserved-as-configured': { story: reserved, twist: slots({ reserved: 0 }) },
  'models-have-slots': { story: es, twist: models((each) => ({ ...each, inventories: {} })) },
  'vanished-models-lose-their-providers': {
    story: losesEs,
    twist: secondTime(tree((all) => [...all, child('sev-es')])),
  },
  'held-providers-stay': { story: orphaned, twist: secondTime(tree((all) => all.slice(0, 2))) },
  'closed-providers-offer-nothing': { story: leftBehind, twist: { report: onInterval(slots({ reserved: 0 })) } },
  'refresh-is-idempotent': { story: again, twist: { report: onInterval(slots({ total: 2 })) } },
  'restart-changes-nothing-by-itself': { story: { ...es, commands: [restart] }, twist: secondTime(slots({ total: 2 })) },
  'unchanged-keeps-generation': { story: again, twist: { report: onInterval(models(raised)) } },
  'change-raises-generation': {
    story: { ...es, commands: [reboot], reborn: novaPlainTruth },
    twist: secondTime(root((each) => ({ ...each, generation: 1 }))),
  },
  'generations-are-whole': { story: again, twist: { report: onInterval(root((each) => ({ ...each, generation: 0 }))) } },
  'traits-are-names': { story: es, twist: root((each) => ({ ...each, traits: ['COMPUTE_NODE', 'amd-sev'] })) },
  'flat-node-has-the-slots': { story: flat, twist: root((each) => ({ ...each, inventories: {} })) },
  'reshape-moves-allocations': { story: reshaped, twist: without('moved') },
  'reshape-loses-nothing': { story: reshaped, twist: moving({ from: slotOf('h0'), to: 'h0_amd_sev:VCPU' }) },
  'allocations-move-only-at-start': {
    story: again,
    twist: { report: onInterval(moving({ from: slotOf('h0'), to: slotOf('h0_amd_sev') })) },
  },
  'allocations-move-to-inventories': { story: reshaped, twist: moving({ from: slotOf('h0'), to: slotOf('h0_amd_sev_snp') }) },
  'no-guest-holds-what-is-not-there': { story: reshaped, twist: without('moved') },
  'node-object-is-left-alone': { story: es, twist: { report: (decision) => ({ ...decision, labels: { a: 'b' } }) } },
  'refuses-orphaned-guests': { story: orphaned, twist: without('refusesToServe') },
  'serves-supported-guests': {
    story: { ...es, commands: [esGuest, restart] },
    twist: { report: (decision) => ({ ...decision, refusesToServe: true }) },
  },
  'refusal-names-the-model': { story: orphaned, twist: { report: (decision) => ({ ...decision, problems: [] }) } },
  'silence-changes-no-tree': {
    story: { ...es, commands: [{ do: 'mishap', host: 'h0', what: 'agent-silent' }] },
    twist: { report: (decision, { happening }) => (happening === 'agent-silent' ? { ...decision, providers: [] } : decision) },
  },
  'provider-names-are-unique': {
    story: { hosts: { h0: novaEsTruth, h1: novaEsTruth }, commands: [] },
    twist: models((each) => ({ ...each, name: 'amd_sev' })),
  },
};

describe.each(Object.entries(rows))('nova/report/%s', (name, row) => {
  it('holds for a right report and catches a wrong one', () => {
    const { checks, falseAlarm, caught } = shownToWork(`nova/report/${name}`, row);
    expect(falseAlarm).toBeUndefined();
    expect(checks).toBeGreaterThan(0);
    expect(caught).toBeDefined();
  });
});

it('every judge of reports is shown to be able to fail', () => {
  const judges = invariants.map(({ requirement }) => requirement).filter((id) => id.startsWith('nova/report/'));
  expect(Object.keys(rows).map((name) => `nova/report/${name}`)).toEqual(judges);
});

it('traits are spelled as the configuration says', () => {
  const spelled = { ...es, config: { traits: 'text' } };
  const twist = models((each) => ({ ...each, traits: [modelTraits.x86.sev, 'OWNER_NOVA'] }));
  expect(shownToWork('nova/report/model-has-its-trait', { story: spelled, twist }).caught).toContain('HW_CPU_AMD_SEV');
});

type Change = (provider: ResourceProvider) => ResourceProvider;

function models(change: Change): NovaTwist {
  return { report: (decision) => withProviders(decision, (each, isModel) => (isModel ? change(each) : each)) };
}

function root(change: Change): NovaTwist {
  return { report: (decision) => withProviders(decision, (each, isModel) => (isModel ? each : change(each))) };
}

function slots(change: Partial<Inventory>): NovaTwist {
  return models((each) => {
    const { [encryptionContext]: own, ...others } = each.inventories;
    return own === undefined ? each : { ...each, inventories: { ...others, [encryptionContext]: { ...own, ...change } } };
  });
}

function tree(change: (providers: readonly ResourceProvider[]) => readonly ResourceProvider[]): NovaTwist {
  return { report: (decision) => ({ ...decision, providers: change(decision.providers ?? []) }) };
}

/** The twist only from the second report of a case on. */
function secondTime({ report }: NovaTwist): NovaTwist {
  let times = 0;
  return {
    report: (decision, about) => {
      times += 1;
      return times === 1 || report === undefined ? decision : report(decision, about);
    },
  };
}

function onInterval({ report }: NovaTwist): (decision: LabelDecision, about: About) => LabelDecision {
  return (decision, about) => (about.happening === 'interval' && report ? report(decision, about) : decision);
}

type About = { readonly host: string; readonly happening: NodeHappening };

function moving(...moved: NonNullable<LabelDecision['moved']>): NovaTwist {
  return { report: (decision, { happening }) => (happening === 'configured' ? decision : { ...decision, moved }) };
}

function without(member: 'moved' | 'refusesToServe'): NovaTwist {
  return {
    report: ({ [member]: _, ...decision }) => decision,
  };
}

function raised(provider: ResourceProvider): ResourceProvider {
  return { ...provider, generation: provider.generation + 1 };
}

function withTrait(provider: ResourceProvider, trait: string): ResourceProvider {
  return { ...provider, traits: [...provider.traits, trait].sort() };
}

function withoutTrait(provider: ResourceProvider, trait: string): ResourceProvider {
  return { ...provider, traits: provider.traits.filter((each) => each !== trait) };
}

function withContexts(provider: ResourceProvider): ResourceProvider {
  const contexts = { total: 3, reserved: 0, min_unit: 1, max_unit: 1, step_size: 1, allocation_ratio: 1 };
  return { ...provider, inventories: { ...provider.inventories, [encryptionContext]: contexts } };
}

function child(protection: 'sev-es'): ResourceProvider {
  const empty = { name: providerNameOf('h0', protection), parent: 'h0', generation: 1, inventories: {} };
  return withContexts({ ...empty, traits: [modelTraits.x86[protection], 'OWNER_NOVA'] });
}
