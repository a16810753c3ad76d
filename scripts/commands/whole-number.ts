import { UsageError } from '../../sim/core/usage-error.js';

/**
 * The value of a flag that takes a whole number.
 *
 * @throws UsageError for any other.
 */
export function wholeNumber(flag: string, value: number, minimum = Number.MIN_SAFE_INTEGER): number {
  if (Number.isSafeInteger(value) && value >= minimum) return value;
  throw new UsageError(
    `--${flag} takes a whole number${minimum > Number.MIN_SAFE_INTEGER ? ` from ${minimum}` : ''}, not "${value}"`,
  );
}
