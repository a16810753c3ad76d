import type { CgroupLook, MiscFiles } from '../../sim/contracts/evidence.js';
import type { KeyPool } from '../../sim/contracts/protection.js';

/** Misc files of a cgroup that have one line for each resource. */
export type MiscFileName = 'current' | 'peak' | 'max' | 'events' | 'events.local';

/** The number a misc file shows for a resource; `max` reads as 2^64−1. Undefined where the file or the line is not there. */
export function shownIn(files: MiscFiles, group: string, name: MiscFileName, pool: KeyPool): bigint | undefined {
  const text = files[`${group === '/' ? '' : group}/misc.${name}`];
  const key = name.startsWith('events') ? `${pool}.max` : pool;
  const word = text
    ?.split('\n')
    .find((line) => line.startsWith(`${key} `))
    ?.slice(key.length + 1);
  if (word === undefined) return undefined;
  if (word === 'max') return unlimited;
  return /^\d+$/.test(word) ? BigInt(word) : undefined;
}

/** Largest unsigned 64-bit number: no limit. */
export const unlimited = 2n ** 64n - 1n;

/** A cgroup and all above it, up to the root: `/a/b` → `/a/b`, `/a`, `/`. */
export function levelsOf(group: string): readonly string[] {
  const names = group.split('/').filter((name) => name !== '');
  return [...names.map((_, index) => `/${names.slice(0, names.length - index).join('/')}`), '/'];
}

/** Cgroups that have misc files, by path. */
export function groupsIn(files: MiscFiles): readonly string[] {
  return [...new Set(Object.keys(files).map((path) => path.slice(0, path.lastIndexOf('/')) || '/'))].sort();
}

/** The first cgroup whose misc.current did not change as wanted, in words; undefined when all did. */
export function usageChanges(
  { before, after }: CgroupLook,
  pool: KeyPool,
  wanted: (group: string) => bigint,
): string | undefined {
  for (const group of groupsIn(after)) {
    const found = shownIn(after, group, 'current', pool);
    if (found === undefined) continue;
    const old = shownIn(before, group, 'current', pool) ?? 0n;
    const expected = BigInt.asUintN(64, old + wanted(group));
    if (found !== expected) return `misc.current of ${group} went from "${pool} ${old}" to ${found}, expected ${expected}`;
  }
  return undefined;
}
