import type { Reading } from '../reading.ts';
import type { StateFacts } from '../state/facts.ts';

/** Everything that the golden signals are judged by. */
export interface GoldenFigures {
  /** Platform, runs, ages of models and challengers, as the state reads them. */
  readonly state: StateFacts;
  /** One for each crypto of the universe. */
  readonly cryptos: readonly CryptoFigures[];
}

/** What a crypto's last run brought; compared within this crypto only (manual §13.8). */
export interface CryptoFigures {
  readonly crypto: string;
  readonly f1Buy: Reading;
  readonly baselineF1Buy: Reading;
  readonly stdF1Buy: Reading;
  readonly screeningF1Buy: Reading;
  readonly lastFoldF1Buy: Reading;
  readonly sortino: Reading;
  /** Null where nobody counts trades; it then decides nothing. */
  readonly nTrades: Reading | null;
  readonly slPct: Reading;
  /** Read for the sum of exits only; null where nobody measures it. */
  readonly tpPct: Reading | null;
  readonly timeoutPct: Reading;
}
