/** Milliseconds of a day without a change of the clock. */
export const DAY_MS = 86_400_000;

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days from 1970-01-01 to a day of the proleptic Gregorian calendar; month from 1. Hinnant 2021, `days_from_civil`. */
export function dayNumber(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** How many days a month has; month from 1. */
export function daysInMonth(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (MONTH_DAYS[month - 1] ?? 0);
}

/** Months from year 0 to a wall time in milliseconds, as a whole number. */
export function monthNumber(wall: number): number {
  const date = new Date(wall);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** The wall time so many months later on the same day of the month; the last day of a month stays the last day. */
export function addMonths(wall: number, months: number): number {
  const date = new Date(wall);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  const target = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(target / 12), (target % 12) + 1];
  const last = daysInMonth(toYear, toMonth);
  const toDay = day === daysInMonth(year, month) ? last : Math.min(day, last);
  const rest = wall - Math.floor(wall / DAY_MS) * DAY_MS;
  return dayNumber(toYear, toMonth, toDay) * DAY_MS + rest;
}
