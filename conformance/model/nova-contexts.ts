import { encryptionContext } from './nova-names.js';

/** How many encryption contexts are among units, of whatever provider. */
export function contextsIn(units: Readonly<Record<string, number>>): number {
  let sum = 0;
  for (const [unit, amount] of Object.entries(units)) if (isContext(unit)) sum += amount;
  return sum;
}

/** Providers whose contexts are among units, once for each of them, in order of name. */
export function contextProviders(units: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(units)
    .filter(([unit]) => isContext(unit))
    .flatMap(([unit, amount]) => Array.from({ length: amount }, () => unit.slice(0, -suffix.length)))
    .sort();
}

const suffix = `:${encryptionContext}`;

function isContext(unit: string): boolean {
  return unit.endsWith(suffix);
}
