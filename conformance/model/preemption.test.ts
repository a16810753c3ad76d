import { expect, it } from 'vitest';
import type { Claim, HostToPlaceOn } from '../../sim/contracts/subject.js';
import { preemptionTally } from './preemption.js';

const tdx = 'devices.kubevirt.io/tdx';
const claim: Claim = { selectors: { tdx: 'true' }, resources: { [tdx]: 1 }, memoryBytes: 64, overheadBytes: 1, object: {} };

it('tells hosts that would do if they were empty from those that would not', () => {
  const full = host({ used: { [tdx]: 3 } });
  const hosts = [full, host({ memoryUsedBytes: 100 }), host({ guests: 110 }), host({ labels: {} }), host({ cordoned: true })];
  expect(preemptionTally(claim, hosts, {})).toBe(
    'preemption: 0/5 nodes are available: 2 Preemption is not helpful for scheduling, 3 No preemption victims found for incoming pod.',
  );
});

it('leaves out what nobody said', () => {
  expect(preemptionTally(claim, [host({ resources: {} })], {})).toBe(
    'preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
  );
});

function host(changes: Partial<HostToPlaceOn>): HostToPlaceOn {
  return {
    name: 'h0',
    labels: { tdx: 'true' },
    resources: { [tdx]: 3 },
    used: {},
    memoryBytes: 128,
    memoryUsedBytes: 0,
    guests: 0,
    ...changes,
  };
}
