import { AppError } from '../../kernel/app-error.ts';
import type { Position } from '../adapter.ts';
import type { Bars } from '../bars.ts';
import type { Recorder } from '../event.ts';
import { Replay } from '../replay.ts';
import type { RunConfig } from '../run-config.ts';
import type { StrategyClass } from '../strategy.ts';
import { type Asked, askBroker, NOTHING } from './asked.ts';
import { openDesk, type StrategyDesk } from './strategy-desk.ts';

/** A run: strategies, the market, what it costs, and who writes it down. */
export interface RunOptions {
  readonly strategy: StrategyClass;
  /** One for each symbol, in the order in which phases go over them. */
  readonly series: readonly Bars[];
  readonly config: RunConfig;
  readonly seed: number;
  readonly recorder: Recorder;
  /** Told what was wanted after a close, where anything was. */
  readonly onAsked?: (symbolIndex: number, bar: number, asked: Asked) => void;
  /** Told how many closes are behind, every so often. */
  readonly onProgress?: (closes: number) => void;
}

const NO_POSITIONS: readonly Position[] = [];

/** Closes between two reports of progress. */
const STRIDE = 256;

/** Replays a market and asks a strategy for each symbol after each close; what it wants acts from the next bar on (R1). */
export function runStrategies(options: RunOptions): void {
  const { series, onAsked, onProgress } = options;
  const desks = openDesks(options);
  for (const desk of desks) desk.prepare();
  const replay = new Replay(options);
  const { broker } = replay;
  for (let closes = 1; replay.next(); closes += 1) {
    for (let index = 0; index < series.length; index += 1) {
      if (!replay.isHere(index)) continue;
      const bar = replay.barOf(index);
      const desk = desks[index] as StrategyDesk;
      const asked = desk.ask(bar, desk.looksAtPositions ? broker.positions(index) : NO_POSITIONS);
      if (asked === NOTHING) continue;
      onAsked?.(index, bar, asked);
      askBroker(broker, index, asked);
    }
    if (closes % STRIDE === 0) onProgress?.(closes);
  }
  broker.finish();
}

/** Opens a strategy for each symbol; a symbol with less data than the strategy needs before its first question is refused. */
export function openDesks({ strategy, series, config, seed }: Omit<RunOptions, 'recorder'>): StrategyDesk[] {
  return series.map((bars) => {
    const desk = openDesk(strategy, bars, { ...config.params, seed });
    if (desk.warmup < bars.length) return desk;
    throw new AppError(
      'bad-input',
      `${bars.symbol} has ${bars.length} bars, and the strategy needs ${desk.warmup} before its first decision`,
      {
        where: 'strategy',
        expected: `more than ${desk.warmup} bars`,
        advice: 'Give more data, or make `warmup` shorter.',
      },
    );
  });
}
