import type { MarkRecord } from '../../reports/log.js';
import type { Evidence } from '../../sim/contracts/evidence.js';
import type { ReleaseSummary, StackKit } from '../subjects/stack-kit.js';
import { OpenFaults } from './marks/lasting-faults.js';
import type { Mark } from './marks/mark.js';
import { marksOfEvent } from './marks/marks-of-event.js';
import { ranOn, ranOnOf } from './marks/ran-on.js';
import type { PlanMachine } from './plan-machine.js';

/**
 * Situations a run is expected to meet, declared before it starts. One that is never met is listed in the report, so a campaign cannot
 * quietly stop exercising something. {@link marksOf} and the log speak of marks by position.
 */
export interface MarkCatalogue {
  readonly records: readonly MarkRecord[];
  readonly positions: ReadonlyMap<string, number>;
}

/**
 * The marks of a run: stage × outcome × platform × fault, as far as its machines can meet them at all. What a release does not know of is
 * declared, and rare.
 */
export function markCatalogue(
  machines: readonly Pick<PlanMachine, 'id' | 'technologies'>[],
  kit: Pick<StackKit, 'situations'>,
  release?: ReleaseSummary,
): MarkCatalogue {
  const offered = new Set(machines.flatMap(({ technologies }) => technologies));
  const possible = [...kit.situations, ...ranOnMachines(machines)].filter(
    ({ needs }) => needs === undefined || (needs === 'any' ? offered.size > 0 : offered.has(needs)),
  );
  const records = possible.map(({ id, knows, rare }): MarkRecord => {
    const unknown = knows !== undefined && release !== undefined && !release.technologies.includes(knows);
    const reason = unknown ? `${release.words} does not know it` : rare;
    return { id, ...(reason !== undefined && { rare: reason }) };
  });
  return { records, positions: new Map(records.map(({ id }, position) => [id, position])) };
}

/** Positions in a catalogue that a case hit, ascending. */
export function marksOf(evidence: Evidence, { positions }: MarkCatalogue): readonly number[] {
  const hit = new Set<number>();
  for (const id of markIds(evidence)) {
    const position = positions.get(id);
    if (position !== undefined) hit.add(position);
  }
  return [...hit].sort((left, right) => left - right);
}

/** Ids of everything a case met, declared or not. */
export function markIds({ trace, hosts }: Evidence): ReadonlySet<string> {
  const met = new Set<string>();
  const faults = new OpenFaults();
  const boots = { ...hosts };
  for (const event of trace) {
    if (event.event === 'boot') boots[event.host] = event.truth;
    faults.see(event);
    for (const id of marksOfEvent(event, faults)) met.add(id);
    const boot = event.event === 'start' ? boots[event.host] : undefined;
    if (event.event === 'start' && boot !== undefined) for (const id of ranOnOf(event, boot)) met.add(id);
  }
  return met;
}

function ranOnMachines(machines: readonly Pick<PlanMachine, 'id' | 'technologies'>[]): readonly Mark[] {
  return machines.flatMap(({ id, technologies }) =>
    technologies.map((technology): Mark => {
      return { id: ranOn(id, technology), needs: technology, knows: technology === 'ciphertext-hiding' ? 'snp' : technology };
    }),
  );
}
