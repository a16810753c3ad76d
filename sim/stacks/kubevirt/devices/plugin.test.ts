import { describe, expect, it } from 'vitest';
import { referenceChoices } from '../choices.js';
import {
  afterEvent,
  announced,
  backoffSeconds,
  type Plugin,
  type PluginEvent,
  type PluginState,
  type Sight,
  secondsToWait,
} from './plugin.js';

const tdx: Plugin = { resource: 'devices.kubevirt.io/tdx', kind: 'required-socket', devices: 31 };
const optional: Plugin = { ...tdx, kind: 'optional-socket' };
const sev: Plugin = { resource: 'devices.kubevirt.io/sev', kind: 'device-node', devices: 1000 };

describe('a plugin', () => {
  it.each<[Plugin['kind'], Sight, number]>([
    ['on-demand', 'directory-gone', 31],
    ['key-count', 'directory-gone', 31],
    ['device-node', 'there', 31],
    ['device-node', 'gone', 0],
    ['required-socket', 'there', 31],
    ['required-socket', 'gone', 0],
    ['required-socket', 'directory-gone', 0],
    ['optional-socket', 'there', 31],
    ['optional-socket', 'gone', 31],
    ['optional-socket', 'directory-gone', 31],
  ])('of kind %s whose file is %s has %i healthy devices', (kind, sight, healthy) => {
    expect(announced(lived({ ...tdx, kind }, ['start', sight])).healthy).toBe(healthy);
  });

  it('announces devices that do not work as unhealthy, and takes that back when they do', () => {
    const gone = lived(sev, ['start', 'gone']);
    expect(announced(gone)).toEqual({ healthy: 0, unhealthy: 1000 });
    expect(announced(lived(sev, ['start', 'gone'], ['look', 'there']))).toEqual({ healthy: 1000, unhealthy: 0 });
  });

  it('registers again with all its devices when the kubelet began anew, as often as that happens', () => {
    const again: readonly [PluginEvent, Sight][] = Array.from({ length: 5 }, () => ['kubelet-restarted', 'there']);
    const state = lived(tdx, ['start', 'there'], ...again);
    expect(announced(state)).toEqual({ healthy: 31, unhealthy: 0 });
    expect(state).toMatchObject({ starts: 6, errors: 0 });
  });

  it('takes over another count while it runs', () => {
    const before = lived(tdx, ['start', 'there']);
    expect(afterEvent({ ...tdx, devices: 7 }, before, 'look', 'there', referenceChoices).state.devices).toBe(7);
  });

  it('waits longer after each failure, up to ten seconds, and not any more once it came up', () => {
    const waits = [1, 2, 3, 4, 5].map((failures) => {
      const looks = Array.from({ length: failures - 1 }, (): [PluginEvent, Sight] => ['look', 'directory-gone']);
      return secondsToWait(lived(tdx, ['start', 'directory-gone'], ...looks));
    });
    expect(waits).toEqual([2, 5, 10, 10, 10]);
    expect(secondsToWait(lived(tdx, ['start', 'directory-gone'], ['look', 'there']))).toBe(backoffSeconds[0]);
  });

  it('goes on counting failures when the kubelet begins anew while it waits', () => {
    const failed: readonly [PluginEvent, Sight][] = [
      ['start', 'directory-gone'],
      ['kubelet-restarted', 'directory-gone'],
    ];
    expect(lived(tdx, ...failed)).toMatchObject({ phase: 'waiting', errors: 2, starts: 2 });
    expect(lived(tdx, ['start', 'there'], ['kubelet-restarted', 'directory-gone'])).toMatchObject({ errors: 1, starts: 2 });
  });
});

describe('a plugin of a release', () => {
  it('that announces first shows devices it does not have', () => {
    const habits = { ...referenceChoices, looksBeforeAnnouncing: false };
    expect(afterEvent(sev, undefined, 'start', 'gone', habits)).toMatchObject({ flashed: true, state: { healthy: false } });
    expect(afterEvent(sev, undefined, 'start', 'there', habits)).not.toHaveProperty('flashed');
  });

  it('that closes its channels once ends the agent at its second start', () => {
    const habits = { ...referenceChoices, survivesSecondStart: () => false };
    const state = lived(tdx, ['start', 'there']);
    expect(afterEvent(tdx, state, 'kubelet-restarted', 'there', habits)).toHaveProperty('panicked', true);
    const both = { ...habits, optionalSocketNeedsDirectory: true };
    expect(afterEvent(optional, undefined, 'start', 'directory-gone', both)).toHaveProperty('panicked', true);
  });

  it('that does not notice a new kubelet announces nothing until the agent restarts', () => {
    const habits = { ...referenceChoices, noticesKubeletRestart: () => false };
    const lost = afterEvent(tdx, lived(tdx, ['start', 'there']), 'kubelet-restarted', 'there', habits).state;
    for (const event of ['look', 'kubelet-restarted'] as const) {
      const { state } = afterEvent(tdx, lost, event, 'gone', habits);
      expect(announced(state)).toEqual({ healthy: 0, unhealthy: 0 });
      expect(state, 'it looks at nothing any more').toBe(lost);
    }
    expect(announced(afterEvent(tdx, lost, 'start', 'there', habits).state).healthy).toBe(31);
  });

  it('that hears no health stays healthy whatever it sees', () => {
    const habits = { ...referenceChoices, hearsHealth: () => false };
    const state = afterEvent(tdx, undefined, 'start', 'gone', habits).state;
    expect(announced(state).healthy).toBe(31);
    expect(announced(afterEvent(tdx, state, 'look', 'gone', habits).state).healthy).toBe(31);
  });
});

function lived(plugin: Plugin, ...events: readonly (readonly [PluginEvent, Sight])[]): PluginState {
  const step = (state: PluginState | undefined, [event, sight]: readonly [PluginEvent, Sight]): PluginState =>
    afterEvent(plugin, state, event, sight, referenceChoices).state;
  return events.reduce<PluginState | undefined>(step, undefined) as PluginState;
}
