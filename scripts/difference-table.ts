import type { FactOrChoice, MachineDifference } from '../profiles/index.js';
import { table } from './table.js';

/** Differences of two machines in columns: path, and both sides with provenance. Long lists show what only one side has. */
export function differenceTable(
  differences: readonly MachineDifference[],
  names: readonly [string, string],
  columns: number,
): string {
  const rows = differences.map((difference) => [difference.path, ...sidesOf(difference)]);
  return table(['FACT', ...names], rows, columns);
}

function sidesOf({ path, left, right }: MachineDifference): readonly [string, string] {
  const [one, other] = [left?.value, right?.value];
  if (Array.isArray(one) && Array.isArray(other)) return [only(one, other), only(other, one)];
  return [sideText(path, left), sideText(path, right)];
}

function only(own: readonly unknown[], others: readonly unknown[]): string {
  const words = own.filter((word) => !others.includes(word)).map(String);
  return words.length === 0 ? `${own.length} words, none of its own` : `only here: ${words.join(' ')}`;
}

function sideText(path: string, side: FactOrChoice | undefined): string {
  if (side === undefined) return '–';
  return 'provenance' in side ? `${valueText(path, side.value)} (${side.provenance})` : valueText(path, side.value);
}

/** A value as a person reads it: registers in hexadecimal, lists as words. */
export function valueText(path: string, value: unknown): string {
  if (typeof value === 'number' && /\.(eax|ebx|cpuid80000008Eax)$/.test(path)) return `0x${value.toString(16)}`;
  if (Array.isArray(value)) return value.join(' ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
