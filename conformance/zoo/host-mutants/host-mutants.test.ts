import { expect, it } from 'vitest';
import { requirements } from '../../requirements/index.js';
import { judgeCase } from '../../runner/judge-case.js';
import { kubevirtKit } from '../../subjects/kubevirt.js';
import { hostCases } from './cases.js';
import { hostMutants } from './index.js';
import { killHostMutant } from './kill-host-mutant.js';

it.each(hostMutants.map((mutant) => [mutant.name, mutant] as const))('%s is caught by its own requirement', (_, mutant) => {
  expect(requirements.map(({ id }) => id)).toContain(mutant.killedBy);
  expect(killHostMutant(mutant, kubevirtKit)).toMatchObject({ cases: expect.any(Number) });
});

it('a right host is accused in none of the cases', () => {
  for (const theCase of hostCases(kubevirtKit)) {
    const bench = { kit: kubevirtKit, subject: kubevirtKit.subject([]) };
    expect(judgeCase(theCase, bench).judgement.findings).toEqual([]);
  }
});

it('every promise of the host has a mutant that breaks it', () => {
  const killers = new Set(hostMutants.map(({ killedBy }) => killedBy));
  const promises = requirements.map(({ id }) => id).filter((id) => id.startsWith('host/'));
  expect(promises.filter((id) => !killers.has(id))).toEqual([]);
});

it('names each mutant once, in a sentence', () => {
  expect(new Set(hostMutants.map(({ name }) => name)).size).toBe(hostMutants.length);
  for (const { sentence, name } of hostMutants) expect(sentence, name).toMatch(/^[\w/].*\.$/);
});
