import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Strategy } from '../../../docs/examples/backtest/moving-average-cross.ts';
import type { Bars } from '../../../src/backtest/bars.ts';
import { FigureBook } from '../../../src/backtest/metrics/figure-book.ts';
import type { Summary } from '../../../src/backtest/metrics/summary.ts';
import type { RunConfig } from '../../../src/backtest/run-config.ts';
import { readRunConfig } from '../../../src/backtest/run-config-file.ts';
import { runStrategies } from '../../../src/backtest/runner/run-strategies.ts';
import type { StrategyClass } from '../../../src/backtest/strategy.ts';

const EXAMPLE = join(import.meta.dirname, '../../../docs/examples/backtest');
const DAY = 86_400_000;

/** That the types of the template are those of the engine is what this line proves to the compiler. */
const strategy: StrategyClass = Strategy;

/** The text of a file of the example. */
export function exampleText(path: string): string {
  return readFileSync(join(EXAMPLE, path), 'utf8');
}

/** Runs the strategy of the example over its data, as its configuration and a seed say. */
export function runExample(config: RunConfig = readRunConfig(exampleText('config.yml'), 'config.yml')): Summary {
  const text = exampleText('GOOG.csv');
  const bars = readBars(text);
  const book = new FigureBook({ series: [bars], config });
  runStrategies({ strategy, series: [bars], config, seed: 7, recorder: book });
  const data = {
    symbol: 'GOOG',
    sha256: createHash('sha256').update(text).digest('hex'),
    bars: bars.length,
    bar_ms: DAY,
    first_open: null,
    last_close: null,
    gaps: 0,
    missing_bars: 0,
  };
  return book.summary({ correlationId: 'corr_example', seed: 7, data: [data] });
}

/** The columns date, open, high, low, close and volume, as this one file has them. */
function readBars(text: string): Bars {
  const rows = text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  const column = (at: number): Float64Array => Float64Array.from(rows, (row) => Number(row[at]));
  return {
    symbol: 'GOOG',
    length: rows.length,
    time: Float64Array.from(rows, (row) => Date.parse(`${row[0]}T00:00:00Z`)),
    open: column(1),
    high: column(2),
    low: column(3),
    close: column(4),
    volume: column(5),
    closes: DAY,
  };
}
