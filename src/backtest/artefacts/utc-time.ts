const DAY = 86_400_000;
const MINUTE = 60_000;

/** `THH:MM:` of each minute of a day, and the same for its first millisecond, at which most bars close. */
const MINUTES: readonly string[] = Array.from(
  { length: 1440 },
  (_, minute) => `T${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}:`,
);
const WHOLE_MINUTES: readonly string[] = MINUTES.map((minute) => `${minute}00.000Z`);

/**
 * Milliseconds since 1970 UTC as ISO 8601 with milliseconds, such as `2024-01-31T09:30:00.000Z`: one form, always. It
 * remembers its last day, since what is written comes in the order of time.
 */
export class UtcTime {
  /** The parts of the time that was set last, such as `2024-01-31` and `T09:30:00.000Z`. */
  day = '';
  clock = '';
  #dayStart = Number.NaN;

  set(time: number): this {
    let rest = time - this.#dayStart;
    if (!(rest >= 0 && rest < DAY)) {
      const start = Math.floor(time / DAY) * DAY;
      this.#dayStart = start;
      this.day = new Date(start).toISOString().slice(0, -'T00:00:00.000Z'.length);
      rest = time - start;
    }
    const minute = Math.floor(rest / MINUTE);
    const seconds = rest - minute * MINUTE;
    this.clock = seconds === 0 ? (WHOLE_MINUTES[minute] as string) : `${MINUTES[minute]}${secondsOf(seconds)}`;
    return this;
  }

  text(time: number): string {
    this.set(time);
    return `${this.day}${this.clock}`;
  }
}

function secondsOf(rest: number): string {
  const whole = Math.floor(rest);
  return `${twoDigits(Math.floor(whole / 1000))}.${`${whole % 1000}`.padStart(3, '0')}Z`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}
