import { describe, expect, it } from 'vitest';
import type { Command } from '../../../sim/contracts/commands.js';
import type { ConfidentialProtection } from '../../../sim/contracts/protection.js';
import { kataKeyResource, kataRuntimeLabel, kataTeeLabel, nfdLabel } from '../../model/kata-names.js';
import { capacityPaths, parameterPath } from '../../model/kata-nfd.js';
import type { KataStory, KataTwist } from '../evidence-fixtures/kata-tale.js';
import { novaPlainTruth, novaSnpTruth, novaTdxTruth } from '../evidence-fixtures/nova-truths.js';
import { invariants } from '../index.js';
import { type KataRow, kataShownToWork } from '../kata-tale-rows.js';

const both: KataStory = { commands: [] };
const plain: KataStory = { hosts: { h0: novaPlainTruth }, commands: [] };
const [v2, v1] = capacityPaths;
const look: Command = { do: 'label', host: 'h0' };
const twice: KataStory = { hosts: { h0: novaSnpTruth }, commands: [look, look] };
const uncounted = spoiled(v2);
const unknown = spoiled(v2, 'rdma 9\nsev_es_next 7\nsev_es 2\n');
const older: KataStory = {
  hosts: { h0: novaSnpTruth },
  commands: [{ do: 'spoil', host: 'h0', path: v2 }, { do: 'spoil', host: 'h0', path: v1, text: 'sev_es 2\n' }, look],
};
const gone = spoiled(parameterPath.snp, 'N\n');
const silent: KataStory = { hosts: { h0: novaSnpTruth }, commands: [{ do: 'mishap', host: 'h0', what: 'agent-silent' }] };
const unruled: KataStory = { config: { nodeFeatureRules: false }, commands: [] };
let looks = 0;

const rows: Readonly<Record<string, KataRow>> = {
  'snp-label-when-enabled': { story: both, twist: without(kataTeeLabel.snp) },
  'snp-label-only-when-enabled': { story: plain, twist: labelled(kataTeeLabel.snp) },
  'tdx-label-when-enabled': { story: both, twist: without(kataTeeLabel.tdx) },
  'tdx-label-only-when-enabled': { story: plain, twist: labelled(kataTeeLabel.tdx) },
  ...feature('sev', 'sev'),
  ...feature('sev-es', 'sev-es'),
  ...feature('sev-snp', 'snp'),
  ...feature('tdx', 'tdx'),
  'esids-equal-capacity': { story: both, twist: offering(kataKeyResource.snp, 4) },
  'no-esids-without-capacity': { story: uncounted, twist: offering(kataKeyResource.snp, 0) },
  'keys-equal-capacity': { story: both, twist: offering(kataKeyResource.tdx, 2) },
  'no-keys-without-capacity': { story: { hosts: { h0: novaSnpTruth }, commands: [] }, twist: offering(kataKeyResource.tdx, 1) },
  'counts-are-never-labels': { story: both, twist: labelled('feature.node.kubernetes.io/cpu-security.tdx.total_keys', '3') },
  'value-is-true': { story: both, twist: labelled(kataTeeLabel.snp, 'yes') },
  'runtime-is-announced': { story: both, twist: without(kataRuntimeLabel) },
  'valid-syntax': { story: both, twist: labelled('feature.node.kubernetes.io/cpu-security.sev.enabled', 'true!') },
  'foreign-labels-untouched': { story: both, twist: labelled('example.com/rack', '7') },
  'looking-again-changes-nothing': {
    story: twice,
    twist: {
      label: (decision) => {
        looks += 1;
        return { ...decision, resources: { [kataKeyResource.snp]: looks } };
      },
    },
  },
  'unknown-lines-are-passed-over': { story: unknown, twist: offering(kataKeyResource.snp, 7) },
  'capacity-at-either-path': { story: older, twist: { label: (decision) => ({ ...decision, resources: {} }) } },
  'stale-labels-are-removed': { story: gone, twist: labelled(kataTeeLabel.snp) },
  'rules-off-nothing-is-counted': { story: unruled, twist: labelled(kataTeeLabel.tdx) },
  'resources-are-whole': { story: both, twist: offering(kataKeyResource.tdx, 2.5) },
  'silence-changes-nothing': {
    story: silent,
    twist: { label: (decision, happening) => (happening === 'agent-silent' ? { ...decision, resources: {} } : decision) },
  },
};

describe.each(Object.entries(rows))('kata/labels/%s', (name, row) => {
  it('holds for a right labelling and catches a wrong one', () => {
    const { checks, falseAlarm, caught } = kataShownToWork(`kata/labels/${name}`, row);
    expect(falseAlarm).toBeUndefined();
    expect(checks).toBeGreaterThan(0);
    expect(caught).toBeDefined();
  });
});

it('every judge of labels is shown to be able to fail', () => {
  const judges = invariants.map(({ requirement }) => requirement).filter((id) => id.startsWith('kata/labels/'));
  expect(Object.keys(rows).map((name) => `kata/labels/${name}`)).toEqual(judges);
});

describe('what node feature discovery must find', () => {
  it.each([
    ['a key pool that is not counted', spoiled(v2, 'sev 4\n'), true],
    ['a key pool of another spelling', spoiled(v2, 'sev_esx 4\n'), true],
    ['a parameter in another spelling', spoiled(parameterPath.snp, '1'), false],
    ['Intel’s parameter without a line feed', { ...spoiled(parameterPath.tdx, 'Y'), hosts: { h0: novaTdxTruth } }, true],
  ])('knows %s', (_, story, isGone) => {
    const twist: KataTwist = { label: (decision) => ({ ...decision, resources: {} }) };
    const family = story.hosts?.h0 === novaTdxTruth ? 'no-keys-without-capacity' : 'no-esids-without-capacity';
    expect(kataShownToWork(`kata/labels/${family}`, { story, twist }).checks > 0).toBe(isGone);
  });
});

function feature(name: string, protection: ConfidentialProtection): Readonly<Record<string, KataRow>> {
  return {
    [`${name}-feature-when-enabled`]: { story: both, twist: without(nfdLabel[protection]) },
    [`${name}-feature-only-when-enabled`]: { story: plain, twist: labelled(nfdLabel[protection]) },
  };
}

function without(label: string): KataTwist {
  return {
    label: (decision) => {
      const { [label]: _, ...labels } = decision.labels;
      return { ...decision, labels };
    },
  };
}

function labelled(label: string, value = 'true'): KataTwist {
  return { label: (decision) => ({ ...decision, labels: { ...decision.labels, [label]: value } }) };
}

function offering(resource: string, count: number): KataTwist {
  return { label: (decision) => ({ ...decision, resources: { ...decision.resources, [resource]: count } }) };
}

function spoiled(path: string, text?: string): KataStory {
  const spoil: Command = { do: 'spoil', host: 'h0', path, ...(text !== undefined && { text }) };
  return { hosts: { h0: novaSnpTruth }, commands: [spoil, look] };
}
