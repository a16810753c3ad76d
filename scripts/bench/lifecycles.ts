import { bareFastCheck } from './bare-fast-check.js';
import { busyFleet } from './bench-fleet.js';
import type { BenchGroup } from './bench-group.js';

/**
 * Guests that pass through a fleet of 100 hosts, each from its request to its end: admitted, placed, taken by the kubelet, rendered,
 * started, stopped, and told of each. A lifecycle is eleven events of the trace.
 */
export function lifecyclesGroup(): BenchGroup {
  const { tally, pass } = busyFleet(100, 300);
  for (let warm = 0; warm < 2000; warm += 1) pass();
  const before = tally.total;
  for (let warm = 0; warm < 2000; warm += 1) pass();
  const perUnit = (tally.total - before) / 2000;
  let seed = 0;
  return {
    name: 'lifecycles in a fleet of 100 hosts',
    ceiling: 'bare fast-check',
    unit: 'lifecycles',
    within: { name: 'events', perUnit },
    tasks: {
      'a guest comes and one goes': pass,
      'bare fast-check': () => bareFastCheck(2, seed++),
    },
    targetsUs: { 'a guest comes and one goes': perUnit / 0.3 },
  };
}
