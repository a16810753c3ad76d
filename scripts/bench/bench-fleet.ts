import { kubevirtKit } from '../../conformance/subjects/kubevirt.js';
import { composeHost } from '../../profiles/index.js';
import type { CaseHost, GuestSpec } from '../../sim/contracts/commands.js';
import { protections } from '../../sim/contracts/protection.js';
import { EventTally } from '../../sim/world/fleet/event-tally.js';
import { Fleet } from '../../sim/world/fleet/fleet.js';

/** A fleet that guests pass through: each is created, and deleted when so many others have been created after it. */
export interface BusyFleet {
  readonly fleet: Fleet;
  readonly tally: EventTally;
  /** One guest comes, and one that came earlier goes: a lifecycle. */
  pass(): void;
}

/**
 * Hosts of three kinds, a third each, and guests of every protection in turn, asked for from one template each as by a pool.
 *
 * @param staying guests there are at once.
 */
export function busyFleet(hostCount: number, staying: number): BusyFleet {
  const { subject, config, request, nodeLabels, plainGuest } = kubevirtKit;
  const hosts = Array.from(
    { length: hostCount },
    (_, index): CaseHost => ({ name: `h${index}`, ...kinds[index % 3] }) as CaseHost,
  );
  const tally = new EventTally();
  const parts = { subject: subject([]), config, hosts, describe: composeHost, request, nodeLabels, events: tally };
  const fleet = new Fleet(parts);
  const templates = protections.map((protection): GuestSpec => ({ ...plainGuest, protection }));
  let next = 0;
  const pass = (): void => {
    fleet.create(`g${next}`, templates[next % templates.length] as GuestSpec);
    if (next >= staying) fleet.delete(`g${next - staying}`);
    next += 1;
  };
  return { fleet, tally, pass };
}

const kinds = [
  { machine: 'genoa', settings: { 'min-sev-asid': 100 } },
  { machine: 'rome', settings: { 'min-sev-asid': 100 } },
  { machine: 'emerald-rapids', settings: {} },
] as const;
