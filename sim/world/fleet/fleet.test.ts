import { describe, expect, it } from 'vitest';
import { composeHost } from '../../../profiles/index.js';
import type { CaseHost, GuestSpec } from '../../contracts/commands.js';
import { exampleSubject, type Otherwise } from '../example-subject.js';
import { EventTally } from './event-tally.js';
import { Fleet } from './fleet.js';
import { fleetLoops, startLoops } from './loops.js';

const day = 24 * 3_600_000;
const snp: GuestSpec = { protection: 'snp' };

function fleetOf(count: number, otherwise: Otherwise = {}): { readonly fleet: Fleet; readonly tally: EventTally } {
  const hosts: CaseHost[] = Array.from({ length: count }, (_, index) => {
    return { name: `h${index}`, machine: 'genoa', settings: { 'min-sev-asid': 100 } };
  });
  const tally = new EventTally(64);
  const request = (name: string, { protection }: GuestSpec) => ({ name, protection });
  const subject = exampleSubject(otherwise);
  const fleet = new Fleet({ subject, config: {}, hosts, describe: composeHost, request, nodeLabels: {}, events: tally });
  return { fleet, tally };
}

function runningOn(fleet: Fleet): readonly number[] {
  return fleet.hosts.map(({ host }) => host.guestCount);
}

describe('a fleet', () => {
  it('spreads guests over its hosts, and gives everything back when they are deleted', () => {
    const { fleet } = fleetOf(3);
    for (let index = 0; index < 6; index += 1) expect(fleet.create(`g${index}`, snp)).toBe(true);
    expect(runningOn(fleet)).toEqual([2, 2, 2]);
    expect(fleet.create('g0', snp)).toBe(false);
    for (let index = 0; index < 6; index += 1) fleet.delete(`g${index}`);
    expect(runningOn(fleet)).toEqual([0, 0, 0]);
    expect(fleet.guestCount).toBe(0);
  });

  it('lets a guest that fits nowhere wait until another is gone', () => {
    const { fleet, tally } = fleetOf(1);
    for (const name of ['a', 'b', 'c', 'd']) fleet.create(name, snp);
    expect([fleet.waitingCount, fleet.guest('c')?.state]).toEqual([2, 'waiting']);
    fleet.delete('a');
    expect([fleet.waitingCount, fleet.guest('c')?.state, fleet.guest('d')?.state]).toEqual([1, 'running', 'waiting']);
    fleet.delete('d');
    expect(fleet.waitingCount).toBe(0);
    expect(tally.last.at(-1)).toMatchObject({ event: 'run', guest: 'd' });
  });

  it('forgets a guest that the control plane gives up', () => {
    const { fleet } = fleetOf(1, { next: { 'not-started': 'give-up' } });
    for (let index = 0; index < 2; index += 1) fleet.create(`g${index}`, { protection: 'tdx' });
    expect([fleet.guestCount, ...runningOn(fleet)]).toEqual([0, 0]);
    expect(fleet.create('g0', snp)).toBe(true);
  });

  it('holds a guest that must wait on its host', () => {
    const { fleet } = fleetOf(1, { next: { placed: 'hold' } });
    fleet.create('g', snp);
    expect([fleet.guest('g')?.state, ...runningOn(fleet)]).toEqual(['held', 0]);
    fleet.delete('g');
    expect(fleet.guestCount).toBe(0);
  });

  it('does the same again, event by event', () => {
    const told = [1, 2].map(() => {
      const { fleet, tally } = fleetOf(2);
      startLoops(fleet, 7);
      fleet.create('g', snp);
      fleet.runUntil(day / 24);
      return JSON.stringify([tally.last, [...tally.counts]], (_, value: unknown) =>
        typeof value === 'bigint' ? `${value}` : value,
      );
    });
    expect(told[0]).toBe(told[1]);
  });
});

describe('a day of a fleet', () => {
  it('is as many rounds of every loop as its periods say', () => {
    const { fleet, tally } = fleetOf(4);
    const booted = tally.counts.get('label') ?? 0;
    startLoops(fleet, 1);
    fleet.runUntil(day);
    const looks = (tally.counts.get('label') ?? 0) - booted;
    // Three minutes and up to 120 % more: 4.8 minutes on average.
    expect(looks).toBeGreaterThan(4 * 280);
    expect(looks).toBeLessThan(4 * 320);
    for (const here of fleet.hosts) {
      expect(day - here.heartbeatAtMs).toBeLessThan(132_001);
      expect(day - here.leaseAtMs).toBeLessThan(10_001);
    }
  });

  it('tells the control plane of an agent that is silent', () => {
    const { fleet, tally } = fleetOf(1);
    startLoops(fleet, 1);
    fleet.runUntil(day / 2);
    const [here] = fleet.hosts;
    if (here !== undefined) here.agentIsSilent = true;
    fleet.runUntil(day / 2 + 20 * 60_000);
    expect(tally.last.filter((event) => event.event === 'label' && event.happening === 'agent-silent').length).toBeGreaterThan(5);
  });

  it('has a loop of each kind, with a period', () => {
    expect(fleetLoops.map(({ name }) => name)).toEqual([...new Set(fleetLoops.map(({ name }) => name))]);
    expect(fleetLoops.every(({ everyMs }) => everyMs >= 1000)).toBe(true);
  });
});
