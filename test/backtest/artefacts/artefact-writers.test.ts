import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCsvLine, readCsvText } from '../../../src/backtest/artefacts/csv-line.ts';
import { EVENT_FIELDS } from '../../../src/backtest/artefacts/events-log.ts';
import { TradesCsv } from '../../../src/backtest/artefacts/trades-csv.ts';
import type { BacktestEvent, Mark, Recorder, Trade } from '../../../src/backtest/event.ts';
import { compareText } from '../../../src/kernel/compare-text.ts';
import { Kept, runTiny } from './tiny-run.ts';

describe('the artefacts of a run', () => {
  it.each(['trades.csv', 'equity_curve.csv', 'events.log'] as const)('writes %s as it was checked by hand', (name) => {
    const { files } = runTiny();

    const golden = readFileSync(join(import.meta.dirname, 'golden', name), 'utf8');
    expect(files[name]).toBe(golden);
  });

  it('writes every field of every event of a run', () => {
    const told = new Listener();

    const { files } = runTiny([told]);

    const lines = files['events.log'].trimEnd().split('\n');
    const found = lines.map((line) => Object.keys(JSON.parse(line)).slice(4).toSorted(compareText));
    expect(found).toEqual(told.events.map((event) => namesOf(event)));
    expect(lines.map((line) => JSON.parse(line).sequence)).toEqual(lines.map((_, index) => index + 1));
  });

  it('has fields for what happens to the account', () => {
    expect(EVENT_FIELDS.kill_switch).toEqual(['reason', 'equity']);
  });

  it('writes one row of equity for each close, with times that ascend', () => {
    const told = new Listener();

    const { files } = runTiny([told]);

    const times = files['equity_curve.csv']
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((row) => row.split(',')[0]);
    expect(times).toEqual(told.marks.map(({ time }) => new Date(time).toISOString()));
    expect(times).toEqual(times.toSorted((left = '', right = '') => compareText(left, right)));
  });

  it('reads back every trade from its row, whatever the comments are', () => {
    const [first] = runTiny().book.curves().trades;

    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.double({ noNaN: true, noDefaultInfinity: true }), (text, sl) => {
        const trade: Trade = { ...(first as Trade), comment: text, exit_comment: `=${text}`, sl };
        const sink = new Kept();
        const writer = new TradesCsv(sink);
        writer.add(trade);
        writer.finish();
        const [header = '', ...rows] = sink.text.split('\n');
        const cells = parseCsvLine(rows.join('\n').slice(0, -1));
        const read = new Map(parseCsvLine(header).map((name, index) => [name, cells[index] ?? '']));
        expect(cells).toHaveLength(23);
        expect(readCsvText(read.get('comment') ?? '')).toBe(text);
        expect(readCsvText(read.get('exit_comment') ?? '')).toBe(`=${text}`);
        expect(read.get('exit_comment')?.startsWith('=')).toBe(false);
        expect(Number(read.get('sl'))).toBe(sl + 0);
      }),
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', "'quoted", '＝1'])(
    'keeps a spreadsheet from computing the comment %j',
    (comment) => {
      const [first] = runTiny().book.curves().trades;
      const sink = new Kept();
      const writer = new TradesCsv(sink);

      writer.add({ ...(first as Trade), comment });
      writer.finish();

      expect(parseCsvLine(sink.text.split('\n')[1] ?? '')[21]).toBe(`'${comment}`);
    },
  );
});

function namesOf(event: BacktestEvent): readonly string[] {
  return Object.keys(event)
    .filter((name) => name !== 'type' && name !== 'time')
    .toSorted(compareText);
}

/** Keeps what it is told. */
class Listener implements Recorder {
  readonly events: BacktestEvent[] = [];
  readonly marks: Mark[] = [];

  event(event: BacktestEvent): void {
    this.events.push(event);
  }

  trade(): void {}

  mark(mark: Readonly<Mark>): void {
    this.marks.push({ ...mark });
  }
}
