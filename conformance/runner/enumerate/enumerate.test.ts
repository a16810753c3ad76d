import { describe, expect, it } from 'vitest';
import { kubevirtKit as kit } from '../../subjects/kubevirt.js';
import { planMachine } from '../plan-machine.js';
import { enumerateCases } from './index.js';

const gate = ['rome', 'genoa', 'emerald-rapids'].map(planMachine);

describe('the deterministic phase', () => {
  const cases = enumerateCases(gate, kit);

  it('is small enough for every commit', () => {
    expect(cases.length).toBeGreaterThan(1500);
    expect(cases.length).toBeLessThan(3000);
  });

  it('is the same whenever it is made', () => {
    expect(enumerateCases(gate, kit)).toEqual(cases);
  });

  it('holds no case twice', () => {
    const texts = cases.map((named) => JSON.stringify(named.case));
    const repeated = texts.filter((text, index) => texts.indexOf(text) !== index);
    expect(repeated.length / texts.length).toBeLessThan(0.02);
  });

  it('speaks only of hosts a case has', () => {
    for (const { name, case: theCase } of cases) {
      const hosts = theCase.hosts.map((host) => host.name);
      for (const command of theCase.commands) if ('host' in command) expect(hosts, name).toContain(command.host);
    }
  });

  it('ends with the pools of real size, and lets all other families take turns', () => {
    const fills = cases.map(({ case: { commands } }, index) => (commands[0]?.do === 'fill' ? index : -1)).filter((at) => at >= 0);
    expect(fills.at(-1)).toBe(cases.length - 1);
    expect(fills[0]).toBeLessThan(30);
    const kinds = new Set(cases.slice(0, 300).flatMap((named) => named.case.commands.map((command) => command.do)));
    expect(kinds.size).toBeGreaterThan(15);
  });

  it.each(['skylake', 's390-pv', 'opteron'])('leaves out what %s cannot do', (machine) => {
    const some = enumerateCases([planMachine(machine)], kit);
    expect(some.length).toBeGreaterThan(100);
    expect(some.length).toBeLessThan(cases.length);
  });
});
