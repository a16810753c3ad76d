import { type ResourceProvider, unitOf } from '../../../contracts/subject.js';
import type { NovaChoices } from '../choices.js';
import type { RequestGroup } from '../translate/request-group.js';
import { tooMany } from './capacity.js';

/** Choices of this search. */
export type CandidateRules = Pick<
  NovaChoices,
  'overbookedUnits' | 'keepsReserved' | 'obeysUnits' | 'traitsOfGivers' | 'obeysForbidden'
>;

/** Ways in which a tree of providers can fulfil a request, or why there is none. */
export interface Candidates {
  /** What each way takes, by `unitOf`; in the order of the providers. */
  readonly ways: readonly Readonly<Record<string, number>>[];
  /** In words; empty when there is a way. */
  readonly reasons: readonly string[];
}

/**
 * Finds the ways in which one tree can fulfil a request. Every resource class comes whole from one provider, different classes may come
 * from different ones. The providers that give something must together have all required traits, and none of them a forbidden one; the
 * others do not count. Source: placement `placement/objects/allocation_candidate.py` (_check_traits_for_alloc_request).
 *
 * @param used What is held of the tree, by `unitOf`.
 */
export function allocationCandidates(
  tree: readonly ResourceProvider[],
  used: Readonly<Record<string, number>>,
  group: RequestGroup,
  rules: CandidateRules,
): Candidates {
  const asked = Object.entries(group.resources).map(([name, amount]) => givers(tree, used, name, amount, rules));
  const lacking = asked.filter(({ able }) => able.length === 0);
  if (lacking.length > 0 || tree.length === 0)
    return { ways: [], reasons: tree.length === 0 ? [noProviders] : lacking.flatMap(({ why }) => why) };
  const combinations = combined(asked);
  const fitting = combinations.filter((combination) => traitProblem(tree, combination, group, rules) === undefined);
  if (fitting.length > 0) return { ways: fitting.map(takenBy), reasons: [] };
  const problems = combinations.flatMap((combination) => traitProblem(tree, combination, group, rules) ?? []);
  return { ways: [], reasons: [...new Set([...problems, ...asked.flatMap(({ why }) => why)])] };
}

const noProviders = 'has reported no resource providers';

/** Who can give so much of a resource class, and why the others that have it cannot. */
interface Givers {
  readonly able: readonly Gift[];
  readonly why: readonly string[];
}

interface Gift {
  readonly provider: ResourceProvider;
  readonly resourceClass: string;
  readonly amount: number;
}

function givers(
  tree: readonly ResourceProvider[],
  used: Readonly<Record<string, number>>,
  resourceClass: string,
  amount: number,
  rules: CandidateRules,
): Givers {
  const able: Gift[] = [];
  const why: string[] = [];
  for (const provider of tree) {
    const inventory = provider.inventories[resourceClass];
    if (inventory === undefined) continue;
    const held = used[unitOf(provider.name, resourceClass)] ?? 0;
    const refusal = tooMany(inventory, held, amount, rules);
    if (refusal === undefined) able.push({ provider, resourceClass, amount });
    else why.push(`${provider.name} ${refusal} (${resourceClass})`);
  }
  return { able, why: able.length + why.length === 0 ? [`none of its providers has ${resourceClass}`] : why };
}

/** One giver for each class, in every way; the first class changes slowest. */
function combined(asked: readonly Givers[]): readonly (readonly Gift[])[] {
  return asked.reduce<readonly (readonly Gift[])[]>(
    (ways, { able }) => ways.flatMap((way) => able.map((gift) => [...way, gift])),
    [[]],
  );
}

function traitProblem(
  tree: readonly ResourceProvider[],
  combination: readonly Gift[],
  { required, forbidden }: RequestGroup,
  { traitsOfGivers, obeysForbidden }: CandidateRules,
): string | undefined {
  const giving = combination.map(({ provider }) => provider);
  const owned = new Set((traitsOfGivers ? giving : tree).flatMap(({ traits }) => traits));
  const missing = required.filter((trait) => !owned.has(trait));
  if (missing.length > 0) return `${namesOf(giving)} has not ${missing.join(', ')}`;
  const unwanted = forbidden.filter((trait) => giving.some(({ traits }) => traits.includes(trait)));
  return obeysForbidden && unwanted.length > 0 ? `${namesOf(giving)} has ${unwanted.join(', ')}, which is forbidden` : undefined;
}

function namesOf(providers: readonly ResourceProvider[]): string {
  return [...new Set(providers.map(({ name }) => name))].join(' with ');
}

function takenBy(combination: readonly Gift[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    combination.map(({ provider, resourceClass, amount }) => [unitOf(provider.name, resourceClass), amount]),
  );
}
