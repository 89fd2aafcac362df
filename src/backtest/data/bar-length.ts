import { DAY_MS } from './calendar.ts';
import { wallOf, type Zone } from './zone.ts';

/** How long a bar is: always the same, so many days of a zone, or so many months. */
export type BarLength = { readonly kind: 'fixed' | 'days' | 'months'; readonly count: number };

const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

/** Reads `5m`, `1h`, `1d`, `1w` or `1mo`; `fixed` counts milliseconds. A day is as long as its zone makes it. */
export function parseBarLength(text: string): BarLength {
  const count = Number.parseInt(text, 10);
  const unit = text.replace(/^\d+/, '');
  if (unit === 'mo') return { kind: 'months', count };
  if (unit === 'd' || unit === 'w') return { kind: 'days', count: unit === 'w' ? count * 7 : count };
  return { kind: 'fixed', count: count * (UNIT_MS[unit] ?? Number.NaN) };
}

/** A length in words of the configuration. */
export function nameBarLength({ kind, count }: BarLength): string {
  if (kind === 'months') return `${count}mo`;
  if (kind === 'days') return count % 7 === 0 ? `${count / 7}w` : `${count}d`;
  const unit = (['h', 'm', 's'] as const).find((each) => count % (UNIT_MS[each] ?? 1) === 0);
  return unit === undefined ? `${count} ms` : `${count / (UNIT_MS[unit] ?? 1)}${unit}`;
}

/** Most distances that are told apart; more of them means that the times have no rhythm. */
const MOST_DISTANCES = 100_000;

/** Months that a distance in days can be; 28 to 31 days are a month unless all distances are whole times four weeks. */
const MONTHS = [
  { count: 1, least: 28, most: 31 },
  { count: 3, least: 90, most: 92 },
  { count: 6, least: 181, most: 184 },
  { count: 12, least: 365, most: 366 },
] as const;

/**
 * The most frequent distance of neighbours on the clock of a zone, of equally frequent ones the shortest; null where
 * there is none or too many different ones to speak of a bar.
 */
export function inferBarLength(times: Float64Array, zone: Zone): BarLength | null {
  const distances = countDistances(times, zone);
  if (distances === null) return null;
  let [most, usual] = [0, Number.POSITIVE_INFINITY];
  for (const [distance, times] of distances)
    if (times > most || (times === most && distance < usual)) [most, usual] = [times, distance];
  if (most === 0) return null;
  if (usual % DAY_MS !== 0) return { kind: 'fixed', count: usual };
  const days = usual / DAY_MS;
  const months = MONTHS.find(({ least, most }) => days >= least && days <= most);
  const isWeekly = [...distances.keys()].every((distance) => distance % (28 * DAY_MS) === 0);
  if (months !== undefined && !isWeekly) return { kind: 'months', count: months.count };
  return { kind: 'days', count: days };
}

function countDistances(times: Float64Array, zone: Zone): ReadonlyMap<number, number> | null {
  const found = new Map<number, number>();
  let before = wallOf(zone, times[0] ?? 0);
  for (let row = 1; row < times.length; row += 1) {
    const wall = wallOf(zone, times[row] ?? 0);
    const distance = wall - before;
    found.set(distance, (found.get(distance) ?? 0) + 1);
    if (found.size > MOST_DISTANCES) return null;
    before = wall;
  }
  return found;
}
