import type { SeatRecord, Session } from '../../src/committee/session.ts';

/** How many seats stand how: `{ heard: 9, failed: 1 }`. */
export function standingsOf({ expert_opinions }: Session): Partial<Record<SeatRecord['standing'], number>> {
  const counts: Partial<Record<SeatRecord['standing'], number>> = {};
  for (const { standing } of expert_opinions) counts[standing] = (counts[standing] ?? 0) + 1;
  return counts;
}

/** The record of one seat: `ops/first`. */
export function seatOf({ expert_opinions }: Session, seat: string): SeatRecord {
  const record = expert_opinions.find((one) => one.seat === seat);
  if (record === undefined) throw new Error(`nobody sits on ${seat}`);
  return record;
}
