import type { Asked } from '../runner/asked.ts';
import { runDesks } from '../runner/desk-loop.ts';
import { openDesks, type RunOptions } from '../runner/run-strategies.ts';
import type { Indicators } from '../strategy.ts';
import { writeAsked } from './asked-text.ts';
import { numberAt } from './column-history.ts';
import type { AskedAt, WholeSymbol } from './growth.ts';
import { SILENT } from './walk.ts';

/** A run with all bars, and whether the columns that are computed are wanted. */
export interface WholeOptions extends Pick<RunOptions, 'strategy' | 'series' | 'config' | 'seed'> {
  readonly columns: boolean;
}

/** Runs a strategy once with all bars and writes down what it computed and wanted, one for each symbol. */
export function runWhole(options: WholeOptions): readonly WholeSymbol[] {
  const desks = openDesks(options);
  const columns = desks.map((desk, index) => {
    const computed = desk.prepare();
    return options.columns ? copyOf(computed, options.series[index]?.length ?? 0) : new Map<string, Float64Array>();
  });
  const asked: AskedAt[][] = desks.map(() => []);
  const onAsked = (index: number, bar: number, wanted: Asked): void => {
    const text = writeAsked(wanted);
    if (text !== '') asked[index]?.push({ bar, text });
  };
  runDesks({ ...options, desks, recorder: SILENT, onAsked });
  return desks.map(({ warmup, looksAtPositions }, index) => ({
    warmup,
    looksAtPositions,
    columns: columns[index] ?? new Map(),
    asked: asked[index] ?? [],
  }));
}

/** Columns as they were computed: a strategy could change them while it is asked. */
function copyOf(indicators: Indicators, length: number): ReadonlyMap<string, Float64Array> {
  return new Map(
    Object.entries(indicators).map(([name, column]) => [
      name,
      Float64Array.from({ length }, (_, row) => numberAt(column, row)),
    ]),
  );
}
