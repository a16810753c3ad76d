/**
 * Shape checks for untrusted plain values. A check answers the first thing that is wrong, with its dotted path, or undefined.
 * Members a shape does not name are allowed: a format may grow optional fields without a new number.
 */
export type Check = (value: unknown, path: string) => ShapeProblem | undefined;

/** What is wrong, and where: `{ path: 'findings.0.step', problem: 'must be a whole number' }`. */
export interface ShapeProblem {
  readonly path: string;
  readonly problem: string;
}

/** An object with these members; every member of `optional` may be absent. */
export function shapeOf(required: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check {
  return (value, path) => {
    if (!isObject(value)) return { path, problem: 'must be an object' };
    for (const [key, check] of Object.entries(required)) {
      const problem = key in value ? check(value[key], below(path, key)) : { path: below(path, key), problem: 'is missing' };
      if (problem !== undefined) return problem;
    }
    return firstProblem(
      Object.entries(optional).filter(([key]) => key in value),
      ([key, check]) => check(value[key], below(path, key)),
    );
  };
}

/** A list whose elements all pass. */
export function listOf(check: Check): Check {
  return (value, path) => {
    if (!Array.isArray(value)) return { path, problem: 'must be a list' };
    return firstProblem([...value.entries()], ([index, element]) => check(element, below(path, String(index))));
  };
}

/** An object whose values all pass, whatever their keys. */
export function mapOf(check: Check): Check {
  return (value, path) => {
    if (!isObject(value)) return { path, problem: 'must be an object' };
    return firstProblem(Object.entries(value), ([key, element]) => check(element, below(path, key)));
  };
}

/** One of these words. */
export function oneOf(words: readonly string[]): Check {
  return (value, path) =>
    words.includes(value as string)
      ? undefined
      : { path, problem: `must be one of ${words.map((word) => `"${word}"`).join(', ')}` };
}

/** A whole number not below `least`. */
export function wholeFrom(least: number): Check {
  return (value, path) =>
    Number.isSafeInteger(value) && (value as number) >= least
      ? undefined
      : { path, problem: least === -Infinity ? 'must be a whole number' : `must be a whole number from ${least}` };
}

/** Any text. */
export const text: Check = (value, path) => (typeof value === 'string' ? undefined : { path, problem: 'must be text' });

/** `true` or `false`. */
export const flag: Check = (value, path) => (typeof value === 'boolean' ? undefined : { path, problem: 'must be true or false' });

/** A number, not negative. */
export const amount: Check = (value, path) =>
  typeof value === 'number' && value >= 0 ? undefined : { path, problem: 'must be a number from 0' };

/** Any object. */
export const anyObject: Check = (value, path) => (isObject(value) ? undefined : { path, problem: 'must be an object' });

/** True for an object that is neither null nor a list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function below(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function firstProblem<Item>(items: readonly Item[], check: (item: Item) => ShapeProblem | undefined): ShapeProblem | undefined {
  for (const item of items) {
    const problem = check(item);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
