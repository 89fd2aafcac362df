const DAY = 86_400_000;

/**
 * The moment that a person means by `12:25` or `2026-04-28T12:25Z`, as ISO 8601 in UTC: a time without a day is the last
 * one before the comment was written. Null for a day that no calendar has.
 */
export function resolveMoment(time: string, writtenAt: string): string | null {
  const written = Date.parse(writtenAt);
  if (!time.includes('T')) {
    const today = Date.parse(`${new Date(written).toISOString().slice(0, 10)}T${time.replace(/Z$/, '')}:00Z`);
    if (Number.isNaN(today)) return null;
    return new Date(today > written ? today - DAY : today).toISOString();
  }
  const full = `${time.replace(/Z$/, '')}:00.000Z`;
  const moment = Date.parse(full);
  // A day that the month does not have would roll over into the next one.
  return Number.isNaN(moment) || new Date(moment).toISOString() !== full ? null : full;
}

/** A moment as people read it: `2026-04-28 12:25 UTC`. */
export function tellMoment(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/** Whole minutes from one moment to another, rounded down; negative when the second comes first. */
export function minutesBetween(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / 60_000);
}

/** Minutes as people read them: `25 min`, `2 h 5 min`, `3 d 4 h`. */
export function tellMinutes(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours < 48) return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
  return hours % 24 === 0 ? `${hours / 24} d` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
