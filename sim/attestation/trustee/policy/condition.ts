import { canonicalJson, type Json, type JsonObject } from '../../../core/json.js';
import { isObject, own } from '../json-bytes.js';

/**
 * One thing a policy asks. `claim` is a JSON pointer (RFC 6901) into the claims of a token or of evidence, in which `*` stands for each
 * member there is: then the condition must hold of every one, and there must be one. What is absent is like nothing and unlike nothing.
 */
export type Condition =
  | { readonly claim: string; readonly is: Json }
  | { readonly claim: string; readonly isNot: Json }
  | { readonly claim: string; readonly in: readonly Json[] }
  | { readonly claim: string; readonly present: boolean }
  /** Is among the reference values of that name. */
  | { readonly claim: string; readonly inReference: string }
  /** Is the reference value of that name. */
  | { readonly claim: string; readonly isReference: string }
  /** Is a number not below the reference value of that name. */
  | { readonly claim: string; readonly atLeastReference: string }
  /** The plugin that is asked: `resource`. */
  | { readonly plugin: string }
  /** The resource that is asked for, `*` for any segment: `default/key/*`. */
  | { readonly resource: string };

/** What conditions are about. */
export interface Asked {
  readonly claims: JsonObject;
  readonly references: ReadonlyMap<string, Json>;
  readonly plugin: string;
  /** Segments behind the plugin. */
  readonly path: readonly string[];
}

/** Whether a condition holds. */
export function holds(condition: Condition, asked: Asked): boolean {
  if ('plugin' in condition) return condition.plugin === asked.plugin;
  if ('resource' in condition) return matches(condition.resource.split('/'), asked.path);
  const found = valuesAt(condition.claim, asked.claims);
  if ('present' in condition) return condition.present === found.some((value) => value !== undefined);
  return found.length > 0 && found.every((value) => value !== undefined && holdsOf(value, condition, asked.references));
}

/** Reads a condition; undefined where it is none. A condition with a member too many is none: a policy must not be read for half. */
export function readCondition(value: unknown): Condition | undefined {
  if (!isObject(value)) return undefined;
  const names = Object.keys(value).sort().join(' ');
  const shape = shapes.get(names);
  return shape?.(value) === true ? (value as unknown as Condition) : undefined;
}

/** The names of the reference values a condition rests on. */
export function referenceOf(condition: Condition): string | undefined {
  if ('inReference' in condition) return condition.inReference;
  if ('isReference' in condition) return condition.isReference;
  return 'atLeastReference' in condition ? condition.atLeastReference : undefined;
}

/** The values a pointer leads to, one for each way the stars can be read; undefined for a way that leads nowhere. */
export function valuesAt(pointer: string, claims: JsonObject): readonly (Json | undefined)[] {
  let reached: readonly (Json | undefined)[] = [claims];
  for (const segment of pointer.split('/').slice(1)) {
    reached = segment === '*' ? reached.flatMap(membersOf) : reached.map((value) => memberOf(value, unescaped(segment)));
  }
  return reached;
}

type ClaimCondition = Exclude<
  Condition,
  { readonly plugin: string } | { readonly resource: string } | { readonly present: boolean }
>;

function holdsOf(value: Json, condition: ClaimCondition, references: ReadonlyMap<string, Json>): boolean {
  if ('is' in condition) return same(value, condition.is);
  if ('isNot' in condition) return !same(value, condition.isNot);
  if ('in' in condition) return condition.in.some((each) => same(value, each));
  const reference = references.get(referenceOf(condition) as string);
  if (reference === undefined) return false;
  if ('inReference' in condition) return Array.isArray(reference) && reference.some((each) => same(value, each));
  if ('isReference' in condition) return same(value, reference);
  return typeof value === 'number' && typeof reference === 'number' && value >= reference;
}

function same(left: Json, right: Json): boolean {
  return left === right || canonicalJson(left) === canonicalJson(right);
}

function memberOf(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) ? own(value, name) : undefined;
}

function membersOf(value: Json | undefined): readonly (Json | undefined)[] {
  return isObject(value) ? Object.values(value) : [undefined];
}

function unescaped(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}

function matches(pattern: readonly string[], path: readonly string[]): boolean {
  return pattern.length === path.length && pattern.every((segment, at) => segment === '*' || segment === path[at]);
}

/** What a condition with those members must hold. */
const shapes = new Map<string, (value: JsonObject) => boolean>([
  ['claim is', (value) => isPointer(value['claim'])],
  ['claim isNot', (value) => isPointer(value['claim'])],
  ['claim in', (value) => isPointer(value['claim']) && Array.isArray(value['in'])],
  ['claim present', (value) => isPointer(value['claim']) && typeof value['present'] === 'boolean'],
  ['claim inReference', (value) => isPointer(value['claim']) && isName(value['inReference'])],
  ['claim isReference', (value) => isPointer(value['claim']) && isName(value['isReference'])],
  ['atLeastReference claim', (value) => isPointer(value['claim']) && isName(value['atLeastReference'])],
  ['plugin', (value) => isName(value['plugin'])],
  ['resource', (value) => isName(value['resource'])],
]);

function isPointer(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith('/');
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
