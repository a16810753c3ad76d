import type { MarkRecord } from '../../reports/log.js';
import type { Evidence, TraceEvent } from '../../sim/contracts/evidence.js';
import { confidentialProtections, protections } from '../../sim/contracts/protection.js';

/**
 * Situations a run is expected to meet, declared before it starts: stage × outcome × protection. A mark that is never hit is
 * listed in the report, so a campaign cannot quietly stop exercising something.
 */
export const markCatalogue: readonly MarkRecord[] = [
  ...forEach(protections, (protection) =>
    ['admit/allowed', 'admit/refused', 'place/placed', 'start/started', 'release/stopped'].map((at) => `${at}/${protection}`),
  ),
  ...forEach(confidentialProtections, (protection) =>
    ['place/refused', 'start/refused', 'start/outside', 'start/last-key'].map((at) => `${at}/${protection}`),
  ),
  ...forEach(
    [
      'admitted',
      'not-placed',
      'placed',
      'started',
      'not-started',
      'migration-asked',
      'eviction-asked',
      'restart-asked',
      'deletion-asked',
      'stopped',
    ],
    (what) => [`run/${what}`],
  ),
  ...forEach(['label', 'boot', 'configure'], (event) => [`${event}/again`]),
];

const positions: ReadonlyMap<string, number> = new Map(markCatalogue.map(({ id }, index) => [id, index]));

/** Positions in {@link markCatalogue} that a case hit, ascending. */
export function marksOf(evidence: Evidence): readonly number[] {
  const hit = new Set<number>();
  for (const event of evidence.trace) {
    for (const id of marksOfEvent(event)) {
      const position = positions.get(id);
      if (position !== undefined) hit.add(position);
    }
  }
  return [...hit].sort((left, right) => left - right);
}

function marksOfEvent(event: TraceEvent): readonly string[] {
  switch (event.event) {
    case 'admit':
      return [`admit/${event.decision.allowed ? 'allowed' : 'refused'}/${event.spec.protection}`];
    case 'place':
      return [`place/${event.decision.placed ? 'placed' : 'refused'}/${event.protection}`];
    case 'start':
      return [
        event.outside
          ? `start/outside/${event.protection}`
          : `start/${event.result.started ? 'started' : 'refused'}/${event.protection}`,
        ...(event.result.started && event.usage?.free === 0 ? [`start/last-key/${event.protection}`] : []),
      ];
    case 'release':
      return [`release/stopped/${event.protection}`];
    case 'run':
      return [`run/${event.happening.what}`];
    case 'label':
    case 'boot':
    case 'configure':
      return event.step < 0 ? [] : [`${event.event}/again`];
    default:
      return [];
  }
}

function forEach<Item>(items: readonly Item[], ids: (item: Item) => readonly string[]): readonly MarkRecord[] {
  return items.flatMap(ids).map((id) => ({ id }));
}
