import { Replay } from '../replay.ts';
import { askBroker, NOTHING } from '../runner/asked.ts';
import { openDesks, type RunOptions } from '../runner/run-strategies.ts';
import type { Indicators } from '../strategy.ts';
import { writeAsked } from './asked-text.ts';
import { numberAt } from './column-history.ts';
import type { AskedAt, WholeSymbol } from './growth.ts';
import { SILENT } from './walk.ts';

/** Runs a strategy once with all bars and writes down what it computed and wanted, one for each symbol. */
export function runWhole(options: Pick<RunOptions, 'strategy' | 'series' | 'config' | 'seed'>): readonly WholeSymbol[] {
  const desks = openDesks(options);
  const columns = desks.map((desk, index) => copyOf(desk.prepare(), options.series[index]?.length ?? 0));
  const asked: AskedAt[][] = desks.map(() => []);
  const replay = new Replay({ ...options, recorder: SILENT });
  while (replay.next()) {
    for (const [index, desk] of desks.entries()) {
      if (!replay.isHere(index)) continue;
      const bar = replay.barOf(index);
      const wanted = desk.ask(bar, desk.looksAtPositions ? replay.broker.positions(index) : []);
      if (wanted === NOTHING) continue;
      const text = writeAsked(wanted);
      if (text !== '') asked[index]?.push({ bar, text });
      askBroker(replay.broker, index, wanted);
    }
  }
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
