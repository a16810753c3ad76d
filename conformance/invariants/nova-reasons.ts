import type { Claim, ResourceProvider } from '../../sim/contracts/subject.js';
import { hasRoom } from '../model/nova-placement.js';
import type { NovaPlacementHost } from '../model/nova-replay.js';

/**
 * Does a reason hold of a host? It is read by what it names: resource classes that must be short there, traits that must be missing or
 * forbidden, a service that must be down, a host that must be closed or not the one asked for. Words that name none of these say
 * nothing that could be wrong.
 */
export function holdsOf(reason: string, claim: Claim, host: NovaPlacementHost): boolean {
  const { closed, takes } = host.candidates;
  if (/\b(?:disabled|closed)\b/i.test(reason)) return host.shown.cordoned === true;
  if (/\b(?:down|silent|not up|not alive)\b/i.test(reason)) return host.shown.silent === true;
  if (/\basked for\b|\brequested\b/i.test(reason)) return closed === 'another-host-asked-for';
  const fits = closed === undefined && takes.length > 0;
  if (/\bmore room\b/i.test(reason)) return fits;
  if (fits) return false;
  const { providers = [] } = host.shown;
  const words = new Set(reason.match(/[\w.-]+/g) ?? []);
  const named = providers.filter(({ name }) => words.has(name));
  return classesAreShort(words, named, claim, host) && traitsAreWrong(words, named, claim, host);
}

function classesAreShort(words: ReadonlySet<string>, named: Providers, claim: Claim, { shown }: NovaPlacementHost): boolean {
  return Object.entries(claim.resources).every(([resource, amount]) => {
    if (!words.has(resource)) return true;
    const looked = named.length > 0 ? named : suited(shown.providers ?? [], resource, claim);
    return !looked.some((provider) => hasRoom(provider, resource, amount, shown));
  });
}

type Providers = readonly ResourceProvider[];

/** Providers that could give a class: those that have it and, where some have a required trait, those. */
function suited(providers: Providers, resource: string, { required = [] }: Claim): Providers {
  const having = providers.filter(({ inventories }) => resource in inventories);
  const wanted = having.filter(({ traits }) => required.some((trait) => traits.includes(trait)));
  return wanted.length > 0 ? wanted : having;
}

function traitsAreWrong(words: ReadonlySet<string>, named: Providers, claim: Claim, { shown }: NovaPlacementHost): boolean {
  const { required = [], forbidden = [], resources } = claim;
  const { providers = [] } = shown;
  const gives = (provider: ResourceProvider): boolean =>
    Object.entries(resources).some(([name, amount]) => hasRoom(provider, name, amount, shown));
  const looked = named.length > 0 ? named : providers.filter(gives);
  const has = (trait: string): boolean => looked.some(({ traits }) => traits.includes(trait));
  const lacks = required.every((trait) => !words.has(trait) || forbidden.includes(trait) || !has(trait));
  return lacks && forbidden.every((trait) => !words.has(trait) || required.includes(trait) || has(trait));
}
