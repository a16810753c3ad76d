import { describe, expect, it } from 'vitest';
import type { Command } from '../../../sim/contracts/commands.js';
import type { ConfidentialProtection } from '../../../sim/contracts/protection.js';
import type { NodeHappening, ResourceProvider } from '../../../sim/contracts/subject.js';
import type { BootTruth } from '../../../sim/contracts/truth.js';
import { modelTraits, providerNameOf, secureBootTrait, statelessTrait } from '../../model/nova-names.js';
import type { NovaStory, NovaTwist } from '../evidence-fixtures/nova-fleet.js';
import { withProviders } from '../evidence-fixtures/nova-reports.js';
import {
  novaEsTruth,
  novaHalfSnpTruth,
  novaPlainTruth,
  novaSevTruth,
  novaSnpTruth,
  novaTdxTruth,
} from '../evidence-fixtures/nova-truths.js';
import { invariants } from '../index.js';
import { type FleetRow, shownToWork } from '../nova-fleet-rows.js';

const pc = '/var/lib/nova/libvirt/domcapabilities/x86_64/pc.xml';
const q35 = '/var/lib/nova/libvirt/domcapabilities/x86_64/q35.xml';
const parameter = '/sys/module/kvm_amd/parameters/sev';

const capabilities = '/var/lib/nova/libvirt/capabilities.xml';

/** Host capabilities with an architecture nobody knows beside the one that matters. */
const moreArchitectures = [
  '<capabilities><host><cpu><arch>x86_64</arch></cpu></host>',
  "<guest><arch name='quantum'/></guest>",
  "<guest><arch name='x86_64'><machine canonical='pc-q35-10.1'>q35</machine></arch></guest></capabilities>",
].join('');

/** An answer about q35 that counts no guests. */
const uncounted = "<domainCapabilities><features><sev supported='yes'></sev></features></domainCapabilities>";

const plain = hosts(novaPlainTruth);
const restart: Command = { do: 'mishap', host: 'h0', what: 'agent-started' };
const look: Command = { do: 'label', host: 'h0' };

const rows: Readonly<Record<string, FleetRow>> = {
  'sev-when-launchable': { story: hosts(novaEsTruth), twist: leavingOut('sev') },
  'sev-only-when-launchable': { story: plain, twist: adding('sev') },
  'sev-es-when-launchable': { story: hosts(novaEsTruth), twist: leavingOut('sev-es') },
  'sev-es-only-when-launchable': { story: plain, twist: adding('sev-es') },
  'snp-when-launchable': { story: hosts(novaSnpTruth), twist: leavingOut('snp') },
  'snp-only-when-launchable': { story: hosts(novaEsTruth), twist: adding('snp') },
  'tdx-when-launchable': { story: hosts(novaTdxTruth), twist: leavingOut('tdx') },
  'tdx-only-when-launchable': { story: plain, twist: adding('tdx') },
  'es-yields-to-snp': { story: hosts(novaSnpTruth), twist: adding('sev-es') },
  'es-stays-where-snp-cannot-start': { story: hosts(novaHalfSnpTruth), twist: leavingOut('sev-es') },
  'es-needs-guests': { story: hosts(novaSevTruth), twist: adding('sev-es') },
  'stateless-when-supported': { story: hosts(novaSnpTruth), twist: withoutTrait(statelessTrait) },
  'stateless-only-when-supported': { story: plain, twist: withTrait(statelessTrait) },
  'secure-boot-when-supported': { story: hosts(novaSnpTruth), twist: withoutTrait(secureBootTrait) },
  'secure-boot-only-when-supported': { story: plain, twist: withTrait(secureBootTrait) },
  'any-spelling-of-yes': { story: spoiled(parameter, ' on\n'), twist: when('agent-started', leavingOut('sev')) },
  'a-parameter-that-is-off': { story: spoiled(parameter, 'maybe\n'), twist: adding('sev') },
  'one-machine-type-is-enough': { story: spoiled(pc, '<domain'), twist: when('agent-started', leavingOut('sev')) },
  'damage-is-told': { story: spoiled(q35, ''), twist: { report: (decision) => ({ ...decision, problems: [] }) } },
  'damage-gives-the-same-again': { story: spoiled(q35, '', look), twist: when('interval', adding('sev')) },
  'nothing-is-read-again': { story: { ...hosts(novaSnpTruth), commands: [look] }, twist: when('interval', leavingOut('snp')) },
  'restart-looks-again': {
    story: { ...hosts(novaSnpTruth), commands: [{ do: 'reboot', host: 'h0' }], reborn: novaEsTruth },
    twist: adding('snp'),
  },
  'configuration-detects-nothing': {
    story: { ...hosts(novaSnpTruth), commands: [{ do: 'configure', config: {} }] },
    twist: when('configured', leavingOut('snp')),
  },
  'only-amd-has-sev': { story: hosts(novaTdxTruth), twist: adding('sev') },
  'tdx-only-when-looked-for': { story: { ...hosts(novaTdxTruth), config: { tdx: false } }, twist: adding('tdx') },
  'what-could-not-be-read-is-read-later': {
    story: spoiled(q35, '', { do: 'repair', host: 'h0', path: q35 }, look),
    twist: when('interval', leavingOut('sev')),
  },
  'architecture-is-named': { story: hosts(novaSnpTruth), twist: withoutTrait('HW_ARCH_X86_64') },
  'unknown-architectures-are-passed-over': {
    story: spoiled(capabilities, moreArchitectures),
    twist: { report: (decision) => ({ ...decision, problems: ["Architecture name 'quantum' is not valid"] }) },
  },
  'odd-answers-are-answers': { story: spoiled(q35, uncounted), twist: when('agent-started', adding('sev')) },
};

