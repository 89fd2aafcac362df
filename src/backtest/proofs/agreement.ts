import { type Bars, closeTimeOf } from '../bars.ts';
import { isSame } from './column-history.ts';
import type { Change, Growth, SymbolGrowth, WholeSymbol } from './growth.ts';
import { type Difference, MOST_DIFFERENCES } from './look-ahead.ts';

type FoundBy = Difference['found_by'];

/** What is held against each other: the bars by symbol, and what the run with all of them came to. */
export interface Compared {
  readonly series: readonly Bars[];
  readonly whole: readonly WholeSymbol[];
  readonly foundBy: FoundBy;
}

/** Holds what growing strategies tell against the run that was given all bars, row by row and decision by decision. */
export class Agreement {
  readonly differences: Difference[] = [];
  found = 0;
  values = 0;
  decisions = 0;
  nonEmpty = 0;
  /** Whether the strategy threw, so that it cannot be asked any further. */
  isOver = false;
  readonly #compared: Compared;
  readonly #asked: readonly ReadonlyMap<number, string>[];
  readonly #changed = new Set<string>();

  constructor(compared: Compared) {
    this.#compared = compared;
    this.#asked = compared.whole.map(({ asked }) => new Map(asked.map(({ bar, text }) => [bar, text])));
  }

  /** Takes in what came of a step. */
  hear(growth: Growth): void {
    if (growth.kind === 'threw') {
      this.isOver = true;
      this.#tell({ ...growth, kind: 'throw', column: null, supplied: 'an answer', withheld: growth.message });
      return;
    }
    for (const each of growth.symbols) {
      for (const change of each.changes) this.#tellChange(each.symbol, change);
      this.#compareRows(each);
      this.#compareDecisions(each);
    }
  }

  #tellChange(symbol: number, change: Change): void {
    const { kind, bar, before, after } = change;
    const [supplied, withheld] = this.#compared.foundBy === 'noise' ? [before, after] : [after, before];
    if (kind === 'value') this.#tellValue({ symbol, bar, column: change.column }, Number(supplied), Number(withheld));
    else this.#tellDecision({ symbol, bar }, String(supplied), String(withheld));
  }

  #compareRows({ symbol, from, until, columns, rows }: SymbolGrowth): void {
    const whole = this.#compared.whole[symbol]?.columns ?? new Map<string, Float64Array>();
    const count = columns.length;
    for (let place = 0; place < count; place += 1) {
      const column = columns[place] as string;
      const all = whole.get(column);
      for (let at = place, bar = from; at < rows.length; at += count, bar += 1) {
        const supplied = all?.[bar] ?? Number.NaN;
        const withheld = rows[at] as number;
        if (!isSame(supplied, withheld)) this.#tellValue({ symbol, bar, column }, supplied, withheld);
      }
    }
    this.values += rows.length;
    if (until > from && count < whole.size) this.#tellMissing(symbol, from, columns);
  }

  /** A column that only comes to be with later bars. */
  #tellMissing(symbol: number, bar: number, columns: readonly string[]): void {
    for (const [column, values] of this.#compared.whole[symbol]?.columns ?? [])
      if (!columns.includes(column)) this.#tellValue({ symbol, bar, column }, values[bar] ?? Number.NaN, null);
  }

  #compareDecisions({ symbol, from, until, asked }: SymbolGrowth): void {
    const whole = this.#compared.whole[symbol];
    const wholeAsked = this.#asked[symbol];
    if (whole === undefined || wholeAsked === undefined) return;
    const told = new Map(asked.map(({ bar, text }) => [bar, text]));
    for (let bar = from; bar < until; bar += 1) {
      const supplied = wholeAsked.get(bar) ?? '';
      const withheld = told.get(bar) ?? '';
      // Its warm-up is what the strategy says it is: nothing is wanted within it, and what is wanted is not passed over.
      if (bar < whole.warmup && supplied === withheld) continue;
      this.decisions += 1;
      if (supplied !== '') this.nonEmpty += 1;
      if (supplied !== withheld) this.#tellDecision({ symbol, bar }, supplied, withheld);
    }
  }

  #tellValue(at: { symbol: number; bar: number; column: string }, supplied: number, withheld: number | null): void {
    const name = `${at.symbol}.${at.column}`;
    if (this.#changed.has(name)) return;
    this.#changed.add(name);
    const none = 'no such column';
    this.#tell({ ...at, kind: 'value', supplied: `${supplied}`, withheld: withheld === null ? none : `${withheld}` });
  }

  #tellDecision(at: { symbol: number; bar: number }, supplied: string, withheld: string): void {
    this.#tell({ ...at, kind: 'decision', column: null, supplied: nameOf(supplied), withheld: nameOf(withheld) });
  }

  #tell(what: Omit<Difference, 'words' | 'symbol' | 'time' | 'found_by'> & { readonly symbol: number }): void {
    this.found += 1;
    if (this.differences.length >= MOST_DIFFERENCES) return;
    const { kind, bar, column, supplied, withheld } = what;
    const { foundBy, series } = this.#compared;
    const bars = series[what.symbol] as Bars;
    const time = timeOf(bars, bar);
    const untold = { kind, found_by: foundBy, symbol: bars.symbol, bar, time, column, supplied, withheld };
    this.differences.push({ ...untold, words: wordsOf(untold) });
  }
}

function wordsOf({ kind, found_by, symbol, bar, time, column, supplied, withheld }: Omit<Difference, 'words'>): string {
  const place = `bar ${bar} of ${symbol} (${time})`;
  const otherwise = found_by === 'noise' ? 'with made-up bars in their place' : 'without them';
  if (kind === 'throw')
    return `At ${place} the strategy answers with the later bars, and throws ${otherwise}: ${withheld}`;
  const what = kind === 'value' ? `Column \`${column}\`` : 'The decision';
  return `${what} at ${place} is ${supplied} with the later bars and ${withheld} ${otherwise}.`;
}

function timeOf(bars: Bars, bar: number): string {
  const time = closeTimeOf(bars, bar);
  return Number.isFinite(time) ? new Date(time).toISOString() : 'no time';
}

/** How a decision is called: nothing, or what was wanted. */
function nameOf(text: string): string {
  return text === '' ? 'nothing' : text;
}
