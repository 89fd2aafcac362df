import { Chaos, COSTS, Follower, walk } from './market.ts';
import { eventWhere, type Told, tapeOf } from './tape.ts';

export const series = [walk({ length: 400, seed: 3 })];
export const tape = tapeOf(Follower, series, COSTS);
export const killed = { ...COSTS, risk: { max_daily_loss: 0.002 } };
export const killedTape = tapeOf(Follower, series, killed);
export const partial = { ...COSTS, faults: { partial: 1 } };
export const partialTape = tapeOf(Follower, series, partial);
export const late = { ...COSTS, faults: { delay: 1, delay_bars: 3 } };
export const lateTape = tapeOf(Follower, series, late);
export const chaotic = { ...COSTS, initial_cash: 100_000, lot_size: 0.1, risk: { max_open_positions: 4 } };
export const chaoticTape = tapeOf(Chaos, series, chaotic);

export const opened = (change: Parameters<typeof eventWhere<'position_opened'>>[1]) =>
  eventWhere('position_opened', change);
export const closed = (change: Parameters<typeof eventWhere<'position_closed'>>[1]) =>
  eventWhere('position_closed', change);
/** Changes the mark of a close. */
export const marked = (at: number, change: (mark: Extract<Told, { kind: 'mark' }>['mark']) => object) => {
  let count = 0;
  return (told: Told): Told | undefined => {
    if (told.kind !== 'mark' || count++ !== at) return undefined;
    return { kind: 'mark', mark: { ...told.mark, ...change(told.mark) } };
  };
};
export const twice = (type: string) => (told: Told) =>
  told.kind === 'event' && told.event.type === type ? [told, told] : undefined;
export const without = (isIt: (told: Told) => boolean) => (told: Told) => (isIt(told) ? null : undefined);
