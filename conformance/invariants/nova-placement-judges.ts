import type { Evidence } from '../../sim/contracts/evidence.js';
import type { ConfidentialProtection } from '../../sim/contracts/protection.js';
import { type Claim, type HostToPlaceOn, type Inventory, type ResourceProvider, unitOf } from '../../sim/contracts/subject.js';
import type { JsonObject } from '../../sim/core/json.js';
import { encryptionContext, modelTrait, protectionOfProvider } from '../model/nova-names.js';
import { hasRoom, requestedHost } from '../model/nova-placement.js';
import type { NovaPlacement, NovaPlacementHost } from '../model/nova-replay.js';
import type { EventOf } from '../model/observations.js';
import { lookAtNova } from './nova-views.js';

/** A guest that found a host. */
export interface Placed {
  readonly event: EventOf<'place'>;
  /** The guest as it was admitted, or changed since. */
  readonly object: JsonObject;
  /** The chosen host as it was shown. */
  readonly host: HostToPlaceOn;
  readonly model: NovaPlacementHost;
  /** What the guest takes, by provider and class. */
  readonly units: Readonly<Record<string, number>>;
}

/** Placements that found a host, of hosts that report providers. */
export function placed(evidence: Evidence): readonly Placed[] {
  const { placements } = lookAtNova(evidence);
  const known = found.get(placements) ?? placements.flatMap(placedOf);
  found.set(placements, known);
  return known;
}

const found = new WeakMap<readonly NovaPlacement[], readonly Placed[]>();

function placedOf({ event, object, hosts }: NovaPlacement): readonly Placed[] {
  const { decision, claim } = event;
  if (!decision.placed) return [];
  const model = hosts.find(({ name }) => name === decision.host);
  if (model?.shown.providers === undefined) return [];
  return [{ event, object, host: model.shown, model, units: decision.takes ?? claim.resources }];
}

/** Placements of cases in which one thing happens after the other, so that the model's book and what was shown are of one moment. */
export function settledPlacements(evidence: Evidence): readonly NovaPlacement[] {
  const isSettled = evidence.case.interleaving === undefined && !evidence.case.commands.some((command) => command.do === 'lag');
  return isSettled ? lookAtNova(evidence).placements : [];
}

/** Slots of memory encryption among units. */
export function contextsIn(units: Readonly<Record<string, number>>): number {
  let sum = 0;
  for (const unit in units) if (unit.endsWith(suffix) || unit === encryptionContext) sum += units[unit] ?? 0;
  return sum;
}

const suffix = `:${encryptionContext}`;

/** Units by resource class, summed over providers. */
export function sumsByClass(units: Readonly<Record<string, number>>): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [unit, amount] of Object.entries(units)) {
    const name = unit.slice(unit.lastIndexOf(':') + 1);
    sums.set(name, (sums.get(name) ?? 0) + amount);
  }
  return sums;
}

/** Everything a host's tree has, by provider and class. */
export function inventoriesOf({
  providers = [],
}: HostToPlaceOn): readonly { readonly unit: string; readonly inventory: Inventory }[] {
  return providers.flatMap(({ name, inventories }) =>
    Object.entries(inventories).map(([resource, inventory]) => ({ unit: unitOf(name, resource), inventory })),
  );
}

/** Names of everything a host's tree has. */
export function unitsOfTree(host: HostToPlaceOn): ReadonlySet<string> {
  return new Set(inventoriesOf(host).map(({ unit }) => unit));
}

/** Traits of the providers that give something. */
export function traitsOfGivers({ providers = [] }: HostToPlaceOn, units: Readonly<Record<string, number>>): ReadonlySet<string> {
  const givers = providers.filter(({ name, inventories }) =>
    Object.keys(inventories).some((each) => (units[unitOf(name, each)] ?? 0) > 0),
  );
  return new Set(givers.flatMap(({ traits }) => traits));
}

/** Has a host's tree a provider of a model? */
export function hasModelProviders(host: HostToPlaceOn): boolean {
  return modelProvidersOf(host).length > 0;
}

/** Providers of models of a host as it was shown. */
export function modelProvidersOf({
  name: host,
  providers = [],
}: HostToPlaceOn): readonly { readonly provider: ResourceProvider; readonly protection: ConfidentialProtection }[] {
  return providers.flatMap((provider) => {
    const protection = protectionOfProvider(host, provider.name);
    return protection === undefined ? [] : [{ provider, protection }];
  });
}

/** The same units of the same providers? */
export function sameUnits(one: Readonly<Record<string, number>>, other: Readonly<Record<string, number>>): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => (one[name] ?? 0) === (other[name] ?? 0));
}

/** Has the compute node itself room for what is asked of it, and the traits that are not of a model? */
export function otherwiseFits({ resources, required = [], forbidden = [] }: Claim, host: HostToPlaceOn): boolean {
  const root = host.providers?.find(({ name }) => name === host.name);
  if (root === undefined) return false;
  const room = Object.entries(resources).every(
    ([name, amount]) => name === encryptionContext || hasRoom(root, name, amount, host),
  );
  const others = required.filter((trait) => !trait.startsWith('HW_CPU_'));
  return room && others.every((trait) => root.traits.includes(trait)) && !forbidden.some((trait) => root.traits.includes(trait));
}

/** Does a request ask for a model's slot and no trait but those that come with it, wherever that may be? */
export function isPlainRequest(claim: Claim, config: JsonObject, protection: ConfidentialProtection): boolean {
  const { required = [], forbidden = [], resources } = claim;
  const own = modelTrait(config, protection);
  const plain = required.includes(own) && required.every((trait) => trait === own || !trait.startsWith('HW_CPU_'));
  return plain && forbidden.length === 0 && resources[encryptionContext] === 1 && requestedHost(claim) === undefined;
}
