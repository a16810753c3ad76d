import { describe, expect, it } from 'vitest';
import { kubevirtKit } from '../../conformance/subjects/kubevirt.js';
import { type Case, type Command, caseFormat, type GuestSpec } from '../../sim/contracts/commands.js';
import { explainCase } from './explain-case.js';
import type { Decision, ExplainedStep, Explanation } from './explanation.js';

const capacity = '/sys/fs/cgroup/misc.capacity';
const plain: GuestSpec = { ...kubevirtKit.plainGuest, protection: 'snp' };
const create = (guest: string, spec: Partial<GuestSpec> = {}): Command => ({ do: 'create', guest, spec: { ...plain, ...spec } });
const look: Command = { do: 'label', host: 'h0' };
const silence: Command = { do: 'mishap', host: 'h0', what: 'agent-silent' };

describe('a case of several commands', () => {
  it('is told with the configuration of the moment', () => {
    const doubled = { ...kubevirtKit.config, additionalGuestMemoryOverheadRatio: '2' };
    const { steps } = explained([create('a'), { do: 'configure', config: doubled }, create('b')]);
    for (const { memory } of steps.flatMap((step) => told(step, 'schedule'))) {
      expect(Object.values(memory.parts).reduce((sum, part) => sum + part, 0)).toBe(memory.overheadBytes);
    }
    expect(told(steps.at(-1), 'schedule').map(({ memory }) => 'ratio' in memory.parts)).toEqual([true]);
  });

  it('is told with what broke at its own step', () => {
    const { steps } = explained([look, create('a'), look], ['snp-policy-0x3000']);
    expect(steps.map(({ broken }) => broken.map(({ requirement }) => requirement))).toEqual([
      [],
      [],
      ['kubevirt/domain/snp-policy', 'kubevirt/life/placed-guest-starts'],
      [],
    ]);
  });

  it('is told with the key IDs of the boot a guest started under', () => {
    const reboot: Command = { do: 'reboot', host: 'h0', settings: { 'min-sev-asid': 50 } };
    const { steps } = explained([create('a', { form: 'machine' }), reboot, create('b')]);
    const keys = steps.map((step) => told(step, 'start').map(({ key }) => [key?.first, key?.last]));
    expect(keys).toEqual([[], [[1, 4]], [[1, 49]], [[1, 49]]]);
  });

  it('is told with what nodes are short of', () => {
    const fill: Command = { do: 'fill', host: 'h0', protection: 'snp', beyond: 1 };
    const { steps } = explained([fill, { do: 'drain', host: 'h0' }, create('late')]);
    const reasons = steps.map((step) => told(step, 'schedule').flatMap(({ nodes }) => nodes.at(0)?.details ?? []));
    expect(new Set(reasons[1])).toEqual(new Set(['needs 1 devices.kubevirt.io/sev-esids, 4 of 4 are taken']));
    expect(reasons[3]).toContain('is cordoned');
  });
});

describe('a labelling', () => {
  it('is told with what the agent saw last, once nobody looks any more', () => {
    const spoilt: Command = { do: 'spoil', host: 'h0', path: capacity, text: 'sev 9\nsev_es 3\n' };
    const { steps } = explained([spoilt, look, silence, silence]);
    const seen = steps.map((step) =>
      told(step, 'label').map(({ answers }) => {
        const resource = answers.find(({ name }) => name === 'devices.kubevirt.io/sev-esids');
        const source = resource?.sources.find(({ path }) => path === capacity);
        return [source?.excerpt?.lines[0], source?.earlier];
      }),
    );
    expect(seen[0]).toEqual([['sev_es 4', undefined]]);
    expect(seen.slice(-3)).toEqual([[['sev_es 3', undefined]], [['sev_es 3', true]], [['sev_es 3', true]]]);
  });

  it('counts the labels it does not go into', () => {
    const [before, after] = [{}, { mine: '' }].map((labels) => {
      const { steps } = explained([{ do: 'edit-node', host: 'h0', labels }, look]);
      return told(steps.at(-1), 'label')[0];
    });
    expect(after?.otherLabels).toBe(1 + (before?.otherLabels ?? Number.NaN));
    const there = after?.answers.filter(({ kind, value }) => kind === 'label' && value !== undefined) ?? [];
    expect(there.length).toBeGreaterThan(0);
    const without: Command = { do: 'spoil', host: 'h0', path: '/sys/module/kvm_amd/parameters/sev_snp', text: 'N\n' };
    const spoilt = told(explained([without, look]).steps.at(-1), 'label')[0];
    expect(spoilt?.answers.find(({ name }) => name === 'kubevirt.io/sev-snp')?.value).toBeUndefined();
    expect(spoilt?.otherLabels).toBe(before?.otherLabels);
  });
});

/** What is told of a case on one Genoa with four key IDs for SNP. */
function explained(commands: readonly Command[], quirks: readonly string[] = []): Explanation {
  const theCase: Case = {
    format: caseFormat,
    stack: 'kubevirt',
    config: kubevirtKit.config,
    hosts: [{ name: 'h0', machine: 'genoa', settings: { 'min-sev-asid': 5 } }],
    commands,
  };
  return explainCase(theCase, { kit: kubevirtKit, quirks });
}

function told<Stage extends Decision['stage']>(
  step: ExplainedStep | undefined,
  stage: Stage,
): readonly Extract<Decision, { readonly stage: Stage }>[] {
  return (step?.decisions ?? []).filter((decision) => decision.stage === stage) as never;
}
