import { startLoops } from '../../sim/world/fleet/loops.js';
import { busyFleet } from './bench-fleet.js';
import { inOwnProcess, isProgram, secondsOf } from './in-own-process.js';

/** What time costs in which hardly anything is asked for. */
export interface FleetMonth {
  readonly hosts: number;
  readonly days: number;
  /** Times any loop of any host came round. */
  readonly rounds: number;
  /** Times a node agent looked at its host. */
  readonly looks: number;
  readonly lifecycles: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
}

const hourMs = 3_600_000;

/** Lets days pass over a fleet in a process of its own: all loops of all hosts, and one guest for each host and hour. */
export function fleetMonth(hosts: number, days: number): FleetMonth {
  return inOwnProcess<FleetMonth>(import.meta.url, [String(hosts), String(days)]);
}

function measure(hosts: number, days: number): FleetMonth {
  let [rounds, looks, lifecycles] = [0, 0, 0];
  const took = secondsOf(() => {
    const { fleet, tally, pass } = busyFleet(hosts, 3 * hosts);
    startLoops(fleet, 1);
    const hourly = (): number => {
      lifecycles += 1;
      pass();
      return hourMs;
    };
    for (const _ of fleet.hosts) fleet.alarms.set(1, hourly);
    fleet.runUntil(days * 24 * hourMs);
    rounds = fleet.alarms.rung;
    looks = tally.counts.get('label') ?? 0;
  });
  return { hosts, days, rounds, looks, lifecycles, ...took };
}

if (isProgram(import.meta.url)) {
  const [hosts = 0, days = 0] = process.argv.slice(2).map(Number);
  process.stdout.write(JSON.stringify(measure(hosts, days)));
}
