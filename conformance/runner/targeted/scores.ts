import type { Evidence } from '../../../sim/contracts/evidence.js';
import type { KeyUsageTruth } from '../../../sim/contracts/truth.js';
import { markIds } from '../marks.js';

/** How far a case got towards something that rarely happens by itself; more is better. */
export interface Score {
  readonly name: string;
  /** What it looks for, in one sentence. */
  readonly about: string;
  readonly of: (evidence: Evidence) => number;
}

const crowd = 16;

/** All of them; searched cases take turns. */
export const scores: readonly Score[] = [
  {
    name: 'fewest-free-keys',
    about: 'Key ranges that were used up, and how often one more key ID was asked for then.',
    of: (evidence) => sumOf(usages(evidence), ({ free, pending }) => (free + pending === 0 ? 1 : 0)),
  },
  {
    name: 'most-lost-keys',
    about: 'Key IDs that waited for a flush or were lost, at the worst moment.',
    of: (evidence) => largest(usages(evidence), ({ pending, leaked }) => pending + 4 * leaked),
  },
  {
    name: 'most-waiting',
    about:
      'Guests that were asked for, admitted, and have no host in the end; beyond a crowd, more show nothing new and cost much.',
    of: ({ end }) => Math.min(crowd, end.guests.filter(({ pending }) => pending).length),
  },
  {
    name: 'most-situations',
    about: 'Different situations in one case.',
    of: (evidence) => markIds(evidence).size,
  },
];

/** How each key range that something happened to was used at that moment. */
function usages({ trace }: Evidence): readonly KeyUsageTruth[] {
  return trace.flatMap((event) => {
    if (event.event === 'fault') return event.usage;
    if (event.event !== 'start' && event.event !== 'release') return [];
    return event.usage !== undefined && sizeOf(event.usage) > 0 ? [event.usage] : [];
  });
}

function sizeOf({ free, inUse, pending, leaked }: KeyUsageTruth): number {
  return free + inUse + pending + leaked;
}

function sumOf<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}

function largest<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((most, item) => Math.max(most, of(item)), 0);
}
