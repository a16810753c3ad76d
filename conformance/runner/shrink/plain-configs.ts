import type { Case } from '../../../sim/contracts/commands.js';
import { canonicalJson, type JsonObject } from '../../../sim/core/json.js';

/** All of the configuration as usual, then one member of it. */
export function* plainConfigs(theCase: Case, usual: JsonObject): Generator<Case> {
  const odd = oddMembers(theCase.config, usual);
  if (odd.length > 0) yield { ...theCase, config: usual };
  if (odd.length < 2) return;
  for (const key of odd) yield { ...theCase, config: withMemberOf(theCase.config, key, usual) };
}

/** Names of the members in which two configurations differ. */
export function oddMembers(config: JsonObject, usual: JsonObject): readonly string[] {
  return Object.keys({ ...usual, ...config }).filter(
    (key) => canonicalJson([config[key] ?? null]) !== canonicalJson([usual[key] ?? null]),
  );
}

/** A configuration with one member as another has it, absent when it is absent there. */
export function withMemberOf(config: JsonObject, key: string, other: JsonObject): JsonObject {
  const { [key]: _, ...others } = config;
  return other[key] === undefined ? others : { ...others, [key]: other[key] };
}
