import type { Hours } from '../state/hours.ts';
import { STATES, type State, worse } from '../state/state.ts';

const DAYS = 30;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Bars of a chart: nobody looked, green, yellow, orange, red. */
const HEIGHT: Readonly<Record<State, number>> = { GREEN: 1, YELLOW: 2, ORANGE: 3, RED: 4 };

/** The last 30 days as a Mermaid chart of the worst state of each day, with the share of each state below. */
export function renderTrend(hours: Hours, asOf: string): string {
  const days = worstOfDays(hours, asOf);
  const bars = days.map((state) => (state === null ? 0 : HEIGHT[state]));
  const last = Math.floor(Date.parse(asOf) / DAY_MS) * DAY_MS;
  const [from, to] = [dayOf(last - (DAYS - 1) * DAY_MS), dayOf(last)];
  return [
    '#### Last 30 days',
    '',
    '```mermaid',
    'xychart-beta',
    '  title "Worst state of each day (0 nobody looked, 1 GREEN, 2 YELLOW, 3 ORANGE, 4 RED)"',
    `  x-axis "${from} to ${to}, UTC" 1 --> ${DAYS}`,
    '  y-axis "state" 0 --> 4',
    `  bar [${bars.join(', ')}]`,
    '```',
    '',
    `${tellShares(hours, asOf)}.`,
  ].join('\n');
}

function worstOfDays(hours: Hours, asOf: string): readonly (State | null)[] {
  const last = Math.floor(Date.parse(asOf) / DAY_MS);
  const days: (State | null)[] = Array.from({ length: DAYS }, () => null);
  for (const [index, state] of hours.states.entries()) {
    const day = Math.floor((Date.parse(hours.first) + index * HOUR_MS) / DAY_MS) - last + DAYS - 1;
    const before = days[day];
    if (state === null || before === undefined) continue;
    days[day] = before === null ? state : worse(before, state);
  }
  return days;
}

/** Of the hours in which somebody looked, and how many of the 30 days nobody looked in. */
function tellShares({ states }: Hours, asOf: string): string {
  const seen = states.filter((state) => state !== null);
  const shares = STATES.toReversed().flatMap((state) => {
    const count = seen.filter((each) => each === state).length;
    return count === 0 ? [] : [`${state} ${Math.max(1, Math.round((count / seen.length) * 100))} %`];
  });
  return `Of ${seen.length} ${seen.length === 1 ? 'hour' : 'hours'} in which somebody looked until ${dayOf(Date.parse(asOf))}: ${shares.join(', ')}`;
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
