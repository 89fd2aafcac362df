import { describe, expect, it } from 'vitest';
import { DataManifest, summaryDataOf } from '../../../src/backtest/data/manifest.ts';
import { SummaryData } from '../../../src/backtest/metrics/summary.ts';
import { readContent, readFixture } from './memory-source.ts';

const prices = '10,12,9,11';
const hour = 3_600_000;

describe('the three files of the market folder', () => {
  it('reads daily bars with weekends as gaps', async () => {
    const { bars, manifest } = await readFixture('GOOG.csv');

    expect([bars.length, bars.closes]).toEqual([2148, 86_400_000]);
    expect([bars.open[0], bars.high[0], bars.low[0], bars.close[0], bars.volume[0]]).toEqual([
      100, 104.06, 95.96, 100.34, 22351900,
    ]);
    expect(manifest).toMatchObject({
      layout: 'pandas',
      bar: '1d',
      timezone: 'UTC',
      timezone_from: 'date',
      first_open: '2004-08-19T00:00:00Z',
      last_close: '2013-03-02T00:00:00Z',
    });
    expect(manifest.gaps[0]).toEqual({ after: '2004-08-21T00:00:00Z', missing: 2 });
    expect(manifest.gaps).toHaveLength(20);
    expect(manifest.gaps_count).toBeGreaterThan(20);
  });

  it('reads hourly bars in the stated zone', async () => {
    const { bars, manifest } = await readFixture('EURUSD.csv', { timezone: 'UTC' });

    expect([bars.length, bars.closes, bars.time[0]]).toEqual([5000, hour, Date.UTC(2017, 3, 19, 9)]);
    expect([manifest.bar, manifest.timezone_from]).toEqual(['1h', 'config']);
  });

  it('reads the ends of months as a calendar', async () => {
    const { bars, manifest } = await readFixture('BTCUSD.csv', { timezone: 'UTC' });

    expect([manifest.bar, manifest.bar_ms, manifest.gaps_count]).toEqual(['1mo', null, 0]);
    expect(bars.closes).toBeInstanceOf(Float64Array);
    expect([manifest.first_open, manifest.last_close]).toEqual(['2012-01-31T00:00:00Z', '2025-01-31T00:00:00Z']);
  });

  it('reads the ends of months as closes, each at the end of its day', async () => {
    const { manifest } = await readFixture('BTCUSD.csv', { timezone: 'UTC', timestamps: 'close' });

    expect([manifest.first_open, manifest.last_close]).toEqual(['2012-01-01T00:00:00Z', '2025-01-01T00:00:00Z']);
  });

  it('writes a manifest of its schema, which a summary can take over', async () => {
    const { manifest } = await readFixture('GOOG.csv');

    expect(DataManifest.parse(manifest)).toEqual(manifest);
    expect(SummaryData.parse(summaryDataOf(manifest))).toMatchObject({ symbol: 'X', bars: 2148, bar_ms: 86_400_000 });
    expect(manifest.sha256).toBe('60e961a567490b157f71888df9e6afb36190a34a40a6286aa38988e2343f1b1a');
  });
});

const day = Date.UTC(2024, 2, 1);
const tail = `${prices},5`;

