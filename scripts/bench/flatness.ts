import { type FleetScale, fleetScale } from './fleet-scale.js';

/** Sizes of fleet that are compared. */
const sizes = [10, 100, 1_000, 10_000];
const lifecycles = 40_000;

/** What an event costs in fleets of different size. */
export interface EventCost {
  readonly hosts: number;
  /** Processor time without booting the hosts, which is paid once. */
  readonly microseconds: number;
}

/** Measures each size in a process of its own, once forwards and once backwards, and takes the better: neighbours on the machine disturb both. */
export function eventCosts(): readonly EventCost[] {
  const measured = [...sizes, ...sizes.toReversed()].map((hosts) => costOf(fleetScale(hosts, lifecycles)));
  return sizes.map((hosts) => ({ hosts, microseconds: Math.min(...measured.filter((cost) => cost.hosts === hosts).map(inUs)) }));
}

function costOf({ hosts, events, cpuSeconds, seconds, bootSeconds }: FleetScale): EventCost {
  return { hosts, microseconds: (1e6 * cpuSeconds * (1 - bootSeconds / seconds)) / events };
}

function inUs({ microseconds }: EventCost): number {
  return microseconds;
}

/** Bars for a terminal; a flat row of them is what is wanted. */
export function costText(costs: readonly EventCost[]): string {
  const most = Math.max(...costs.map(inUs));
  const rows = costs.map(({ hosts, microseconds }) => {
    const bar = '█'.repeat(Math.max(1, Math.round((40 * microseconds) / most)));
    return `  ${hosts.toLocaleString('en-US').padStart(6)} hosts  ${microseconds.toFixed(2).padStart(6)} µs  ${bar}`;
  });
  return [`cost of an event by size of the fleet, ${lifecycles.toLocaleString('en-US')} lifecycles each`, ...rows].join('\n');
}

/** The same as a picture. */
export function costSvg(costs: readonly EventCost[]): string {
  const most = Math.max(...costs.map(inUs));
  const bars = costs.map(({ hosts, microseconds }, index) => {
    const height = Math.round((160 * microseconds) / most);
    const left = 40 + 90 * index;
    const label = `<text x='${left + 30}' y='215' text-anchor='middle'>${hosts.toLocaleString('en-US')}</text>`;
    const value = `<text x='${left + 30}' y='${190 - height}' text-anchor='middle'>${microseconds.toFixed(2)} µs</text>`;
    return `  <rect x='${left}' y='${195 - height}' width='60' height='${height}' fill='#4477aa'/>\n  ${label}\n  ${value}`;
  });
  return [
    "<svg xmlns='http://www.w3.org/2000/svg' width='420' height='240' font-family='sans-serif' font-size='12'>",
    "  <text x='10' y='16'>Processor time of one event, by number of hosts</text>",
    ...bars,
    '</svg>\n',
  ].join('\n');
}
