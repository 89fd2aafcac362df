import { describe, expect, it } from 'vitest';
import { REMEMBERS, SOUND, TRIPS } from './clean-strategies.ts';
import {
  byColumn,
  byRule,
  EXITS_AHEAD,
  KEEPS_THE_FRAME,
  leakingColumns,
  READS_THE_BUFFER,
  SKIPS_LOSERS,
} from './leaking-strategies.ts';
import { prove, START, someBars } from './memory-host.ts';

/** What `byRule` wants. */
const ORDER_TEXT = '{"requests":[{"action":"BUY","type":"MARKET","volume":1}],"exits":[]}';

const bars = someBars(160);
const { close } = bars;
const closeAt = (index: number): number => close[index] ?? Number.NaN;

describe('the look-ahead proof finds', () => {
  it.each(leakingColumns)('%s in a column, with its first bar and both values', async (_name, compute, bar) => {
    const proof = await prove(byColumn(compute));

    const [first] = proof.differences;
    expect(proof.answer).toBe('leak');
    expect(first).toMatchObject({ kind: 'value', found_by: 'prefix', symbol: 'X', bar, column: 'signal' });
    expect(first?.supplied).toBe(`${compute(close)[bar]}`);
    expect(first?.withheld).toBe(`${compute(close.subarray(0, bar + 1))[bar]}`);
  });

  it.each([
    ['a filter that skips losers', SKIPS_LOSERS, (i: number) => i % 10 === 0 && closeAt(i + 5) < closeAt(i)],
    ['a look behind the end of a column', READS_THE_BUFFER, (i: number) => closeAt(i + 1) > closeAt(i)],
    ['a frame that is kept outside', KEEPS_THE_FRAME, (i: number) => closeAt(i + 1) > closeAt(i)],
    ['the number of bars', byRule(({ length }, i) => i % 10 === 0 && length > i + 30), (i: number) => i % 10 === 0],
  ])('%s that shows in decisions only, at the first of them', async (_name, make, isOtherwise) => {
    const proof = await prove(make);

    const bar = close.findIndex((_, index) => isOtherwise(index));
    expect(proof.answer).toBe('leak');
    expect(proof.differences[0]).toMatchObject({ kind: 'decision', bar, column: null });
  });

  it('a run that was made with later bars by a strategy that behaves while it is proven', async () => {
    const decided = [close].map((all) =>
      [...all].flatMap((price, bar) =>
        bar % 10 === 0 && (all[bar + 1] ?? 0) > price ? [{ bar, text: ORDER_TEXT }] : [],
      ),
    );
    const behaving = byRule((_, index) => index % 10 === 0);

    const alone = await prove(behaving);
    const ofTheRun = await prove(behaving, { decided });

    expect(alone.answer).toBe('clean');
    expect(ofTheRun.answer).toBe('leak');
    expect(ofTheRun.differences[0]).toMatchObject({ kind: 'decision', found_by: 'prefix', supplied: 'nothing' });
  });

  it('an exit that knows the next bar', async () => {
    const proof = await prove(EXITS_AHEAD);

    expect(proof.answer).toBe('leak');
    expect(proof.differences[0]).toMatchObject({ kind: 'decision', withheld: expect.not.stringContaining('"p1"') });
    expect(proof.differences[0]?.supplied).toContain('"exits":[{"position_id":"p1"');
  });

  it('a strategy that throws where the later bars are missing', async () => {
    const careless = byRule((all, index) => {
      if (index > 40 && all.close[index + 1] === undefined && all.length < 160) throw new Error('no next bar');
      return index % 10 === 0;
    });

    const proof = await prove(careless);

    expect(proof.answer).toBe('leak');
    expect(proof.differences).toMatchObject([{ kind: 'throw', bar: 41 }]);
    expect(proof.differences[0]?.words).toMatch(/^At bar 41 of X .*throws without them: .*no next bar/);
    expect(proof.reasons.join(' ')).toContain('`warmup`');
  });

  it('a look ahead that falls back on remembered prices, by the bars that were made up', async () => {
    const peeks = byRule((all, index) => (all.close[index + 1] ?? closeAt(index + 1)) > closeAt(index));

    const proof = await prove(peeks);

    expect(proof.answer).toBe('leak');
    expect(proof.differences[0]).toMatchObject({ kind: 'decision', found_by: 'noise' });
    expect(proof.differences[0]?.words).toContain('with made-up bars in their place');
  });

  it('a leak in one of two symbols, and says in which', async () => {
    const other = someBars(100, { symbol: 'Y', seed: 9, start: START + 50 * 3_600_000 });
    const inOne = byColumn((column) =>
      column.map((value, index) => (column[0] === other.close[0] ? (column[index + 1] ?? 0) : value)),
    );

    const proof = await prove(inOne, { series: [bars, other] });

    expect(proof.answer).toBe('leak');
    expect(new Set(proof.differences.map(({ symbol }) => symbol))).toEqual(new Set(['Y']));
  });
});

