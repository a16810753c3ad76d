import { describe, expect, it } from 'vitest';
import { amdTruth } from '../invariants/evidence-fixtures/truths.js';
import { Bookings } from './bookings.js';
import { expectedLabels, expectedResources } from './expected-node.js';
import { fitsByTruth, type HostRoom, selectorMismatch, shownReasons, unschedulableNode } from './placement.js';
import { readVmi } from './vmi.js';

const claim = { selectors: { zone: 'a' }, resources: { gpu: 2, fpga: 1 }, memoryBytes: 10, overheadBytes: 0, object: {} };
const host = {
  name: 'h',
  labels: { zone: 'a' },
  resources: { gpu: 2, fpga: 1 },
  used: {},
  memoryBytes: 10,
  memoryUsedBytes: 0,
  guests: 0,
};

describe('shownReasons', () => {
  it.each([
    ['that fits', host, []],
    ['that is closed, and nothing else is looked at', { ...host, labels: {}, cordoned: true as const }, [unschedulableNode]],
    ['with other labels, and nothing else is looked at', { ...host, labels: {}, memoryBytes: 0 }, [selectorMismatch]],
    ['with two resources short', { ...host, used: { gpu: 1, fpga: 1 } }, ['Insufficient gpu', 'Insufficient fpga']],
    ['without memory', { ...host, memoryUsedBytes: 1 }, ['Insufficient memory']],
    ['with as many pods as it takes', { ...host, guests: 3 }, ['Too many pods']],
  ])('of a host %s', (_, shown, reasons) => {
    expect(shownReasons(claim, shown, { maxPods: 3 })).toEqual(reasons);
  });
});

describe('fitsByTruth', () => {
  const lodger = { vmi: readVmi({}), protection: 'snp', memoryBytes: 10 } as const;

  it('counts bound guests itself, whatever the scheduler was shown', () => {
    const bookings = new Bookings();
    for (const guest of ['a', 'b']) bookings.bind(guest, { protection: 'sev-es', memoryBytes: 10 });
    expect(fitsByTruth(lodger, room(bookings), {})).toBe(true);
    bookings.bind('c', { protection: 'snp', memoryBytes: 10 });
    expect(fitsByTruth(lodger, room(bookings), {})).toBe(false);
    bookings.unbind('a');
    expect(fitsByTruth(lodger, room(bookings), {})).toBe(true);
  });

  it('believes ordinary labels and not confidential ones', () => {
    const empty = room(new Bookings());
    expect(fitsByTruth(lodger, { ...empty, labels: { ...empty.labels, 'kubevirt.io/sev-snp': 'false' } }, {})).toBe(true);
    expect(fitsByTruth(lodger, { ...empty, labels: { ...empty.labels, 'kubevirt.io/schedulable': 'false' } }, {})).toBe(false);
    expect(fitsByTruth({ ...lodger, protection: 'tdx' }, empty, {})).toBe(false);
    expect(fitsByTruth(lodger, { ...empty, cordoned: true }, {})).toBe(false);
  });

  it('needs the user’s selectors to match, but not one for a label the stack sets itself', () => {
    const asking = (nodeSelector: Record<string, string>) => ({ ...lodger, vmi: readVmi({ spec: { nodeSelector } }) });
    expect(fitsByTruth(asking({ 'kubernetes.io/hostname': 'other' }), room(new Bookings()), {})).toBe(false);
    expect(fitsByTruth(asking({ 'kubevirt.io/sev': 'false' }), room(new Bookings()), {})).toBe(true);
  });
});

function room(bookings: Bookings): HostRoom {
  return {
    name: 'h',
    labels: { 'kubevirt.io/schedulable': 'true', 'kubernetes.io/arch': 'amd64', 'kubernetes.io/hostname': 'h' },
    expectedLabels: expectedLabels(amdTruth),
    expectedResources: expectedResources(amdTruth, {}),
    cordoned: false,
    hasKvm: true,
    bookings,
    memoryBytes: 1000,
  };
}