/** Two hourly bars from 2024-03-01T00:00Z on, in every layout. */
const layouts: readonly (readonly [name: string, layout: string, content: string])[] = [
  [
    'Binance without a header',
    'binance-klines',
    `${day},${tail},${day + hour - 1},1,2,3,4,0\n${day + hour},${tail},${day + 2 * hour - 1},1,2,3,4,0\n`,
  ],
  [
    'Binance in microseconds',
    'binance-klines',
    `${day}000,${tail},${day + hour - 1}999,1,2,3,4,0\n${day + hour}000,${tail},${day + 2 * hour - 1}999,1,2,3,4,0\n`,
  ],
  [
    'Binance with a header',
    'binance-klines',
    `open_time,open,high,low,close,volume,close_time\n${day},${tail},1\n${day + hour},${tail},2\n`,
  ],
  [
    'yfinance',
    'yfinance',
    `Datetime,Open,High,Low,Close,Adj Close,Volume\n2024-03-01 00:00:00+00:00,${prices},7,5\n2024-03-01 01:00:00+00:00,${prices},7,5\n`,
  ],
  ['ccxt', 'ccxt', `timestamp,open,high,low,close,volume\n${day},${tail}\n${day + hour},${tail}\n`],
  [
    'MetaTrader 5',
    'metatrader',
    `<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>\r\n2024.03.01\t00:00:00\t10\t12\t9\t11\t5\t0\t3\r\n2024.03.01\t01:00:00\t10\t12\t9\t11\t5\t0\t3\r\n`,
  ],
  ['MetaTrader 4', 'metatrader', `2024.03.01,00:00,${tail}\n2024.03.01,01:00,${tail}\n`],
  [
    'TradingView in seconds',
    'tradingview',
    `time,open,high,low,close,Volume\n${day / 1000},${tail}\n${(day + hour) / 1000},${tail}\n`,
  ],
  [
    'TradingView in ISO 8601',
    'tradingview',
    `time,open,high,low,close,Volume\n2024-03-01T01:00:00+01:00,${tail}\n2024-03-01T02:00:00+01:00,${tail}\n`,
  ],
  [
    'Stooq',
    'stooq',
    `<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\nX,60,20240301,000000,${tail},0\nX,60,20240301,010000,${tail},0\n`,
  ],
  ['pandas', 'pandas', `,Open,High,Low,Close,Volume\n2024-03-01 00:00,${tail}\n2024-03-01 01:00,${tail}\n`],
  [
    'semicolons and compact times',
    'plain',
    `Date;Open;High;Low;Close;Volume\n20240301 000000;10;12;9;11;5\n20240301 010000;10;12;9;11;5\n`,
  ],
  [
    'a byte order mark, quotes and no last line end',
    'plain',
    `\uFEFF"Date","OPEN","High","Low","Close","Volume","Note"\r\n"2024-03-01T00:00Z","10",12,9,11,5,"a\nb, ""c"""\r\n2024-03-01T01:00Z,10,12,9,11,5,`,
  ],
  [
    'nanoseconds and columns in another order',
    'plain',
    `volume,close,low,high,open,unix\n5,11,9,12,10,${day}000000\n5,11,9,12,10,${day + hour}000000\n\n\n`,
  ],
];

describe('layouts', () => {
  it.each(layouts)('reads %s', async (_, layout, content) => {
    const { bars, manifest } = await readContent(content, { timezone: 'UTC' });

    expect(manifest.layout).toBe(layout);
    expect(manifest).toMatchObject({ bars: 2, bar_ms: hour, gaps_count: 0 });
    expect([...bars.time]).toEqual([day, day + hour]);
    for (const [column, value] of [
      [bars.open, 10],
      [bars.high, 12],
      [bars.low, 9],
      [bars.close, 11],
      [bars.volume, 5],
    ] as const)
      expect([...column]).toEqual([value, value]);
  });

  it('prefers a column of dates to a column of row numbers', async () => {
    const { manifest } = await readContent(
      `,Date,Open,High,Low,Close,Volume\n0,2024-03-01,${tail}\n1,2024-03-02,${tail}\n`,
    );

    expect([manifest.layout, manifest.first_open]).toEqual(['plain', '2024-03-01T00:00:00Z']);
  });

  it('subtracts the stated length from times that are closes', async () => {
    const content = `time,open,high,low,close,volume\n2024-03-01T01:00Z,${tail}\n2024-03-01T02:00Z,${tail}\n`;

    const { bars, manifest } = await readContent(content, { timestamps: 'close', bar: '30m' });

    expect([manifest.first_open, manifest.last_close]).toEqual(['2024-03-01T00:30:00Z', '2024-03-01T02:00:00Z']);
    expect([bars.closes, manifest.gaps]).toEqual([hour / 2, [{ after: '2024-03-01T01:00:00Z', missing: 1 }]]);
  });
});
