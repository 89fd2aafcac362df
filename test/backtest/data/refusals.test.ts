import { describe, expect, it } from 'vitest';
import { readMarketData } from '../../../src/backtest/data/market-data.ts';
import { readContent, readFixture, refusalOf } from './memory-source.ts';

const head = 'time,open,high,low,close,volume';
const good = '2024-03-01T00:00:00Z,10,12,9,11,5';

/** The third line stands after a good bar. */
const third = (row: string): string => `${head}\n${good}\n${row}\n`;

const rows: readonly (readonly [what: string, row: string, says: string])[] = [
  [
    'an earlier time',
    '2024-02-29T00:00:00Z,10,12,9,11,5',
    'the time 2024-02-29T00:00:00Z is earlier than that of the line before it (2)',
  ],
  ['the same time', good, 'is that of the line before it (2), too'],
  ['NaN', '2024-03-01T01:00:00Z,NaN,12,9,11,5', 'open is "NaN", not a number'],
  ['an empty cell', '2024-03-01T01:00:00Z,10,12,9,,5', 'close is empty'],
  ['an infinite price', '2024-03-01T01:00:00Z,10,inf,9,11,5', 'high is "inf", which is infinite'],
  ['a number beyond all doubles', '2024-03-01T01:00:00Z,10,-1e999,9,11,5', 'high is "-1e999", too large a number'],
  ['a negative price', '2024-03-01T01:00:00Z,10,12,-9,11,5', 'low is -9; a price is above 0'],
  ['a price of nothing', '2024-03-01T01:00:00Z,10,12,0,11,5', 'low is 0; a price is above 0'],
  ['a high below the low', '2024-03-01T01:00:00Z,10,8,9,11,5', 'high 8 is below open 10'],
  ['a high below the close', '2024-03-01T01:00:00Z,10,10.5,9,11,5', 'high 10.5 is below close 11'],
  ['a low above the open', '2024-03-01T01:00:00Z,10,12,10.5,11,5', 'low 10.5 is above open 10'],
  ['a negative volume', '2024-03-01T01:00:00Z,10,12,9,11,-5', 'volume is -5; it is at least 0'],
  ['a row that is too short', '2024-03-01T01:00:00Z,10,12,9,11', 'the row has 5 fields, 6 are needed'],
  ['a row that is too long', '2024-03-01T01:00:00Z,10,12,9,11,5,', 'the row has 7 fields, 6 are needed'],
  [
    'a thousands separator',
    '2024-03-01T01:00:00Z,10,"1,200.5",9,11,5',
    'high is "1,200.5"; write it without thousands separators',
  ],
  ['a decimal comma', '2024-03-01T01:00:00Z,10,"12,5",9,11,5', 'high is "12,5"; write it with a decimal point'],
  ['a hexadecimal number', '2024-03-01T01:00:00Z,10,0x0C,9,11,5', 'high is "0x0C", not a number'],
  ['a day first', '01/03/2024 01:00,10,12,9,11,5', 'in which day and month could be exchanged'],
  ['a day that no month has', '2024-02-30T01:00:00Z,10,12,9,11,5', 'no time that is known'],
  ['an empty time', ',10,12,9,11,5', 'the time is empty'],
  [
    'a time without a zone among times with one',
    '2024-03-01T01:00:00,10,12,9,11,5',
    'is a time without a zone, the first one is a time with an offset from UTC',
  ],
  ['another offset', '2024-03-01T03:00:00+02:00,10,12,9,11,5', 'has the offset +02:00, the first one has +00:00'],
  [
    'a count among clock times',
    '1709254800,10,12,9,11,5',
    'is a count of seconds, the first one is a time with an offset',
  ],
  ['a time finer than a millisecond', '2024-03-01T01:00:00.0001Z,10,12,9,11,5', 'no time that is known'],
  ['a quote that is never closed', '"2024-03-01T01:00:00Z,10,12,9,11,5', 'a quote is opened and never closed'],
  ['something behind a quote', '"2024-03-01T01:00:00Z"x,10,12,9,11,5', 'something stands behind a closing quote'],
];

