import type { Position } from '../adapter.ts';
import type { Bars } from '../bars.ts';
import type { Recorder } from '../event.ts';
import { Replay } from '../replay.ts';
import type { RunConfig } from '../run-config.ts';
import { type Asked, askBroker, NOTHING } from './asked.ts';

/** Whoever says what is wanted after each close of one symbol: a strategy, or a record of what one wanted. */
export interface Desk {
  /** Whether it looks at open positions at all. */
  readonly looksAtPositions: boolean;
  /** Asked after the close of a bar, each bar once and in their order, with the open positions of the symbol. */
  ask(bar: number, positions: readonly Position[]): Asked;
}

/** A run of desks: the market, what it costs, and who writes it down. */
export interface LoopOptions {
  /** One for each symbol, in the order in which phases go over them. */
  readonly desks: readonly Desk[];
  readonly series: readonly Bars[];
  readonly config: RunConfig;
  readonly seed: number;
  readonly recorder: Recorder;
  /** Told what was wanted after a close, where anything was. */
  readonly onAsked?: ((symbolIndex: number, bar: number, asked: Asked) => void) | undefined;
  /** Told how many closes are behind, every so often. */
  readonly onProgress?: ((closes: number) => void) | undefined;
}

const NO_POSITIONS: readonly Position[] = [];

/** Closes between two reports of progress. */
const STRIDE = 256;

/** Replays a market and asks the desk of each symbol after each close; what it wants acts from the next bar on (R1). */
export function runDesks({ desks, onAsked, onProgress, ...market }: LoopOptions): void {
  const replay = new Replay(market);
  const { broker } = replay;
  for (let closes = 1; replay.next(); closes += 1) {
    for (let index = 0; index < desks.length; index += 1) {
      if (!replay.isHere(index)) continue;
      const bar = replay.barOf(index);
      const desk = desks[index] as Desk;
      const asked = desk.ask(bar, desk.looksAtPositions ? broker.positions(index) : NO_POSITIONS);
      if (asked === NOTHING) continue;
      onAsked?.(index, bar, asked);
      askBroker(broker, index, asked);
    }
    if (closes % STRIDE === 0) onProgress?.(closes);
  }
  broker.finish();
}