describe('the look-ahead proof has no complaint about', () => {
  it.each([
    ['columns that know no later bar, with exits by age', SOUND],
    ['a strategy that remembers', REMEMBERS],
  ])('%s', async (_name, make) => {
    const proof = await prove(make);

    expect(proof).toMatchObject({ answer: 'clean', mode: 'every_prefix', differences: [], differences_found: 0 });
    expect(proof.decisions.compared).toBe(proof.bars - proof.warmup);
    expect(proof.calendar).toEqual({ weeks: 52, changed: 0, warning: null });
  });

  it('sound strategies for two symbols of which one begins later', async () => {
    const other = someBars(100, { symbol: 'Y', seed: 9, start: START + 50 * 3_600_000 });

    const proof = await prove(SOUND, { series: [bars, other] });

    expect(proof).toMatchObject({ answer: 'clean', bars: 260, differences: [] });
    expect(proof.columns).toContain('Y.average');
  });

  it('remembered dates, but warns of them', async () => {
    const good = new Set([30, 50, 70, 90, 110, 130].map((bar) => bars.time[bar]));

    const proof = await prove(byRule(({ time }, index) => good.has(time[index])));

    expect(proof.answer).toBe('clean');
    expect(proof.calendar).toMatchObject({ changed: 6, warning: expect.stringContaining('first at bar 30 of X') });
    expect(proof.claim).toContain('memorised history is not excluded');
  });
});

describe('above the bound of every prefix the look-ahead proof', () => {
  const long = { series: [someBars(2_000)], everyPrefixUpTo: 500 };

  it('takes samples, says so, and is clean about a strategy that remembers', async () => {
    const proof = await prove(REMEMBERS, long);

    expect(proof).toMatchObject({ answer: 'clean', mode: 'sampled', differences: [] });
    expect(proof.cuts).toBeLessThan(1_000);
    expect(proof.reasons[0]).toContain(`${proof.cuts} sampled prefixes of the data (of 2000`);
  });

  it('finds a look at the next bar', async () => {
    const proof = await prove(SKIPS_LOSERS, long);

    expect(proof).toMatchObject({ answer: 'leak', mode: 'sampled' });
  });
});

describe('the look-ahead proof says that nothing is proven', () => {
  it('of a strategy that trips over its own earlier calls', async () => {
    const proof = await prove(TRIPS);

    expect(proof.answer).toBe('not_proven');
    expect(proof.reasons[0]).toContain('it must come to the same however often it is called');
  });

  it.each([
    ['with few bars', SOUND, { series: [someBars(45)] }, 'Only 25 bars follow the warm-up of 20'],
    ['of a strategy that never acts', byRule(() => false), {}, 'wanted something after 0 of the bars'],
    ['of a strategy that hardly acts', byRule((_, i) => i % 50 === 9), {}, 'wanted something after 4 of the bars'],
  ])('%s', async (_name, make, given, reason) => {
    const proof = await prove(make, given);

    expect(proof).toMatchObject({ answer: 'not_proven', differences: [] });
    expect(proof.reasons.join(' ')).toContain(reason);
  });
});
