import { UsageError } from '../../sim/core/usage-error.js';
import type { Terminal } from '../terminal.js';

/** `--today`: the day known failures are compared with. */
export const todayOption = {
  type: 'string',
  describe: 'day to compare expiry dates with, e.g. 2026-11-21; default: the day it is, in UTC',
} as const;

/**
 * The day it is, or the one that was named: `2026-11-21`.
 *
 * @throws UsageError for what is no day of the calendar.
 */
export function calendarDay(named: string | undefined, terminal: Terminal, flag = '--today'): string {
  if (named === undefined) return terminal.timeOfDay().slice(0, 10);
  if (isCalendarDay(named)) return named;
  throw new UsageError(`${flag} takes a day such as 2027-01-31, not "${named}"`);
}

/** True for `YYYY-MM-DD` that is in the calendar: 2027-02-29 is not. */
export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
