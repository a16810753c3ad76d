import type { NovaHost } from './nova-host.js';
import { type NovaRelease, novaReleases } from './nova-releases.js';

/** What is compared in one place. */
type Area = 'detection' | 'reshape' | 'requests' | 'translation' | 'placement' | 'domains';

/** One question with both answers. */
interface Pair {
  readonly about: string;
  readonly theirs: unknown;
  readonly ours: unknown;
  /** Of a question about a host. */
  readonly host?: NovaHost;
}

/** A difference that is meant, or that is known and waits. */
interface KnownDifference {
  readonly area: Area;
  /** Releases it shows in, by `--compat`. */
  readonly releases: readonly string[];
  readonly reason: string;
  /** The pair as it would be without it; undefined where it is not concerned. */
  readonly without: (pair: Pair) => Pair | undefined;
}

const every = novaReleases.map(({ compat }) => compat);
const untilMaster = every.slice(0, -1);

/** Every difference there is. A row that no longer applies anywhere fails the suite, as does a difference without a row. */
const knownDifferences: readonly KnownDifference[] = [
  {
    area: 'reshape',
    releases: every.slice(0, 2),
    reason: 'Nova takes contexts away that guests hold, which placement refuses; ours keeps them, closed for others',
    without: (pair) => (/^(nothing|TDX), .*held: [13]$/.test(pair.about) ? agreed(pair) : undefined),
  },
  {
    area: 'translation',
    releases: every,
    reason: 'a scheduler that refuses a request finds no host; a claim of ours cannot fail, so that the guest fails at its host',
    without: (pair) => (/^(Invalid|FlavorImageConflict): /.test(String(pair.theirs)) ? agreed(pair) : undefined),
  },
  {
    area: 'domains',
    releases: every.slice(3),
    reason: 'Nova gives a guest that is stateless now the variables it had before, which libvirt refuses; ours leaves them out',
    without: (pair) => (isStateless(pair) ? facts(pair, (fact) => (fact.startsWith('os/nvram ') ? undefined : fact)) : undefined),
  },
  {
    area: 'domains',
    releases: untilMaster,
    reason:
      'on a host without SEV, Nova before 34.0.0 does not look at the request at all: nothing is refused and nothing locked; ours looks',
    without: (pair) => (/^without SEV (amd|intel)/.test(pair.about) ? unasked(pair) : undefined),
  },
];

/** Differences no row explains, and numbers of what was compared. */
export function compared(
  area: Area,
  { compat }: NovaRelease,
  pairs: readonly Pair[],
): { readonly wrong: readonly unknown[]; readonly counts: string } {
  const rows = knownDifferences.filter((row) => row.area === area && row.releases.includes(compat));
  const different = pairs.filter(differ);
  const used = new Set<KnownDifference>();
  const unexplained = different.map((pair) => explained(pair, rows, used)).filter(differ);
  const idle = rows.filter((row) => !used.has(row));
  const wrong = [...alike(unexplained), ...idle.map(({ reason }) => `no longer different: ${reason}`)];
  return { wrong, counts: `${pairs.length} compared, ${different.length} differ in a known way (${used.size} reasons)` };
}

function differ({ theirs, ours }: Pair): boolean {
  return JSON.stringify(theirs) !== JSON.stringify(ours);
}

/** The pair without what rows explain. */
function explained(pair: Pair, rows: readonly KnownDifference[], used: Set<KnownDifference>): Pair {
  return rows.reduce((before, row) => {
    const after = differ(before) ? row.without(before) : undefined;
    if (after !== undefined) used.add(row);
    return after ?? before;
  }, pair);
}

/** Those that differ in the same way, but for numbers, are told once, with how many there are. */
function alike(pairs: readonly Pair[]): readonly unknown[] {
  const groups = new Map<string, Pair[]>();
  for (const pair of pairs.map(narrowed)) {
    const look = JSON.stringify([pair.theirs, pair.ours]).replaceAll(/\d+/g, '#');
    groups.set(look, [...(groups.get(look) ?? []), pair]);
  }
  return [...groups.values()].map((group) => {
    const [{ about, theirs, ours }] = group as [Pair];
    return { about: group.length === 1 ? about : `${about} and ${group.length - 1} others`, theirs, ours };
  });
}

/** Of two lists of facts, those only one of them has. */
function narrowed({ about, theirs, ours }: Pair): Pair {
  if (!Array.isArray(theirs) || !Array.isArray(ours)) return { about, theirs, ours };
  const only = (facts: readonly unknown[], others: readonly unknown[]): readonly unknown[] => {
    const known = new Set(others.map((fact) => JSON.stringify(fact)));
    return facts.filter((fact) => !known.has(JSON.stringify(fact)));
  };
  return { about, theirs: only(theirs, ours), ours: only(ours, theirs) };
}

function agreed(pair: Pair): Pair {
  return { ...pair, ours: pair.theirs };
}

function isStateless({ theirs }: Pair): boolean {
  return Array.isArray(theirs) && theirs.some((fact) => /^os\/loader .*stateless=yes/.test(String(fact)));
}

/** Nova's facts, read differently or not at all; undefined where that changes none. */
function facts(pair: Pair, read: (fact: string) => string | undefined): Pair | undefined {
  if (!Array.isArray(pair.theirs)) return undefined;
  const changed = (pair.theirs as readonly string[]).flatMap((fact) => read(fact) ?? []);
  return JSON.stringify(changed) === JSON.stringify(pair.theirs) ? undefined : { ...pair, theirs: changed.sort() };
}

/** The guest as it is when nobody asks whether it may be encrypted. */
function unasked(pair: Pair): Pair {
  if (!Array.isArray(pair.ours)) return agreed(pair);
  return { ...pair, ours: (pair.ours as readonly string[]).filter((fact) => fact !== 'memory locked') };
}
