const DAY = 86_400_000;
const MINUTE = 60_000;

/** `THH:MM:` of each minute of a day. */
const MINUTES: readonly string[] = Array.from(
  { length: 1440 },
  (_, minute) => `T${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}:`,
);

/** Milliseconds since 1970 UTC as ISO 8601 with milliseconds, such as `2024-01-31T09:30:00.000Z`: one form, always. */
export type UtcTimeFormat = (time: number) => string;

/** Opens a formatter that remembers its last day, since what is written comes in the order of time. */
export function openUtcTimeFormat(): UtcTimeFormat {
  let dayStart = Number.NaN;
  let day = '';
  return (time) => {
    let rest = time - dayStart;
    if (!(rest >= 0 && rest < DAY)) {
      dayStart = Math.floor(time / DAY) * DAY;
      day = new Date(dayStart).toISOString().slice(0, -'T00:00:00.000Z'.length);
      rest = time - dayStart;
    }
    const minute = Math.floor(rest / MINUTE);
    return `${day}${MINUTES[minute]}${secondsOf(rest - minute * MINUTE)}`;
  };
}

function secondsOf(rest: number): string {
  if (rest === 0) return '00.000Z';
  const whole = Math.floor(rest);
  return `${twoDigits(Math.floor(whole / 1000))}.${`${whole % 1000}`.padStart(3, '0')}Z`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}
