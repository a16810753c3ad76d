import { describe, expect, it } from 'vitest';
import { listMachines } from '../../profiles/index.js';
import { kubevirtKit } from '../subjects/kubevirt.js';
import { planRun } from './plan.js';
import { planMachine, smallPools } from './plan-machine.js';

describe('planMachine', () => {
  it.each(listMachines().map(({ id }) => id))('finds only settings that %s can have', (id) => {
    const { settings, keyIds } = planMachine(id);
    expect(settings.real.length).toBeGreaterThan(0);
    for (const each of [...settings.real, ...settings.small]) expect(keyIds(each, 'sev')).toBeGreaterThanOrEqual(0);
  });

  it('knows how many key IDs each way of cutting leaves, and which pools are small', () => {
    const genoa = planMachine('genoa');
    expect(genoa.keyIds({ 'min-sev-asid': 100 }, 'sev')).toBe(907);
    expect(genoa.keyIds({ 'min-sev-asid': 100 }, 'snp')).toBe(99);
    expect(genoa.keyIds({}, 'tdx')).toBe(0);
    expect(planMachine('rome').keyIds({ 'min-sev-asid': 4 }, 'sev-es')).toBe(3);
    expect(planMachine('rome').keyIds({ 'min-sev-asid': 4 }, 'snp'), 'Rome shares the range but cannot run SNP').toBe(0);
    expect(smallPools(genoa, { 'min-sev-asid': 4 })).toEqual(['sev-es', 'snp']);
    expect(smallPools(genoa, { 'min-sev-asid': 1006 })).toEqual(['sev']);
    expect(smallPools(planMachine('emerald-rapids'), { 'tme-key-id-bits': 2, 'key-split': 1 })).toEqual(['tdx']);
  });
});

describe('planRun', () => {
  const options = { seed: 3, runs: 30, machines: ['genoa', 'emerald-rapids'], kit: kubevirtKit };

  it('numbers the canary first, then the deterministic phase, then the random one', () => {
    const plan = planRun(options);
    expect(plan.at(0).phase).toBe('canary');
    expect(plan.at(1).phase).toBe('deterministic');
    expect(plan.at(plan.deterministic).phase).toBe('deterministic');
    expect(plan.at(plan.deterministic + 1).phase).toBe('random');
    expect(plan.length).toBe(1 + plan.deterministic + 30);
  });

  it('makes each case from its index alone', () => {
    const [forwards, backwards] = [planRun(options), planRun({ ...options, runs: 1000 })];
    for (let index = forwards.length - 1; index > forwards.deterministic; index -= 1) {
      expect(forwards.at(index)).toEqual(backwards.at(index));
    }
  });

  it('draws cases that differ', () => {
    const plan = planRun(options);
    const names = Array.from({ length: 30 }, (_, index) => plan.at(1 + plan.deterministic + index).name);
    expect(new Set(names).size).toBeGreaterThan(25);
  });

  it('refuses a machine nobody knows', () => {
    expect(() => planRun({ ...options, machines: ['genoaa'] })).toThrow('did you mean "genoa"?');
  });
});
