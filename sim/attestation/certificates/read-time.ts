import { type DerValue, derTags, withTag } from './der.js';

/** A UTCTime or GeneralizedTime in seconds since 1970. @throws RangeError if it is neither, or not in the form of RFC 5280 4.1.2.5. */
export function readTime(value: DerValue | undefined): number {
  const text = value?.content.toString('latin1') ?? '';
  const short = value?.tag === derTags.utcTime;
  if (!short) withTag(value, derTags.generalizedTime);
  if (!/^\d+Z$/.test(text) || text.length !== (short ? 13 : 15)) throw new RangeError('a time is badly written');
  const long = short ? `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}` : text;
  const pair = (at: number): number => Number(long.slice(at, at + 2));
  const days = daysSince1970(Number(long.slice(0, 4)), pair(4), pair(6));
  return ((days * 24 + pair(8)) * 60 + pair(10)) * 60 + pair(12);
}

/** Days of the Gregorian calendar: years that begin in March, so that the leap day comes last. */
function daysSince1970(year: number, month: number, day: number): number {
  const yearFromMarch = month <= 2 ? year - 1 : year;
  const monthFromMarch = (month + 9) % 12;
  const leapDays = Math.floor(yearFromMarch / 4) - Math.floor(yearFromMarch / 100) + Math.floor(yearFromMarch / 400);
  return 365 * yearFromMarch + leapDays + Math.floor((153 * monthFromMarch + 2) / 5) + day - 1 - 719468;
}