describe.each(Object.entries(rows))('nova/detection/%s', (name, row) => {
  it('holds for a right report and catches a wrong one', () => {
    const { checks, falseAlarm, caught } = shownToWork(`nova/detection/${name}`, row);
    expect(falseAlarm).toBeUndefined();
    expect(checks).toBeGreaterThan(0);
    expect(caught).toBeDefined();
  });
});

it('every judge of detection is shown to be able to fail', () => {
  const judges = invariants.map(({ requirement }) => requirement).filter((id) => id.startsWith('nova/detection/'));
  expect(Object.keys(rows).map((name) => `nova/detection/${name}`)).toEqual(judges);
});

it('a host that is looked at badly is not held to what it could not see', () => {
  const row = { story: spoiled(q35, ''), twist: {} };
  const { checks, falseAlarm } = shownToWork('nova/detection/damage-is-told', row);
  expect({ checks, falseAlarm }).toEqual({ checks: 1, falseAlarm: undefined });
});

function hosts(h0: BootTruth): NovaStory {
  return { hosts: { h0 }, commands: [] };
}

/** A file is damaged, and the service is started again. */
function spoiled(path: string, text: string, ...more: readonly Command[]): NovaStory {
  return { hosts: { h0: novaSnpTruth }, commands: [{ do: 'spoil', host: 'h0', path, text }, restart, ...more] };
}

/** A twist of what is reported for one reason only, and after the first report of a case. */
function when(reason: NodeHappening, { report }: NovaTwist): NovaTwist {
  return { report: (decision, about) => (about.happening === reason && report ? report(decision, about) : decision) };
}

function leavingOut(protection: ConfidentialProtection): NovaTwist {
  return {
    report: (decision, { host }) =>
      withProviders(decision, (each) => (each.name === providerNameOf(host, protection) ? undefined : each)),
  };
}

function adding(protection: ConfidentialProtection): NovaTwist {
  return {
    report: (decision, { host }) => {
      const own: ResourceProvider = {
        ...{ name: providerNameOf(host, protection), parent: host, generation: 1, traits: [modelTraits.x86[protection]] },
        inventories: {
          MEM_ENCRYPTION_CONTEXT: { total: 3, reserved: 0, min_unit: 1, max_unit: 1, step_size: 1, allocation_ratio: 1 },
        },
      };
      return { ...decision, providers: [...(decision.providers ?? []).filter(({ name }) => name !== own.name), own] };
    },
  };
}

function withTrait(trait: string): NovaTwist {
  return changingRoot((root) => ({ ...root, traits: [...root.traits, trait].sort() }));
}

function withoutTrait(trait: string): NovaTwist {
  return changingRoot((root) => ({ ...root, traits: root.traits.filter((each) => each !== trait) }));
}

function changingRoot(change: (root: ResourceProvider) => ResourceProvider): NovaTwist {
  return { report: (decision) => withProviders(decision, (each, isModel) => (isModel ? each : change(each))) };
}
