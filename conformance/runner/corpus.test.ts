import { describe, expect, it } from 'vitest';
import { type Case, caseFormat } from '../../sim/contracts/commands.js';
import { kubevirtKit } from '../subjects/kubevirt.js';
import { readSavedCase, savedCaseName, savedCases, savedCaseText } from './corpus.js';
import { planRun } from './plan.js';

const theCase: Case = {
  format: caseFormat,
  stack: 'kubevirt',
  config: {},
  hosts: [{ name: 'h0', machine: 'genoa', settings: {} }],
  commands: [{ do: 'label', host: 'h0' }],
};
const saved = { shows: 'Nothing much.', kills: { 'label-value-empty': 'kubevirt/labels/value-is-true' }, case: theCase };
const file = `${savedCaseName(3, 'nothing-much', theCase)}.json`;
const text = savedCaseText(saved);

describe('a saved case', () => {
  it('comes back as it was saved', () => {
    expect(file).toMatch(/^03-nothing-much-[0-9a-f]{12}\.json$/);
    expect(readSavedCase(text, file)).toEqual({ name: file.replace('.json', ''), ...saved });
  });

  it.each([
    ['not JSON', '{', 'this is not JSON'],
    ['no object', '7', 'this is not a JSON object'],
    ['another format', text.replace('saved-case/1', 'saved-case/2'), 'the format is not "fauxmetal-saved-case/1"'],
    ['no sentence', text.replace('Nothing much.', ''), 'it does not say what it shows'],
    ['an edited case', text.replace('genoa', 'rome'), 'its digest is'],
  ])('is refused when it is %s', (_, damaged, sentence) => {
    expect(() => readSavedCase(damaged, file)).toThrow(`the saved case is damaged: ${sentence}`);
  });

  it('is refused under a name with another digest', () => {
    expect(() => readSavedCase(text, '03-nothing-much-000000000000.json')).toThrow('which is not how the file is named');
  });
});

describe('the corpus', () => {
  const options = { seed: 1, runs: 0, machines: ['genoa'], kit: kubevirtKit };

  it('is in order, small, and says of each case what it shows', () => {
    const names = savedCases().map(({ name }) => name);
    expect(names).toEqual([...names].sort());
    expect(names.length).toBeGreaterThan(5);
    expect(names.length).toBeLessThanOrEqual(100);
    for (const { shows, name } of savedCases()) expect(shows, name).toMatch(/[.”]$/);
  });

  it('runs before all other cases, on the machines of the plan', () => {
    const first = planRun(options).at(1);
    expect(first).toMatchObject({ phase: 'deterministic', name: expect.stringMatching(/^corpus: (part of )?01-/) });
    expect(first.case.hosts.every(({ machine }) => machine === 'genoa')).toBe(true);
  });

  it('is left out when a plan does not want it', () => {
    expect(planRun({ ...options, corpus: false }).at(1).name).not.toContain('corpus');
  });
});
