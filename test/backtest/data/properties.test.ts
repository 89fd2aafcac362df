import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { parseDecimal } from '../../../src/backtest/data/csv/decimal.ts';
import { firstInstantOf, openZone, readWall, wallOf } from '../../../src/backtest/data/zone.ts';
import { readContent } from './memory-source.ts';

interface Bar {
  readonly prices: readonly number[];
  readonly volume: number;
}

const price = fc.oneof(
  fc.double({ min: Number.MIN_VALUE, max: 1e300, noNaN: true }),
  fc.integer({ min: 1, max: 1e9 }).map((cents) => cents / 100),
);
const bar: fc.Arbitrary<Bar> = fc.record({
  prices: fc.array(price, { minLength: 4, maxLength: 4 }).map((four) => four.toSorted((left, right) => left - right)),
  volume: fc.double({ min: 0, max: 1e300, noNaN: true }).map((value) => value + 0),
});
const manyBars = fc.array(bar, { minLength: 2, maxLength: 60 });

const start = Date.UTC(2024, 0, 1);

function columnsOf(bars: readonly Bar[]) {
  const at = (place: number): number[] => bars.map(({ prices }) => prices[place] ?? 0);
  return {
    time: bars.map((_, row) => start + row * 60_000),
    open: at(1),
    high: at(3),
    low: at(0),
    close: at(2),
    volume: bars.map(({ volume }) => volume),
  };
}

type Columns = ReturnType<typeof columnsOf>;
const NAMES = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;

async function readColumns(content: string | Uint8Array): Promise<Columns> {
  const { bars } = await readContent(content);
  const { time, open, high, low, close, volume } = bars;
  return { time: [...time], open: [...open], high: [...high], low: [...low], close: [...close], volume: [...volume] };
}

function parse(text: string): number {
  const bytes = new TextEncoder().encode(`,${text};`);
  return parseDecimal(bytes, 1, bytes.length - 1);
}

describe('numbers', () => {
  it('are the doubles that Number makes of the same text', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        for (const text of [String(value), value.toExponential(), value.toPrecision(15)])
          expect(parse(text)).toBe(Number.isFinite(Number(text)) ? Number(text) : Number.NaN);
      }),
      { numRuns: 500 },
    );
  });

  it('are exact for every plain decimal, short or long', () => {
    const digits = (least: number): fc.Arbitrary<string> =>
      fc.string({
        unit: fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'),
        minLength: least,
        maxLength: 26,
      });
    fc.assert(
      fc.property(
        fc.constantFrom('', '-', '+'),
        digits(0),
        fc.constantFrom('', '.'),
        digits(1),
        (sign, whole, point, rest) => {
          const text = `${sign}${whole}${point}${rest}`;

          expect(parse(text)).toBe(Number(text));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each(['', '.', '-', '+', '1.2.3', '1e', 'e5', '--1', '1 2', 'NaN', 'Infinity', '0x10', '1_000', '１'])(
    'are not made of "%s"',
    (text) => {
      expect(parse(text)).toBeNaN();
    },
  );
});

describe('round trips', () => {
  it('give the same doubles back through CSV', async () => {
    await fc.assert(
      fc.asyncProperty(
        manyBars,
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        async (bars, delimiter, end) => {
          const columns = columnsOf(bars);
          const rows = bars.map((_, row) => NAMES.map((name) => columns[name][row]).join(delimiter));

          expect(await readColumns([NAMES.join(delimiter), ...rows, ''].join(end))).toEqual(columns);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('give the same doubles back through Parquet', async () => {
    await fc.assert(
      fc.asyncProperty(
        manyBars,
        fc.constantFrom('UNCOMPRESSED', 'SNAPPY'),
        fc.integer({ min: 1, max: 40 }),
        async (bars, codec, rowGroupSize) => {
          const columns = columnsOf(bars);
          const columnData = NAMES.map((name) =>
            name === 'time'
              ? { name, data: columns.time.map((time) => new Date(time)), type: 'TIMESTAMP' as const }
              : { name, data: columns[name], type: 'DOUBLE' as const },
          );

          expect(await readColumns(new Uint8Array(parquetWriteBuffer({ columnData, codec, rowGroupSize })))).toEqual(
            columns,
          );
        },
      ),
      { numRuns: 30 },
    );
  });

  it('cut a CSV into blocks without a trace', async () => {
    const count = 40_000;
    const rows = Array.from(
      { length: count },
      (_, row) => `${start + row * 60_000},10.25,12.5,9.125,${10 + (row % 200) / 100},${row}`,
    );

    const { bars } = await readContent(`time,open,high,low,close,volume\n${rows.join('\n')}`);

    expect([bars.length, bars.volume.buffer.byteLength]).toEqual([count, count * 8]);
    expect([...bars.volume].every((volume, row) => volume === row)).toBe(true);
  });
});

describe('clocks on the wall', () => {
  it('lead back to the instant at which they show a time', () => {
    const zones = ['America/New_York', 'Europe/Paris', 'Australia/Lord_Howe', 'Asia/Kolkata', 'America/Sao_Paulo'].map(
      openZone,
    );
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 30_000_000 }), (zone, minute) => {
        const instant = minute * 60_000;
        const reading = readWall(zone, wallOf(zone, instant));

        expect(reading).toEqual(reading.kind === 'twice' ? { kind: 'twice' } : { kind: 'once', instant });
        expect(firstInstantOf(zone, wallOf(zone, instant))).toBeLessThanOrEqual(instant);
      }),
      { numRuns: 200 },
    );
  });
});
