import { describe, expect, it } from 'vitest';
import type { Story, Twist } from '../evidence-fixtures/story.js';
import { amdTruth, nestedTruth, plainTruth } from '../evidence-fixtures/truths.js';
import { openGates } from '../evidence-fixtures.js';
import { invariants } from '../index.js';
import { honestly, type JudgeRow, twisted } from '../judge-rows.js';

const labelled: Story = { commands: [] };
const nested: Story = { hosts: { amd: nestedTruth }, commands: [] };
const closed: Story = { hosts: { amd: amdTruth }, config: { disabledFeatureGates: ['WorkloadEncryptionSEV'] }, commands: [] };

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

function offering(device: string, count: number): Twist {
  return {
    label: (decision) => ({ ...decision, resources: { ...decision.resources, [`devices.kubevirt.io/${device}`]: count } }),
  };
}
