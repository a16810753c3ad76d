import type { Inventory, ResourceProvider } from '../../sim/contracts/subject.js';

type Tree = readonly ResourceProvider[];

/** Providers that are in both trees, as they were and as they are. */
export function pairsOf(before: Tree, after: Tree): readonly (readonly [ResourceProvider, ResourceProvider])[] {
  const old = new Map(before.map((provider) => [provider.name, provider]));
  return after.flatMap((now) => {
    const was = old.get(now.name);
    return was === undefined ? [] : [[was, now] as const];
  });
}

/** Are a provider's parent, traits and inventories the same, in whatever order? */
export function sameContents(one: ResourceProvider, other: ResourceProvider): boolean {
  return one === other || contentsOf(one) === contentsOf(other);
}

/** Name of the first provider that two trees do not share, generation included; undefined when they are the same. */
export function changedProvider(before: Tree, after: Tree): string | undefined {
  if (before === after) return undefined;
  for (const [was, now] of pairsOf(before, after)) {
    if (!sameContents(was, now) || was.generation !== now.generation) return now.name;
  }
  const gone = before.find(({ name }) => !after.some((each) => each.name === name));
  return gone?.name ?? after.find(({ name }) => !before.some((each) => each.name === name))?.name;
}

function contentsOf({ parent, traits, inventories }: ResourceProvider): string {
  const classes = Object.keys(inventories).sort();
  const sizes = classes.map((name) => [name, fieldsOf(inventories[name] as Inventory)]);
  return JSON.stringify([parent, [...traits].sort(), sizes]);
}

function fieldsOf({ total, reserved, min_unit, max_unit, step_size, allocation_ratio }: Inventory): readonly number[] {
  return [total, reserved, min_unit, max_unit, step_size, allocation_ratio];
}
