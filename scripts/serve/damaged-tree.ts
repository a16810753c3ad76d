import type { Host } from '../../sim/host/host.js';
import type { HostTree } from '../../sim/surfaces/index.js';
import { type HostDamage, shownDamaged } from '../../sim/world/host-damage.js';

/** The tree of a host with what is damaged on it, for as long as it is. */
export function damagedTree(tree: HostTree, damage: HostDamage, host: Host): HostTree {
  const reader = shownDamaged(tree, damage, host);
  const isThere = (path: string): boolean => reader.stat(path) !== undefined;
  return {
    ...reader,
    entries: () => tree.entries().filter(({ file }) => isThere(file.path)),
    filesOf: (surface) => tree.filesOf(surface).filter(({ path }) => isThere(path)),
  };
}
