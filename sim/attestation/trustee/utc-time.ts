/** A moment, in the parts of a calendar in UTC. */
interface Calendar {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** `20:41:13`. */
  readonly clock: string;
}

/** `2024-08-23T20:41:13Z`: how logs of 2024 tell the time. */
export function isoTime(seconds: number): string {
  const { year, month, day, clock } = calendarOf(seconds);
  return `${year}-${twoDigits(month)}-${twoDigits(day)}T${clock}Z`;
}

/** `Fri, 23 Aug 2024 20:46:13 GMT`: how a cookie tells when it expires. Source: RFC 9110 section 5.6.7. */
export function httpTime(seconds: number): string {
  const { year, month, day, weekday, clock } = calendarOf(seconds);
  return `${weekdays[weekday]}, ${twoDigits(day)} ${months[month - 1]} ${year} ${clock} GMT`;
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Counts from 1 March of the year 0, so that the leap day ends a year; 400 years have 146,097 days. */
function calendarOf(seconds: number): Calendar {
  const whole = Math.floor(seconds);
  const days = Math.floor(whole / 86_400);
  const [era, dayOfEra] = divided(days + 719_468, 146_097);
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const [hours, rest] = divided(whole - days * 86_400, 3600);
  return {
    year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
    weekday: (((days + 4) % 7) + 7) % 7,
    clock: [hours, Math.floor(rest / 60), rest % 60].map(twoDigits).join(':'),
  };
}

function divided(value: number, by: number): readonly [number, number] {
  const quotient = Math.floor(value / by);
  return [quotient, value - quotient * by];
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
