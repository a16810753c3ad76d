import { beforeEach, describe, expect, it } from 'vitest';
import { DeviceTable, endpointGraceMs } from './device-table.js';

const tdx = 'devices.kubevirt.io/tdx';

let now = 0;
let table = new DeviceTable(() => now);

beforeEach(() => {
  now = 0;
  table = new DeviceTable(() => now);
});

/** A plugin with that many healthy and unhealthy devices. */
function announce(healthy: number, unhealthy: number): void {
  table.connect(tdx);
  table.announce(
    tdx,
    Array.from({ length: healthy + unhealthy }, (_, index) => ({
      ID: `d${index}`,
      health: index < healthy ? 'Healthy' : 'Unhealthy',
    })),
  );
}

function state() {
  const [first] = table.resources();
  return first === undefined ? 'gone' : [first.capacity, first.allocatable, first.allocated, first.connected];
}

describe('what the node status says', () => {
  it('counts unhealthy devices in the capacity only', () => {
    announce(3, 2);
    expect(state()).toEqual([5, 3, 0, true]);
  });

  it('is nothing at all for a plugin that withdrew its devices', () => {
    announce(3, 0);
    announce(0, 0);
    expect(state()).toEqual([0, 0, 0, true]);
  });

  it('keeps the capacity of a plugin that is gone for five minutes, with nothing to allocate', () => {
    announce(3, 0);
    table.disconnect(tdx);
    expect(state()).toEqual([3, 0, 0, false]);
    now = endpointGraceMs;
    expect(state()).toEqual([3, 0, 0, false]);
    now = endpointGraceMs + 1;
    expect(state()).toBe('gone');
    expect(table.knows(tdx)).toBe(false);
  });

  it('is as before when the plugin registers again in time', () => {
    announce(3, 0);
    table.disconnect(tdx);
    now = endpointGraceMs;
    announce(2, 0);
    now = 2 * endpointGraceMs;
    expect(state()).toEqual([2, 2, 0, true]);
  });

  it('has no devices after a restart of the kubelet, while pods keep theirs', () => {
    announce(3, 0);
    table.hold('web', tdx, ['d1']);
    table.forgetDevices();
    expect(state()).toEqual([0, 0, 1, false]);
    announce(3, 0);
    expect(table.available('other', tdx, 2)).toEqual({ ok: true, value: ['d0', 'd2'] });
  });
});

describe('a pod', () => {
  it('gets devices nobody holds, until there are too few', () => {
    announce(3, 0);
    table.hold('web', tdx, ['d0']);
    expect(table.available('other', tdx, 2)).toEqual({ ok: true, value: ['d1', 'd2'] });
    expect(table.available('other', tdx, 3)).toEqual({
      ok: false,
      reason: `requested number of devices unavailable for ${tdx}. Requested: 3, Available: 2`,
    });
  });

  it('gives them back when it ends', () => {
    announce(1, 0);
    table.hold('web', tdx, ['d0']);
    expect(table.available('other', tdx, 1).ok).toBe(false);
    expect([table.release('web'), table.release('web')]).toEqual([true, false]);
    expect(table.available('other', tdx, 1).ok).toBe(true);
  });

  it('keeps what it has when it asks again for as many, as a restarted container does', () => {
    announce(2, 0);
    table.hold('web', tdx, ['d1']);
    expect(table.available('web', tdx, 1)).toEqual({ ok: true, value: ['d1'] });
    expect(table.available('web', tdx, 2)).toMatchObject({ ok: false, reason: expect.stringContaining('from 1 to 2') as string });
  });

  it('is refused where no device is healthy, and where its own no longer are', () => {
    announce(0, 2);
    expect(table.available('web', tdx, 1)).toMatchObject({
      reason: `no healthy devices present; cannot allocate unhealthy devices ${tdx}`,
    });
    announce(2, 0);
    table.hold('web', tdx, ['d1']);
    announce(1, 1);
    expect(table.available('web', tdx, 1)).toMatchObject({
      reason: `previously allocated devices are no longer healthy; cannot allocate unhealthy devices ${tdx}`,
    });
  });
});
