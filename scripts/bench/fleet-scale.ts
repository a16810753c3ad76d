import { bareCommandsPerSecond } from './bare-fast-check.js';
import { busyFleet } from './bench-fleet.js';
import { inOwnProcess, isProgram, secondsOf } from './in-own-process.js';

/** What guests passing through a fleet cost. */
export interface FleetScale {
  readonly hosts: number;
  readonly lifecycles: number;
  readonly events: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** What booting and labelling the hosts took before, in seconds; counted in {@link seconds} as well. */
  readonly bootSeconds: number;
  /** Largest resident set of the whole process, Node itself included. */
  readonly residentMb: number;
  /** Of the same process: what fast-check alone makes of commands that do nothing. */
  readonly bareCommandsPerSecond: number;
}

/**
 * Lets guests pass through a fleet in a process of its own; there are as many at once as hosts. The process gets a heap that keeps it
 * below a gigabyte: left alone, Node puts off collecting rubbish for as long as the machine has memory.
 */
export function fleetScale(hosts: number, lifecycles: number): FleetScale {
  return inOwnProcess<FleetScale>(import.meta.url, [String(hosts), String(lifecycles)], ['--max-old-space-size=750']);
}

function measure(hosts: number, lifecycles: number): FleetScale {
  const bare = bareCommandsPerSecond();
  let events = 0;
  let bootSeconds = 0;
  const took = secondsOf(() => {
    const start = performance.now();
    const { tally, pass } = busyFleet(hosts, hosts);
    bootSeconds = (performance.now() - start) / 1000;
    for (let passed = 0; passed < lifecycles; passed += 1) pass();
    events = tally.total;
  });
  const residentMb = Math.round(process.resourceUsage().maxRSS / 1000);
  return { hosts, lifecycles, events, ...took, bootSeconds, residentMb, bareCommandsPerSecond: bare };
}

if (isProgram(import.meta.url)) {
  const [hosts = 0, lifecycles = 0] = process.argv.slice(2).map(Number);
  process.stdout.write(JSON.stringify(measure(hosts, lifecycles)));
}
