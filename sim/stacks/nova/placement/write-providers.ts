import { type ResourceProvider, unitOf } from '../../../contracts/subject.js';
import { canonicalJson } from '../../../core/json.js';
import { done, type Outcome, refused } from '../../../core/outcome.js';
import type { PlacementRefusal } from './refusal.js';

/** A provider as somebody wants it to be. */
export interface ProviderWrite extends Omit<ResourceProvider, 'generation'> {
  /** Generation of the provider that is changed, as the writer knows it; of no meaning for a new one. */
  readonly generation: number;
}

/** What is otherwise than in the placement service. */
export interface WriteRules {
  /** Taking inventories away raises the generation. */
  readonly removalRaisesGeneration: boolean;
  /** So does a write that changes nothing. */
  readonly raisesWithoutChange: boolean;
}

/** Generation of a provider that was made and filled. */
export const firstGeneration = 1;

/**
 * Writes a tree of providers over the one there is: all of it, or nothing. Refused are inventories without a unit or with more than can be counted (400), changes of a
 * provider that somebody else has changed meanwhile (409), and the removal of what guests still use (409); moved allocations are used
 * where they move to. Source: placement `placement/schemas/inventory.py`, `placement/handlers/{inventory,resource_provider,reshaper}.py`.
 *
 * @param allocated What guests hold, by {@link unitOf}, after allocations have moved.
 */
export function writeProviders(
  before: readonly ResourceProvider[],
  wanted: readonly ProviderWrite[],
  allocated: Readonly<Record<string, number>>,
  rules: WriteRules,
): Outcome<readonly ResourceProvider[], PlacementRefusal> {
  const refusal =
    firstOf(wanted, invalidInventory) ?? firstOf(wanted, (write) => conflict(before, write)) ?? inUse(before, wanted, allocated);
  if (refusal !== undefined) return refused(refusal);
  return done(wanted.map((write) => written(before, write, rules)));
}

function firstOf<Item>(items: readonly Item[], look: (item: Item) => PlacementRefusal | undefined): PlacementRefusal | undefined {
  for (const item of items) {
    const refusal = look(item);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function invalidInventory({ inventories }: ProviderWrite): PlacementRefusal | undefined {
  for (const { total, reserved } of Object.values(inventories)) {
    const detail = wrongNumber(total, reserved);
    if (detail !== undefined) return { status: 400, code: 'placement.undefined_code', detail };
  }
  return undefined;
}

function wrongNumber(total: number, reserved: number): string | undefined {
  if (total < 1) return `JSON does not validate: ${total} is less than the minimum of 1`;
  if (total > largestTotal) return `JSON does not validate: ${total} is greater than the maximum of ${largestTotal}`;
  return reserved > total || reserved < 0 ? 'reserved is more than total' : undefined;
}

/** Source: placement `placement/schemas/inventory.py`, `placement/db/constants.py` (MAX_INT). */
const largestTotal = 0x7fffffff;

function conflict(before: readonly ResourceProvider[], write: ProviderWrite): PlacementRefusal | undefined {
  const known = providerNamed(before, write.name);
  if (known === undefined || known.generation === write.generation || isEqual(known, write)) return undefined;
  return { status: 409, code: 'placement.concurrent_update', detail: 'resource provider generation conflict' };
}

function inUse(
  before: readonly ResourceProvider[],
  wanted: readonly ProviderWrite[],
  allocated: Readonly<Record<string, number>>,
): PlacementRefusal | undefined {
  for (const provider of before) {
    const after = providerNamed(wanted, provider.name);
    const gone = Object.keys(provider.inventories).filter((name) => after?.inventories[name] === undefined);
    const used = gone.find((name) => (allocated[unitOf(provider.name, name)] ?? 0) > 0);
    if (used === undefined) continue;
    return after === undefined ? providerInUse(provider.name) : inventoryInUse(provider.name, used);
  }
  return undefined;
}

function providerInUse(name: string): PlacementRefusal {
  const detail = `Unable to delete resource provider ${name}: Resource provider has allocations.`;
  return { status: 409, code: 'placement.resource_provider.inuse', detail };
}

function inventoryInUse(name: string, resourceClass: string): PlacementRefusal {
  const detail = `Inventory for '${resourceClass}' on resource provider '${name}' in use.`;
  return { status: 409, code: 'placement.inventory.inuse', detail };
}

function written(before: readonly ResourceProvider[], write: ProviderWrite, rules: WriteRules): ResourceProvider {
  const known = providerNamed(before, write.name);
  if (known === undefined) return { ...write, generation: firstGeneration };
  const { raisesWithoutChange, removalRaisesGeneration } = rules;
  const isRemoval = Object.keys(known.inventories).some((name) => write.inventories[name] === undefined);
  const isChange = !isEqual(known, write) && (removalRaisesGeneration || !isRemoval);
  const generation = known.generation + (isChange || raisesWithoutChange ? 1 : 0);
  return isEqual(known, write) && generation === known.generation ? known : { ...write, generation };
}

function isEqual(left: ProviderWrite, right: ProviderWrite): boolean {
  return canonicalJson({ ...left, generation: 0 }) === canonicalJson({ ...right, generation: 0 });
}

function providerNamed<Provider extends ProviderWrite>(providers: readonly Provider[], name: string): Provider | undefined {
  return providers.find((provider) => provider.name === name);
}