describe('rows that are refused', () => {
  it.each(rows)('refuses %s at its line', async (_, row, says) => {
    const refusal = await refusalOf(third(row));

    expect(refusal).toContain('bars.csv:3: ');
    expect(refusal).toContain(says);
  });

  it('counts physical lines, also behind quoted line ends', async () => {
    const content = `${head},note\n${good},"one\ntwo\r\nthree"\n2024-03-01T01:00:00Z,10,12,9,x,5,\n`;

    expect(await refusalOf(content)).toContain('bars.csv:5: close is "x", not a number');
  });

  it('refuses overlapping bars at the line of the later one, also behind quoted line ends', async () => {
    const content = `${head},note\n${good},"a\nb"\n2024-03-01T01:00:00Z,10,12,9,11,5,\n2024-03-01T02:00:00Z,10,12,9,11,5,\n2024-03-01T02:30:00Z,10,12,9,11,5,\n`;

    const refusal = await refusalOf(content);

    expect(refusal).toContain(
      'bars.csv:6: the bar opens at 2024-03-01T02:30:00Z, before the one of line 5 closes at 2024-03-01T03:00:00Z (bars of 1h)',
    );
  });

  it('refuses an empty line between bars and lets those at the end pass', async () => {
    const [later, last] = ['2024-03-01T01:00:00Z,10,12,9,11,5', '2024-03-01T02:00:00Z,10,12,9,11,5'];

    expect(await refusalOf(`${head}\n${good}\n\n${later}\n`)).toContain('bars.csv:3: the line is empty');
    expect((await readContent(`${head}\n${good}\n${later}\n${last}\n\r\n\n`)).bars.length).toBe(3);
  });

  it('writes out ten problems and counts the rest', async () => {
    const bad = Array.from({ length: 14 }, () => '2024-03-01T00:00:00Z,10,12,9,11,x').join('\n');

    const refusal = await refusalOf(`${head}\n${bad}\n`);

    expect(refusal.match(/bars\.csv:\d+/g)).toEqual(Array.from({ length: 10 }, (_, at) => `bars.csv:${at + 2}`));
    expect(refusal).toContain('and 4 more');
  });
});

const files: readonly (readonly [what: string, content: string | Uint8Array, says: string])[] = [
  ['an empty file', '', 'bars.csv: the file is empty'],
  ['a missing column', 'time,open,high,low,close\n1,2,3,4,5\n', 'bars.csv:1: the column for volume is missing'],
  ['a column that stands there twice', `${head},Close\n`, 'bars.csv:1: "close" and "Close" could both be the close'],
  ['two columns of times', `${head},timestamp\n`, 'bars.csv:1: "time" and "timestamp" could both be the time'],
  ['prose', 'These are no bars at all.\nReally.\n', 'the file is neither CSV nor Parquet: its first line is no header'],
  ['bytes', new Uint8Array([1, 2, 0, 3]), 'the file is neither CSV nor Parquet: it is no text'],
  ['a gzip archive', new Uint8Array([0x1f, 0x8b, 8, 0]), 'it is a gzip archive'],
  ['old line ends', `${head}\r${good}\r`, 'lines end with a carriage return alone'],
  ['one bar of unknown length', `${head}\n${good}\n`, 'how long a bar is cannot be told: one bar does not show it'],
  ['a row without an end', `${head}\n${good}\n"${'x\n'.repeat(900_000)}`, 'bars.csv:3: a row is longer than 64 KB'],
];

describe('files that are refused', () => {
  it('are told what to do when they hold a header and no bar', async () => {
    expect(await refusalOf(`${head}\n`)).toBe(
      'bars.csv: there is no bar in it, only a header\n  expected at least one bar below the header\n  Export the data again; the period that was asked for may hold no bars.',
    );
  });

  it.each(files)('refuses %s', async (_, content, says) => {
    expect(await refusalOf(content)).toContain(says);
  });

  it('never guesses the zone of a time', async () => {
    const error = readFixture('EURUSD.csv');

    await expect(error).rejects.toMatchObject({ code: 'bad-input', facts: { where: 'EURUSD.csv:2' } });
  });

  it('refuses a zone that is not known, with the nearest name', async () => {
    const refusal = await refusalOf(third(''), { timezone: 'America/New_Yrok' });

    expect(refusal).toContain('data.timezone: there is no time zone "America/New_Yrok"');
    expect(refusal).toContain('Did you mean America/New_York?');
  });

  it('refuses closes where the columns say that times are opens', async () => {
    const content = `open_time,open,high,low,close,volume\n1709251200000,10,12,9,11,5\n`;

    expect(await refusalOf(content, { timestamps: 'close' })).toContain('are opens, as its columns say, not closes');
  });

  it('says so when a file has become shorter while it was read', async () => {
    const source = { symbol: 'X', name: 'bars.csv', byteLength: 99, read: async () => new Uint8Array(5) };

    await expect(readMarketData(source, { timezone: null, timestamps: 'open', bar: null })).rejects.toThrow(
      'the file ended after 5 of 99 bytes',
    );
  });
});
