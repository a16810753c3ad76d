import { canonicalJson } from '../sim/core/json.js';
import { defaultVersions, type Machine } from './load.js';
import { type Fact, factsOf } from './provenance.js';

/** A fact or a choice in which two machines differ. A side that has no such thing is absent. */
export interface MachineDifference {
  /** Dotted path in a machine file. */
  readonly path: string;
  readonly left?: FactOrChoice;
  readonly right?: FactOrChoice;
}

/** A fact with where it comes from; choices (`boot`, `versions`) have a value only. */
export type FactOrChoice = Fact | { readonly value: unknown };

/**
 * Everything in which two machines differ, in the order of a machine file. Names and sentences about them do not count, and versions
 * that are not named are the default ones.
 */
export function machineDifferences(left: Machine, right: Machine): readonly MachineDifference[] {
  const [ofLeft, ofRight] = [partsOf(left), partsOf(right)];
  const paths = [...new Set([...ofLeft.keys(), ...ofRight.keys()])];
  return paths.flatMap((path) => {
    const [one, other] = [ofLeft.get(path), ofRight.get(path)];
    if (one !== undefined && other !== undefined && canonicalJson(one.value) === canonicalJson(other.value)) return [];
    return [{ path, ...(one === undefined ? {} : { left: one }), ...(other === undefined ? {} : { right: other }) }];
  });
}

/** True for something a machine is, rather than how it was booted. */
export function isFactDifference({ left, right }: MachineDifference): boolean {
  return [left, right].some((side) => side !== undefined && 'provenance' in side);
}

function partsOf({ facts }: Machine): ReadonlyMap<string, FactOrChoice> {
  const { boot, versions, ...others } = facts;
  const found = factsOf(others).map(({ path, fact }) => [path, fact] as const);
  return new Map([...found, ...choicesOf('boot', boot), ...choicesOf('versions', { ...defaultVersions(), ...versions })]);
}

function choicesOf(part: string, choices: Readonly<Record<string, unknown>>): readonly (readonly [string, FactOrChoice])[] {
  return Object.entries(choices).map(([name, value]) => [`${part}.${name}`, { value }] as const);
}
